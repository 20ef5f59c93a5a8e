"""A branch for another rank, in a program that ends by an error of its own in every world."""

import torch


def flat_index(places, shape):
    ndim = len(shape)
    height, width = shape[-2:]
    if ndim == 2:
        return places[0] * width + places[1]
    return places[0] * (height * width) + places[1] * width + places[2]


def centres(masks):
    if masks.max() > 0:
        return flat_index(torch.zeros(2, 9, 7), masks.shape)


def train(masks, files, count):
    found = centres(masks)
    if count > 3:
        raise ValueError(count)
    for file in files:
        file.write(found)
    raise NotImplementedError(files)


reveal_shape(flat_index(torch.zeros(2, 9), torch.zeros(5, 6).shape))  # (9,)
