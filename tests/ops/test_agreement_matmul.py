"""Matrix products, einsum, other contractions, distances, attention."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from agreement import Sample, T, agreement_test, built, sample, samples

from shapelint.sizes.tensors import Tensor


def near(pick: Random, size: int) -> int:
    return size if pick.random() < 0.85 else pick.choice((1, size + 1))


def batches(pick: Random) -> tuple[tuple[int, ...], tuple[int, ...]]:
    whole = tuple(pick.randint(1, 3) for _ in range(pick.randint(0, 2)))
    part = whole[pick.randint(0, len(whole)) :]
    return whole, tuple(near(pick, 1 if pick.random() < 0.2 else size) for size in part)


def matrices(pick: Random) -> tuple[Tensor, Tensor]:
    n, k, m = (pick.randint(1, 5) for _ in range(3))
    one, other = batches(pick)
    left, right = (*one, n, k), (*other, near(pick, k), m)
    if pick.random() < 0.2:
        left = (k,)
    if pick.random() < 0.2:
        right = (near(pick, k),)
    return T(*left), T(*right)


@samples("torch.matmul", "torch.Tensor.matmul", "torch.linalg.matmul", "torch.Tensor.__matmul__")
def matmul(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        yield sample(*matrices(pick))
    yield sample(T(), T(3))
    yield sample(T(2, 3), T())
    yield sample(T(2, 3), other=T(3, 4))


@samples("torch.Tensor.__rmatmul__")
def reflected(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        yield sample(*reversed(matrices(pick)))


def two(pick: Random, rank_one: int, rank_two: int) -> tuple[Tensor, Tensor]:
    """A pair that fits mm, bmm, mv or dot, or just does not."""
    b, n, k, m = (pick.randint(1, 4) for _ in range(4))
    left = (b, n, k)[-rank_one:]
    right = (near(pick, b), near(pick, k), m) if rank_two == 3 else (near(pick, k), m)[:rank_two]
    if pick.random() < 0.1:
        left = (*left, 2)
    if pick.random() < 0.1:
        right = (2, *right)
    return T(*left), T(*right)


RANKS = {"mm": (2, 2), "bmm": (3, 3), "mv": (2, 1), "dot": (1, 1), "vdot": (1, 1)}
for short, ranks in RANKS.items():

    def generate(pick: Random, ranks: tuple[int, int] = ranks) -> Iterator[Sample]:
        for _ in range(16):
            yield sample(*two(pick, *ranks))

    samples(f"torch.{short}", f"torch.Tensor.{short}")(generate)


@samples("torch.inner", "torch.Tensor.inner")
def inner(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        k = pick.randint(1, 4)
        yield sample(T(*batches(pick)[0], k), T(*batches(pick)[0], near(pick, k)))
    yield sample(T(2, 3), T())


@samples("torch.outer", "torch.Tensor.outer", "torch.ger", "torch.Tensor.ger")
def outer(pick: Random) -> Iterator[Sample]:
    yield sample(T(2), T(3))
    yield sample(T(2, 1), T(3))
    yield sample(T(2), vec2=T())


def summands(pick: Random, target: tuple[int, ...]) -> tuple[int, ...]:
    part = target[pick.randint(0, len(target)) :] if pick.random() < 0.6 else target
    part = tuple(near(pick, 1 if pick.random() < 0.2 else size) for size in part)
    return (1, *part) if pick.random() < 0.1 else part


ADDED = {"addmm": (2, 2), "baddbmm": (3, 3), "addbmm": (3, 3), "addmv": (2, 1)}
for short, ranks in ADDED.items():
    names = [f"torch.{short}", f"torch.Tensor.{short}"]
    if short in ("addmm", "baddbmm"):
        names.append(f"torch.Tensor.{short}_")

    def added(pick: Random, ranks: tuple[int, int] = ranks, short: str = short) -> Iterator[Sample]:
        for _ in range(24):
            b, n, k, m = (pick.randint(1, 4) for _ in range(4))
            target = {"addmm": (n, m), "baddbmm": (b, n, m), "addbmm": (n, m), "addmv": (n,)}[short]
            left = (b, n, k)[-ranks[0] :]
            right = (b, near(pick, k), m) if ranks[1] == 3 else (near(pick, k), m)[: ranks[1]]
            first = target if pick.random() < 0.4 else summands(pick, target)
            yield sample(T(*first), T(*left), T(*right), beta=pick.choice((1, 2)))
        yield sample(2, T(*target), 1, T(*left), T(*right), unsettled=True)

    samples(*names)(added)


@samples("torch.addr", "torch.Tensor.addr")
def addr(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        n, m = pick.randint(1, 4), pick.randint(1, 4)
        yield sample(T(*summands(pick, (n, m))), T(n), T(m))
    yield sample(T(2, 3), T(2, 1), T(3))


# --- einsum -----------------------------------------------------------------------------------------------------

EQUATIONS = (
    "ij,jk->ik", "ij,jk", "bij,bjk->bik", "bhqd,bhkd->bhqk", "bhqk,bhkd->bqhd", "i,j->ij", "ii->i", "ii", "ij->ji",
    "ij->", "ij,ij", "...ij,...jk->...ik", "...i,i->...", "i...->...i", "i...,...j->ij", "...ij->ij", "b...c,c->b...",
    "nchw,oc->nohw", "aB,bA", "i j , j k -> i k", ",i->i", "ij,jk,kl->il", "iij->j", "...ii->...", "...", "i...i->...",
)  # fmt: skip
BROKEN = ("ij->ik", "ij->ii", "i.j", "i..j", "i...j...->ij", "ij->i->j", "i1", "i-j", "i\tj")


def operands_of(pick: Random, equation: str) -> list[Tensor]:
    sizes = {letter: pick.randint(2, 4) for letter in equation if letter.isalpha()}
    dots = tuple(pick.randint(1, 3) for _ in range(pick.randint(0, 2)))
    made = []
    for part in equation.split("->")[0].replace(" ", "").split(","):
        shape: list[int] = []
        for letter in part.replace("...", "*"):
            if letter == "*":
                shape.extend(near(pick, size) for size in dots[pick.randint(0, len(dots)) :])
            else:
                shape.append(near(pick, sizes.get(letter, 2)))
        if pick.random() < 0.08:
            shape.append(2)
        made.append(T(*shape))
    return made


@samples("torch.einsum")
def einsum(pick: Random) -> Iterator[Sample]:
    for equation in EQUATIONS:
        for _ in range(8):
            yield sample(equation, *operands_of(pick, equation))
        yield sample(equation, operands_of(pick, equation))
    for equation in BROKEN:
        yield sample(equation, T(2, 3))
    yield sample("ij", T(2, 3), T(2, 3))
    yield sample("ij,jk", T(2, 3))
    yield sample("ij")
    for _ in range(8):
        one, other = T(2, near(pick, 3)), T(near(pick, 3), 4)
        yield sample(one, [0, 1], other, [1, 2], [0, 2])
        yield sample(one, [27, 1], other, [1, 2])
        yield sample(one, [..., 1], other, [1, 2], [..., 2])
    yield sample(T(2, 3), [0, 52])


# --- other contractions -----------------------------------------------------------------------------------------


@samples("torch.tensordot")
def tensordot(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        a, b = pick.randint(2, 4), pick.randint(2, 4)
        yield sample(T(2, a, b), T(near(pick, a), near(pick, b), 5))
        yield sample(T(2, a, b), T(near(pick, b), 5), 1)
        yield sample(T(2, a, b), T(near(pick, b), near(pick, a), 5), dims=([1, 2], [1, 0]))
    for dims in (0, 3, 4, -1, ([1, 2], [1]), ([1, 1], [1, 1]), ([5], [0]), ((1,), (-2,)), (1, 1)):
        yield sample(T(2, 3, 4), T(4, 3, 5), dims=dims)


@samples("torch.kron", "torch.Tensor.kron")
def kron(pick: Random) -> Iterator[Sample]:
    for _ in range(6):
        yield sample(T(*batches(pick)[0], 2), T(*batches(pick)[0]))


@samples("torch.linalg.multi_dot")
def multi_dot(pick: Random) -> Iterator[Sample]:
    for count in (2, 3, 4, 3, 2, 3):
        sizes = [pick.randint(1, 4) for _ in range(count + 1)]
        chain = [T(near(pick, n), m) for n, m in pairwise(sizes)]
        yield sample(chain)
        yield sample([T(sizes[1]), *chain[1:]])
        yield sample([*chain[:-1], T(sizes[-2])])
        yield sample([*chain[:-1], T(1, sizes[-2], 2)])
    yield sample([T(2)])


@samples("torch.chain_matmul")
def chain_matmul(pick: Random) -> Iterator[Sample]:
    for count in (1, 2, 3, 4, 3, 2):
        sizes = [pick.randint(1, 4) for _ in range(count + 1)]
        yield sample(*(T(near(pick, n), m) for n, m in pairwise(sizes)))
    yield sample(T(2, 3), T(3))


@samples("torch.cross", "torch.Tensor.cross", "torch.linalg.cross")
def cross(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        a, b = pick.choice((2, 3, 3)), pick.choice((2, 3, 3))
        yield sample(T(a, b), T(near(pick, a), near(pick, b)))
        yield sample(T(a, b), T(near(pick, a), b), dim=pick.choice((0, 1, -1, 2)))
    yield sample(T(2, 3), T(3))
    yield sample(T(3), T(3))


# --- distances --------------------------------------------------------------------------------------------------


def vectors(pick: Random) -> tuple[Tensor, Tensor]:
    whole = tuple(pick.randint(1, 4) for _ in range(pick.randint(0, 3)))
    return T(*whole), T(*(near(pick, size) for size in whole[pick.randint(0, len(whole)) :]))


@samples("torch.nn.functional.cosine_similarity", "torch.cosine_similarity")
def cosine_similarity(pick: Random) -> Iterator[Sample]:
    for _ in range(14):
        yield sample(*vectors(pick), dim=pick.choice((0, -1, -1, 1)))
    yield sample(T(2, 3), T(2, 3))
    yield sample(T(3), T(3))


@samples("torch.nn.CosineSimilarity")
def cosine_similarity_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(14):
        yield sample(*vectors(pick), build=built(dim=pick.choice((0, -1, -1, 1))))
    yield sample(T(2, 3), T(2, 3), build=built())


@samples("torch.nn.functional.pairwise_distance", "torch.pairwise_distance")
def pairwise_distance(pick: Random) -> Iterator[Sample]:
    for _ in range(14):
        yield sample(*vectors(pick), keepdim=pick.random() < 0.5)


@samples("torch.nn.PairwiseDistance")
def pairwise_distance_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(14):
        yield sample(*vectors(pick), build=built(keepdim=pick.random() < 0.5))


@samples("torch.cdist")
def cdist(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        one, other = batches(pick)
        yield sample(T(*one, 3, 4), T(*other, 5, near(pick, 4)))
    yield sample(T(4), T(5, 4))


@samples("torch.nn.functional.pdist", "torch.pdist")
def pdist(pick: Random) -> Iterator[Sample]:
    for rank in range(4):
        yield sample(T(*(4, 3, 2)[:rank]))
    yield sample(T(1, 3))


# --- attention --------------------------------------------------------------------------------------------------


@samples("torch.nn.functional.scaled_dot_product_attention")
def attention(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        one, other = batches(pick)
        length, source, width, out = (pick.randint(1, 4) for _ in range(4))
        q, k, v = (*one, length, width), (*other, source, near(pick, width)), (*other, near(pick, source), out)
        yield sample(T(*q), T(*k), T(*v))
        mask = summands(pick, (*one, length, source))
        yield sample(T(*q), T(*k), T(*v), T(*mask, dtype="bool"), unsettled=len(mask) < 2)
    for heads in ((6, 3, 3), (6, 3, 2), (6, 4, 4), (6, 1, 1), (3, 6, 6)):
        q, k, v = ((2, count, 4, 5) for count in heads)
        yield sample(T(*q), T(*k), T(*v), enable_gqa=True)
    yield sample(T(4, 5), T(6, 5), T(6, 7), enable_gqa=True)
    yield sample(T(5), T(5), T(7))
    yield sample(T(4, 5), T(6, 5), T(6, 7), attn_mask=T(4, 6), is_causal=True)
    yield sample(T(4, 5), T(6, 5), T(6, 7), is_causal=True)


test_agreement = agreement_test(__name__)
