"""imageio.v2: what imageio itself has."""

from imageio import get_reader, imread, imsave, imwrite, mimread, mimsave, mimwrite
