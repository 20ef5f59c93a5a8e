"""Names of libraries that are not read."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.calls import call_library
from shapelint.interpret.language.events import perform_operation
from shapelint.interpret.language.subscripts import settle_index
from shapelint.interpret.library.environment import is_environment, unset
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.classed import PARAMETER_NAME, TENSOR_NAMES
from shapelint.interpret.state.kind import KINDS, call
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, External
from shapelint.interpret.values.roles import spoken_name
from shapelint.interpret.values.sequences import is_open
from shapelint.ops.core.catalog import find
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir

ANNOTATIONS = (
    "typing.", "collections.", "builtins.", "torch.Tensor", "numpy.ndarray", "jaxtyping.", "numpy.typing.", "type",
)  # fmt: skip
SUBSCRIPTED = frozenset(f"numpy.{name}" for name in ("mgrid", "ogrid", "r_", "c_", "s_", "index_exp"))
"""Objects of numpy that are there to be subscripted."""


class Externals(Anything[External]):
    types = (External,)
    precedence = 5
    is_type = True
    is_learnt = True
    is_callable = True
    is_settled = True
    may_lack = False

    def has_attribute(self, run: Run, value: External, name: str) -> Any:
        return run.project.library_has(value.dotted, name) or None

    def as_bases(self, run: Run, value: External) -> tuple[Class, ...]:
        known = run.project.library_name(value.dotted)
        return (known,) if KINDS[type(known)].is_class else super().as_bases(run, value)

    def prepared(self, run: Run, value: External, depth: int) -> Any:
        return Unknown(f"{value.dotted} is not modelled", value.dotted)

    def is_key(self, value: External, depth: int) -> bool:
        return not _may_be_constant(value.dotted)

    def truth(self, run: Run, place: Place, value: External) -> bool | None:
        return None if _may_be_constant(value.dotted) else True

    def is_instance(self, value: External, cls: Class) -> bool | None:
        return None if _may_be_constant(value.dotted) else super().is_instance(value, cls)

    def alike(self, run: Run, a: External, b: External, depth: int) -> bool:
        return a.dotted == b.dotted

    def is_of_library(self, value: External, dotted: str) -> bool | None:
        return False if dotted in TENSOR_NAMES or dotted == PARAMETER_NAME else None

    def includes(self, run: Run, value: External, other: object) -> bool | None:
        return KINDS[type(other)].is_of_library(other, value.dotted)

    def describe(self, value: External) -> str:
        return value.dotted

    def reflected(self, run: Run, place: Place, op: str, value: External, other: object, inplace: bool) -> object:
        return (other, value) if op == "|" and KINDS[type(other)].is_sequence else NotImplemented

    def identical(self, value: External, other: object) -> bool | None:
        """Whether `value is other`.

        What is read has no name in a library, as a rule; a constant of a library may be any text, number or None.
        """
        if KINDS[type(other)] is self:
            return True if value.dotted == spoken_name(other) else None
        return None if KINDS[type(other)].is_exported or _may_be_constant(value.dotted) else False

    def call(
        self,
        run: Run,
        place: Place,
        value: External,
        args: list[Any],
        kwargs: dict[str, Any],
        node: ir.Call | None = None,
    ) -> object:
        known = run.project.library_name(value.dotted)
        if KINDS[type(known)] is not self:
            return call(run, place, known, args, kwargs, node)
        constructor = find(value.dotted)  # of a type of tensors: `torch.LongTensor([1])`
        if constructor is not None and not is_open(args):
            return perform_operation(run, place, constructor, args, kwargs, node)
        return call_library(run, place, value.dotted, args, kwargs)

    def attribute(self, run: Run, place: Place, value: External, name: str) -> object:
        found: object = run.project.library_name(f"{value.dotted}.{name}")
        return found

    def item(self, run: Run, place: Place, value: External, index: object) -> object:
        if value.dotted.startswith(ANNOTATIONS):
            return value  # List[int]
        if value.dotted in SUBSCRIPTED:
            return call(run, place, External(f"{value.dotted}.__getitem__"), [settle_index(run, index)], {})
        name = text(run, index) if value.dotted == "sys.modules" else None
        found = None if name is None else run.project.module_named(run, name)
        if found is not None:
            return found
        return Unknown(Reason(f"an element of {value.dotted}", place), value.dotted)

    def contains(self, run: Run, place: Place, value: External, item: object) -> object:
        return False if is_environment(value) and unset(run, place, item) else None


def _may_be_constant(dotted: str) -> bool:
    """Whether a library's name may stand for a text, number or None.

    Classes are told by how they are written.
    """
    name = dotted.rpartition(".")[2]
    return (not name[:1].isupper() or name.isupper()) and find(dotted) is None
