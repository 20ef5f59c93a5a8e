"""Linear algebra and Fourier transforms."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, T, agreement_test, sample, samples

from shapelint.sizes.tensors import Tensor


def batch(pick: Random) -> tuple[int, ...]:
    return tuple(pick.randint(1, 3) for _ in range(pick.randint(0, 2)))


def identity(*batch: int, size: int = 3) -> Tensor:
    """Matrices that can be inverted and decomposed; torch is asked with these numbers."""
    rows: object = [[float(row == column) for column in range(size)] for row in range(size)]
    for count in reversed(batch):
        rows = [rows] * count
    return T(*batch, size, size, data=rows)


SQUARE = (
    "torch.inverse", "torch.Tensor.inverse", "torch.linalg.inv", "torch.matrix_exp", "torch.Tensor.matrix_exp",
    "torch.linalg.matrix_exp", "torch.linalg.cholesky", "torch.cholesky", "torch.Tensor.cholesky",
    "torch.cholesky_inverse", "torch.Tensor.cholesky_inverse", "torch.det", "torch.Tensor.det", "torch.logdet",
    "torch.Tensor.logdet", "torch.linalg.det", "torch.slogdet", "torch.Tensor.slogdet", "torch.linalg.slogdet",
    "torch.linalg.eigh", "torch.linalg.eigvalsh", "torch.linalg.eig", "torch.linalg.eigvals",
)  # fmt: skip


@samples(*SQUARE)
def squares(pick: Random) -> Iterator[Sample]:
    for _ in range(4):
        yield sample(identity(*batch(pick), size=pick.randint(1, 4)))
    yield sample(T(3, 4))
    yield sample(T(2, 4, 3))
    yield sample(T(3))
    yield sample(T())


@samples("torch.matrix_power", "torch.Tensor.matrix_power", "torch.linalg.matrix_power")
def matrix_power(pick: Random) -> Iterator[Sample]:
    yield sample(identity(2), 3)
    yield sample(T(2, 3), 2)
    yield sample(T(3), 2)


@samples("torch.trace", "torch.Tensor.trace")
def trace(pick: Random) -> Iterator[Sample]:
    for rank in range(4):
        yield sample(T(*(2, 3, 4)[:rank]))


@samples(
    "torch.linalg.svd", "torch.svd", "torch.Tensor.svd", "torch.linalg.svdvals", "torch.linalg.qr", "torch.qr",
    "torch.Tensor.qr", "torch.linalg.lu_factor_ex",
    "torch.pinverse", "torch.Tensor.pinverse", "torch.linalg.pinv", "torch.linalg.matrix_rank",
)  # fmt: skip
def decomposed(pick: Random) -> Iterator[Sample]:
    for _ in range(6):
        yield sample(T(*batch(pick), pick.randint(1, 4), pick.randint(1, 4)))
    yield sample(T(3))


@samples("torch.linalg.svd", "torch.svd", "torch.Tensor.svd", "torch.qr", "torch.Tensor.qr")
def decomposed_fully(pick: Random) -> Iterator[Sample]:
    for _ in range(4):
        yield sample(T(*batch(pick), pick.randint(1, 4), pick.randint(1, 4)), False)


@samples("torch.svd")
def no_vectors(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), compute_uv=False)


@samples("torch.linalg.lu_factor")
def factored(pick: Random) -> Iterator[Sample]:
    for size in range(1, 4):
        yield sample(identity(*batch(pick), size=size))
    yield sample(T(3))


@samples("torch.linalg.qr")
def qr_modes(pick: Random) -> Iterator[Sample]:
    for mode in ("reduced", "complete", "r", "full"):
        yield sample(T(*batch(pick), 5, 3), mode)
        yield sample(T(*batch(pick), 3, 5), mode=mode)


@samples("torch.linalg.solve")
def solve(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        first = batch(pick)
        size = pick.randint(2, 3)
        other = first if pick.random() < 0.6 else batch(pick)
        rows = size if pick.random() < 0.8 else size + 1
        yield sample(identity(*first, size=size), T(*other, rows, 4), unsettled=False)
        yield sample(identity(*first, size=size), T(*other, rows))
        yield sample(identity(*first, size=size), T(*other, 4, rows), left=False)
    yield sample(T(2, 3), T(2))
    yield sample(identity(), T())


@samples("torch.linalg.vector_norm")
def vector_norm(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3))
    yield sample(T(2, 3), 2, (0,), True)
    yield sample(T(2, 3), dim=-1)
    yield sample(T(2, 3), dim=2)
    yield sample(T(2, 3, 4), 1, (0, 2))


@samples("torch.linalg.matrix_norm")
def matrix_norm(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3))
    yield sample(T(4, 2, 3), "fro", (0, 2), True)
    yield sample(T(4, 2, 3), 2)
    yield sample(T(4))
    yield sample(T(4, 2, 3), dim=1)
    yield sample(T(4, 2, 3), dim=(0, 3))


@samples("torch.linalg.norm")
def norm(pick: Random) -> Iterator[Sample]:
    for sizes in ((3,), (2, 3), (2, 3, 4)):
        yield sample(T(*sizes))
        yield sample(T(*sizes), 2)
        yield sample(T(*sizes), dim=0)
        yield sample(T(*sizes), 2, -1, True)
        yield sample(T(*sizes), "fro", dim=(-2, -1))
        yield sample(T(*sizes), "fro", dim=0)
        yield sample(T(*sizes), dim=(0, 1, 2))
        yield sample(T(*sizes), keepdim=True)
        yield sample(T(*sizes), "nuc")


# --- Fourier transforms -----------------------------------------------------------------------------------------

REAL = ("fft", "ifft", "rfft", "ihfft")
COMPLEX = ("irfft", "hfft")


def line(dtype: str) -> object:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(14):
            sizes = tuple(pick.randint(1, 6) for _ in range(pick.randint(0, 3)))
            n = pick.choice((None, None, 0, 1, 4, 5))
            yield sample(T(*sizes, dtype=dtype), n, pick.randint(-len(sizes) - 1, len(sizes)))
        yield sample(T(2, 5, dtype=dtype))
        yield sample(T(2, 5, dtype=dtype), norm="ortho")
        yield sample(T(2, 5, dtype=dtype), norm="unit")

    return generate


def planes(dtype: str) -> object:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(12):
            sizes = tuple(pick.randint(1, 6) for _ in range(pick.randint(1, 4)))
            yield sample(T(*sizes, dtype=dtype))
            yield sample(T(*sizes, dtype=dtype), (pick.randint(0, 5), pick.randint(-1, 5)))
            axes = tuple(pick.randint(-len(sizes), len(sizes) - 1) for _ in range(2))
            yield sample(T(*sizes, dtype=dtype), dim=axes)
        yield sample(T(2, 3, 4, dtype=dtype), s=(5,), dim=(0, 1))
        yield sample(T(2, 3, 4, dtype=dtype), s=(2, 3, 4, 5))
        yield sample(T(2, 3, 4, dtype=dtype), dim=1)

    return generate


for short in REAL:
    samples(f"torch.fft.{short}")(line("float32"))  # type: ignore[arg-type]
for short in COMPLEX:
    samples(f"torch.fft.{short}")(line("complex64"))  # type: ignore[arg-type]
for short in ("fft", "ifft", "rfft"):
    samples(f"torch.fft.{short}2", f"torch.fft.{short}n")(planes("float32"))  # type: ignore[arg-type]
samples("torch.fft.irfft2", "torch.fft.irfftn")(planes("complex64"))  # type: ignore[arg-type]


@samples("torch.fft.fftshift", "torch.fft.ifftshift")
def fftshift(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3))
    yield sample(T(2, 3), 1)
    yield sample(T(2, 3), dim=(0, 1))
    yield sample(T(2, 3), dim=2)


@samples("torch.fft.fftfreq", "torch.fft.rfftfreq")
def fftfreq(pick: Random) -> Iterator[Sample]:
    yield sample(5)
    yield sample(n=6, d=0.1)


@samples("torch.stft", "torch.Tensor.stft")
def stft(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        length, n_fft = pick.randint(5, 60), pick.choice((7, 8, 16))
        sizes = (length,) if pick.random() < 0.3 else (3, length)
        win = pick.choice((None, None, n_fft, n_fft - 2, n_fft + 1))
        window = T(pick.choice((win or n_fft, win or n_fft, n_fft - 1))) if pick.random() < 0.4 else None
        center, complex_out = pick.random() < 0.7, pick.random() < 0.8
        hop = pick.choice((None, 3, 4))
        yield sample(T(*sizes), n_fft, hop, win, window, center=center, return_complex=complex_out)
    yield sample(T(3, 8), 16, pad_mode="constant", return_complex=True)
    yield sample(T(3, 60), 16, onesided=False, return_complex=True)
    yield sample(T(2, 3, 60), 16, return_complex=True)
    yield sample(T(3, 60), 16)
    yield sample(T(3, 60), 16, hop_length=0, return_complex=True)
    yield sample(T(3, 60, dtype="complex64"), 16)


@samples("torch.istft", "torch.Tensor.istft")
def istft(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        sizes = (pick.choice((9, 9, 8)), pick.randint(5, 30))
        whole = sizes if pick.random() < 0.3 else (3, *sizes)
        hop = pick.choice((None, 2, 4, 8))
        window = T(16, data=[1.0] * 16) if pick.random() < 0.5 else None
        yield sample(T(*whole, dtype="complex64"), 16, hop, window=window)
    yield sample(T(3, 9, 26, dtype="complex64"), 16, length=90)
    yield sample(T(3, 16, 26, dtype="complex64"), 16, onesided=False)
    yield sample(T(2, 3, 9, 26, dtype="complex64"), 16)


@samples("torch.view_as_real")
def view_as_real(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3, dtype="complex64"))
    yield sample(T(dtype="complex64"))
    yield sample(T(2, 3))


@samples("torch.view_as_complex")
def view_as_complex(pick: Random) -> Iterator[Sample]:
    for sizes in ((3, 2), (3, 3), (2,), ()):
        yield sample(T(*sizes))


@samples("torch.real", "torch.Tensor.real", "torch.Tensor.imag", "torch.imag")
def part(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3, dtype="complex64"))


@samples("torch.conj", "torch.Tensor.conj", "torch.resolve_conj", "torch.Tensor.resolve_conj")
def conj(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3, dtype="complex64"))
    yield sample(T(2, 3))


test_agreement = agreement_test(__name__)
