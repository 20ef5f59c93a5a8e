"""Products, linear algebra, statistics and polynomials agree with numpy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import A, Sample, agreement_test, calls, sample, samples

MATRICES = ((2, 3), (3, 2), (3, 3), (3,), (2,), (4, 2, 3), (4, 3, 2), (5, 4, 3, 3), ())


@samples("numpy.matmul", "numpy.dot", "numpy.inner", "numpy.vdot", "numpy.outer", "numpy.ndarray.__matmul__")
@samples("numpy.linalg.matmul", "numpy.ndarray.dot", "numpy.kron")
def products(pick: Random) -> Iterator[Sample]:
    for _ in range(40):
        yield sample(A(*pick.choice(MATRICES)), A(*pick.choice(MATRICES)))
    yield from calls("A(2, 3, dtype='float32'), A(3, 2, dtype='float32')")
    yield from calls("A(2, 3, dtype='int64'), A(3, 2, dtype='float32')")
    yield from calls("A(3), A(3); A(2, 3), A(3); A(2, 3), A(3, 4); A(3), A(3, 3); A(2, 3)")


@samples("numpy.matmul", "numpy.dot", "numpy.outer")
def products_of_lists(pick: Random) -> Iterator[Sample]:
    yield from calls("[[1, 2], [3, 4]], [1, 2]; [1, 2], [3, 4]; A(2), [1.5, 2.5]; [1, 2, 3], [[1, 2], [3, 4]]")


@samples("numpy.ndarray.__rmatmul__")
def reflected(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 2), A(2, 3); A(3, 2), A(2, 2); A(3), A(2, 3)")


@samples("numpy.linalg.outer")
def outer(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2), A(3); A(2, 3), A(3); A(2), A(1); A(), A(2)")


@samples("numpy.tensordot", "numpy.linalg.tensordot")
def tensordots(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, 4), A(3, 4, 5); A(2, 3), A(2, 3)")


@samples("numpy.tensordot")
def tensordots_of_axes(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), A(3, 4), 1; A(2, 3), A(4, 5), 0; A(2, 3, 4), A(4, 3), ([1, 2], [1, 0])")
    yield from calls("A(2, 3), A(3, 4), (1, 0); A(2), A(3), 1")
    yield from calls("A(2, 3), A(3), 2; A(2, 3), A(3, 4), ([0], [0, 1]); A(2, 3), A(4, 3), ([1], [1])")
    yield from calls("A(2, 3), A(3, 4), axes=([1], [0])")


@samples("numpy.einsum")
def einsums(pick: Random) -> Iterator[Sample]:
    yield from calls("'ij,jk->ik', A(2, 3), A(3, 4); 'ij,jk', A(2, 3), A(3, 4)")
    yield from calls("'bij,bjk->bik', A(5, 2, 3), A(5, 3, 4); 'ii->i', A(3, 3); 'ij->', A(2, 3)")
    yield from calls("'ij,jk->ik', A(2, 3), A(4, 4); 'ij->ji', A(2, 3), A(2, 3); 'ij->ik', A(2, 3)")
    yield from calls("'...i,i->...', A(2, 4, 3), A(3); 'i,j->ij', [1, 2], [3, 4, 5]")
    yield from calls("'ijk->i', A(2, 3); 'ij,kj->ik', A(2, 3), A(4, 3), optimize=True")


@samples("numpy.linalg.multi_dot")
def chains(pick: Random) -> Iterator[Sample]:
    yield from calls("[A(2, 3), A(3, 4), A(4, 5)]; [A(2, 3), A(4, 5)]; [A(2), A(2, 3), A(3)]; [A(2, 3)]")
    yield from calls("[A(2, 3), A(3), A(3, 2)]")


@samples("numpy.vecdot", "numpy.linalg.vecdot")
def vecdots(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3), A(2, 3); A(3), A(3); A(2, 3), A(3); A(2, 3), A(2, 4); A(2, 3), A(4, 1, 3); A(), A(3)")
    yield from calls("A(3, 2), A(3, 2), axis=0", unsettled="not modelled")


@samples("numpy.diag")
def diagonals_of_vectors(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3); A(2, 3); A(3), 1; A(3, 4), -1; A(3, 4), 5; A(2, 3, 4); A(); [1, 2]; A(2), -3")


@samples("numpy.diagflat")
def flat_diagonals(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3); A(2, 3); A(3), 1; [1, 2], -2; A()")


@samples("numpy.diagonal", "numpy.ndarray.diagonal", "numpy.trace", "numpy.ndarray.trace")
def diagonals(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 4); A(2, 3, 4); A(2, 3, 4), 1, 1, 2; A(3, 4), -1; A(3); A(2, 3, 4), 0, 0, 0")
    yield from calls("A(2, 3), axis1=0, axis2=2; A(3, 3, dtype='int32')")


@samples("numpy.tril", "numpy.triu")
def triangles(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 4); A(2, 3, 4); A(3); A(); A(3, 3), -1; A(3, 3), k=2; [[1, 2], [3, 4]]")
    yield from calls("A(3, 3, dtype='bool')")


# --- linear algebra -----------------------------------------------------------------------------------------------


@samples("numpy.linalg.inv", "numpy.linalg.det", "numpy.linalg.slogdet", "numpy.linalg.eigh", "numpy.linalg.eigvalsh")
@samples("numpy.linalg.cholesky", "numpy.linalg.eig", "numpy.linalg.eigvals")
def of_squares(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 3); A(2, 3, 3); A(3, 3, dtype='float32'); A(2, 3); A(3); A(4, 2, 3, 3)")
    yield from calls("A(3, 3, dtype='complex64')")


@samples("numpy.linalg.inv", "numpy.linalg.det")
def of_whole_squares(pick: Random) -> Iterator[Sample]:
    yield from calls("[[1, 2], [3, 4]]; A(2, 2, dtype='int64', data=[[2, 0], [0, 2]])")


@samples("numpy.linalg.matrix_power")
def powers(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 3), 2; A(2, 3, 3), -1; A(2, 3), 2; A(3), 2; A(3, 3), 0; A(3, 3)")


@samples("numpy.linalg.pinv", "numpy.linalg.svd", "numpy.linalg.svdvals", "numpy.linalg.cond", "numpy.linalg.qr")
@samples("numpy.linalg.matrix_norm")
def of_matrices(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 3); A(4, 3); A(2, 3, 4); A(3); A(3, 4, dtype='float32')")


@samples("numpy.linalg.matrix_rank")
def ranks(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 3); A(4, 3); A(2, 3, 4); A(3)")


@samples("numpy.linalg.svd")
def decompositions(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 3), False; A(3, 4), full_matrices=False; A(2, 4, 3), compute_uv=False; A(2, 4, 3), False")


@samples("numpy.linalg.qr")
def factors(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 3), 'complete'; A(4, 3), mode='r'; A(3, 4), 'reduced'; A(2, 4, 3), 'complete'")


@samples("numpy.linalg.solve")
def solutions(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 3), A(3); A(3, 3), A(3, 2); A(3, 3), A(4); A(2, 3, 3), A(2, 3, 4); A(2, 3), A(3)")
    yield from calls("A(3, 3), A(2, 3, 2)")


@samples("numpy.linalg.solve")
def solutions_by_version(pick: Random) -> Iterator[Sample]:
    yield from calls("A(2, 3, 3), A(3, 4)", unsettled="version")


@samples("numpy.linalg.lstsq")
def least_squares(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 3), A(4); A(4, 3), A(4, 2); A(4, 3), A(3); A(4), A(4)", open=True)
    yield from calls("A(4, 3), A(4), rcond=None", open=True)


@samples("numpy.linalg.norm")
def norms(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3); A(2, 3); A(2, 3, 4); A(2, 3), axis=0; A(2, 3), axis=1, keepdims=True")
    yield from calls("A(2, 3, 4), axis=(1, 2); A(2, 3), 2; A(2, 3, 4), 2")
    yield from calls("A(2, 3), axis=2; A(2, 3, 4), axis=(0, 1, 2); A(2, 3), keepdims=True; [3, 4]")
    yield from calls("A(3, dtype='float32'); A(2, 3, dtype='float32'), axis=-1")


@samples("numpy.linalg.vector_norm")
def vector_norms(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3); A(2, 3); A(2, 3), axis=0; A(2, 3), axis=1, keepdims=True; A(2, 3, 4), axis=(0, 2)")
    yield from calls("A(2, 3), axis=2")


# --- statistics and polynomials -----------------------------------------------------------------------------------


@samples("numpy.cov", "numpy.corrcoef")
def related(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3, 10); A(10); A(10), A(10); A(10, 3), rowvar=False; A(2, 3, 4); A(10), A(9)")
    yield from calls("A(3, 10), A(2, 10); A(1, 10); A(10, 3), A(10, 2), False")


@samples("numpy.polyfit")
def fits(pick: Random) -> Iterator[Sample]:
    yield from calls("A(5, data=[0.0, 1.0, 2.0, 3.0, 4.0]), A(5), 2")
    yield from calls("A(5, data=[0.0, 1.0, 2.0, 3.0, 4.0]), A(5, 2), 1; A(5), A(4), 1; A(2, 3), A(2), 1")
    yield from calls("[0, 1, 2], [1, 2, 3], deg=1")


@samples("numpy.polyval")
def polynomials(pick: Random) -> Iterator[Sample]:
    yield from calls("[1, 2, 3], A(4); A(3), A(2, 5); [1, 2], 3")


@samples("numpy.roots")
def roots(pick: Random) -> Iterator[Sample]:
    yield from calls("[1, 2, 3]; A(3, data=[1.0, 0.0, -1.0]); A(2, 2)", open=True)


@samples("numpy.vander")
def vander(pick: Random) -> Iterator[Sample]:
    yield from calls("A(3); A(3), 5; [1, 2, 3], N=2; A(2, 3); A(3), -1; A(3), 0")


test_agreement = agreement_test(__name__)
