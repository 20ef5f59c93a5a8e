"""What torch returns under names: `x.max(dim=1).values`, `torch.linalg.svd(a).S`."""

from __future__ import annotations

from typing import NamedTuple

from shapelint.sizes.tensors import Tensor


class ValuesIndices(NamedTuple):
    values: Tensor
    indices: Tensor


class MinMax(NamedTuple):
    min: Tensor
    max: Tensor


class OutputLoss(NamedTuple):
    output: Tensor
    loss: Tensor


class LUFactor(NamedTuple):
    LU: Tensor
    pivots: Tensor


class LUFactorEx(NamedTuple):
    LU: Tensor
    pivots: Tensor
    info: Tensor


class QR(NamedTuple):
    Q: Tensor
    R: Tensor


class SVD(NamedTuple):
    U: Tensor
    S: Tensor
    Vh: Tensor


class OldSVD(NamedTuple):
    U: Tensor
    S: Tensor
    V: Tensor


class Eigen(NamedTuple):
    eigenvalues: Tensor
    eigenvectors: Tensor


class SignLogDet(NamedTuple):
    sign: Tensor
    logabsdet: Tensor


class LUFactors(NamedTuple):
    P: Tensor
    L: Tensor
    U: Tensor


class LeastSquares(NamedTuple):
    solution: Tensor
    residuals: Tensor
    rank: Tensor
    singular_values: Tensor
