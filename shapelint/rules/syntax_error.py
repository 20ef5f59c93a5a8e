"""syntax-error (SHP900): the file is not Python.

What: neither the Python that runs shapelint nor libcst can read the file. Nothing else is said about it.

Why: a file that cannot be read cannot be checked, and a linter that is silent about it looks like one that found
nothing.

Bad:

    import torch

    conv = torch.nn.Conv2d(3, 8, 3, padding = ?)  # error: [syntax-error]

Good:

    import torch

    conv = torch.nn.Conv2d(3, 8, 3, padding=1)
"""
