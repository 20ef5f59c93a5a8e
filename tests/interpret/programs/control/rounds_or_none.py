"""What a loop's rounds rest on, that there is one at all, does not hold behind it."""

import torch

series = torch.nonzero(torch.ones(60)).float().numpy()
windows = []
for i in range(len(series) - 12):
    window = series[i : i + 12, 0]
    reveal_shape(window)  # (12,)
    windows.append(window)


def shortened(frames, most):
    """A look-alike that works: behind the loop the sequence may be as short as it likes."""
    for i in range(frames.shape[0] - most):
        frames[i + most] = 0
    return torch.zeros(2, max(frames.shape[0] - 8, 0)), [frames[i : i + 8] for i in range(frames.shape[0] - 8)]


steps = torch.nonzero(torch.ones(60))
before = [steps[i : i + 9] for i in range(steps.shape[0] - 9)]
for i in range(steps.shape[0] - 9):
    for j in range(steps.shape[0] - 5):
        reveal_shape(steps[j : j + 5])  # (5, 1)
    reveal_shape(steps[i : i + 9])  # (9, 1)
reveal_shape(torch.zeros(3, 1 if steps.shape[0] < 10 else 4))  # (3, 4) or (3, 1)
reveal_shape(shortened(torch.zeros(5, 2), 8)[0].shape)  # (2, 0)
