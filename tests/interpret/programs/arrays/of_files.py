# symbolic
"""Arrays of files that nobody reads: their types, and their shapes once something says them."""

import numpy as np

raw = np.loadtxt("table.txt")
reveal_shape((raw.dtype, raw[:, :-1].reshape(-1, 128, 9).astype("float32")))  # (float64, (n, 128, 9))
reveal_shape(np.load("pictures.npy").reshape(-1, 28, 28, 1).transpose(0, 3, 1, 2))  # (n2, 1, 28, 28)
reveal_shape(np.load("several.npz")["pictures"])  # ?
reveal_shape(np.genfromtxt("table.csv", delimiter=",", names=True)["x"])  # ?
reveal_shape(np.fromfile("signal.raw", dtype=np.int16))  # (n3,)
reveal_shape(np.memmap("tokens.bin", dtype=np.uint16, mode="r")[:64])  # (min(n4, 64),)
