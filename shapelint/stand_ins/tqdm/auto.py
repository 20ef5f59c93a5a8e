"""The same bar, for another kind of screen."""

from tqdm import tqdm, trange

__all__ = ["tqdm", "trange"]
