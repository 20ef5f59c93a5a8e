"""Complex numbers: alone, beside tensors and arrays."""

import cmath

import numpy as np
import torch

i = 1j
reveal_shape(i * i)  # (-1+0j)
reveal_shape((2 + 3j).imag)  # 3.0
reveal_shape(abs(3 + 4j))  # 5.0
reveal_shape(-(1j) ** 2)  # (1-0j)
x = torch.rand(2, 3)
z = x + 1j * x
reveal_shape(z)  # (2, 3)
reveal_shape(z.dtype)  # torch.complex64
reveal_shape(torch.exp(2j * torch.pi * x))  # (2, 3)
reveal_shape((x * 1j).abs().dtype)  # torch.float32
reveal_shape(torch.tensor([1j, 2.0]).dtype)  # torch.complex64
a = np.arange(6).reshape(2, 3)
reveal_shape(a + 1.0j * a)  # (2, 3)
reveal_shape((a * 1j).dtype)  # complex128
reveal_shape(np.exp(-1j * a).shape)  # (2, 3)
q = torch.zeros(3, 3, dtype=torch.complex64)
q[1, 2] = -1j / 2**0.5
reveal_shape(q)  # (3, 3)
torch.matmul(z, torch.rand(2, 3))  # error: [matmul-mismatch]
