import numpy as np
import torch

labels = [np.zeros(13), np.ones(30)]
reveal_shape(torch.from_numpy(np.tile(labels[0], 2)))  # (26,)
np.transpose([np.tile(labels, 11), np.repeat(np.zeros(11), 3)])  # error: [wrong-arguments]
