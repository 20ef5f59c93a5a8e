"""What every nn.Module can do.

Children and parameters by name, training and evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from shapelint.interpret.language.sublayers import adopt_all
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.heap import ITSELF
from shapelint.interpret.state.kind import KINDS, call, get_attribute, set_attribute
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import set_under_unknown_name
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Class, Instance, Method
from shapelint.interpret.values.roles import role_of
from shapelint.interpret.values.streams import Stream
from shapelint.ops.casts import asked_for
from shapelint.ops.core.arguments import dtype_given
from shapelint.ops.core.dtypes import is_whole
from shapelint.sizes.tensors import Reason, Tensor
from shapelint.source.place import Place

Body = Callable[[Run, Place, list[Any], dict[str, Any]], Any]


def nothing(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    return None


def itself(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    return args[0]


def itself_alone(name: str, dtype: str = "") -> Body:
    """A method that returns its module and takes nothing else.

    dtype: what it makes of the module's floats.
    """

    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        if len(args) > 1:
            raise BindError(args[0], f"nn.Module.{name}() takes no arguments, {len(args) - 1} were given")
        if dtype:
            _turn(run, args[0], dtype)
        return args[0]

    return body


def to(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`module.to(device)`, `module.to(dtype)`, `module.type(dtype)`, `module.to(memory_format=torch.channels_last)`."""
    if "memory_format" in kwargs:
        _lay_anyhow(run, args[0])
    given = run.settled(asked_for([run.settled(one) for one in args[1:]], kwargs.get("dtype", kwargs.get("dst_type"))))
    if given is not None:
        dtype = given.dtype if KINDS[type(given)].is_tensor else dtype_given(given)
        _turn(run, args[0], dtype)
    return args[0]


def _lay_anyhow(run: Run, module: Instance) -> None:
    """Forget how its parameters lie in memory."""
    for _, tensor in parameters_of(module, role="parameter"):
        if tensor.strides is not None:
            run.heap.change(tensor)
            tensor.strides = None


def _turn(run: Run, module: Instance, dtype: str | None) -> None:
    """Make its floats of that type, None being an unknown one."""
    for role in ("parameter", "buffer"):
        for _, tensor in parameters_of(module, role=role):
            if not is_whole(tensor.dtype) and tensor.dtype != dtype:
                run.heap.change(tensor)
                tensor.dtype = dtype


def add_module(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    self = args[0]
    given = args[1] if len(args) > 1 else kwargs.get("name")
    name = text(run, given)
    value = args[2] if len(args) > 2 else next((kwargs[k] for k in ("module", "param", "tensor") if k in kwargs), None)
    if name is not None:
        set_attribute(run, place, self, name, value)
    else:
        set_under_unknown_name(run, self, run.settled(given), value, Reason("a child under an unknown name", place))


def register_buffer(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    add_module(run, place, args, kwargs)
    name = args[1] if len(args) > 1 else kwargs.get("name")
    value = args[0].attributes.get(text(run, name))
    if KINDS[type(value)].is_tensor and not value.role:
        value.role = "buffer"


OF_MODULES = frozenset(("parameters", "named_parameters", "modules", "named_modules", "children", "named_children"))


def walk(instance: Instance, prefix: str = "") -> Iterator[tuple[str, Instance]]:
    """Every module below, with its qualified name as `named_modules` gives it.

    A shared module once.
    """
    seen: set[int] = set()
    waiting = [(prefix, instance)]
    while waiting:
        path, module = waiting.pop()
        if id(module) in seen:
            continue
        seen.add(id(module))
        yield path, module
        below = [(f"{path}.{name}" if path else name, child) for name, child in module.children()]
        waiting.extend(reversed(below))


def _own(instance: Instance) -> Iterator[tuple[str, Instance]]:
    """Its children under their names, as `named_children` gives them.

    One that stands under several names once.
    """
    seen: set[int] = set()
    for name, child in instance.children():
        if id(child) not in seen:
            seen.add(id(child))
            yield name, child


def parameters_of(instance: Instance, prefix: str = "", role: str = "parameter") -> Iterator[tuple[str, Tensor]]:
    """Every parameter (or buffer) below, with its qualified name.

    A shared one once.
    """
    seen: set[int] = set()
    for path, module in walk(instance, prefix):
        for name, value in module.attributes.items():
            if role_of(value) == role and id(value) not in seen:
                seen.add(id(value))
                yield (f"{path}.{name}" if path else name), value


def _counts_are_open(module: Instance, kind: str, is_below: bool) -> bool:
    """Whether the module may have more children than known.

    Where that matters.
    """
    if any(_seems_a_module(value) for value in module.attributes.values()):
        return True
    if kind in ("modules", "named_modules"):
        return False
    if module.cls.opaque and not (is_below and kind.endswith("children")):
        return True
    return module.group is not None or module.escaped == ITSELF


def _seems_a_module(value: Any) -> bool:
    """Whether an unknown value was asked for what only modules have."""
    return KINDS[type(value)].is_blank and not OF_MODULES.isdisjoint(value.parts or ())


def listing(kind: str) -> Body:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        self, *given = args
        found = []
        for path, module in walk(self):
            found.append((path, module))
            adopt_all(run, module)
            if taint_of(module) is not None or _counts_are_open(module, kind, module is not self):
                return run.unknown("the content of a module that may have been changed", place)
        if given or kwargs.keys() - {"recurse"} or kwargs.get("recurse", True) not in (True, False):
            return run.unknown(f"{kind} with a prefix or a filter", place)
        if kind == "named_children":
            return Stream(list(_own(self)))
        if kind == "children":
            return Stream([child for _, child in _own(self)])
        if kind == "named_modules":
            return Stream(list(found))
        if kind == "modules":
            return Stream([m for _, m in found])
        held = list(parameters_of(self, role=kind.removeprefix("named_").removesuffix("s")))
        if not kwargs.get("recurse", True):
            held = [(name, value) for name, value in held if self.attributes.get(name) is value]
        return Stream(list(held) if kind.startswith("named_") else [value for _, value in held])

    return body


def get_submodule(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    value: Any = args[0]
    name = text(run, args[1])
    if name is None:
        return run.unknown("a module under an unknown name", place)
    for part in name.split(".") if name else []:
        value = get_attribute(run, place, value, part)
    return value


def train(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`module.train(mode=True)`: tell every module below.

    By its own `train` where it has one.
    """
    self = args[0]
    if len(args) > 2:
        raise BindError(self, f"nn.Module.train() takes 1 argument, {len(args) - 1} were given")
    set_mode(run, place, self, run.settled(args[1] if len(args) > 1 else kwargs.get("mode", True)))
    return self


def evaluation(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`module.eval()` is `module.train(False)`."""
    if len(args) > 1:
        raise BindError(args[0], f"nn.Module.eval() takes no arguments, {len(args) - 1} were given")
    return call(run, place, get_attribute(run, place, args[0], "train"), [False], {})


def set_mode(run: Run, place: Place, module: Instance, mode: object) -> None:
    """Put a module and those below it into training or evaluation.

    What nobody put anywhere is as the run says.
    """
    run.budget.step()
    if module.attributes.get("training", MISSING) is not mode:
        run.heap.change(module)
        module.attributes["training"] = mode
    adopt_all(run, module)
    for _, child in module.children():
        own = child.cls.find("train")
        if KINDS[type(own)].is_provided:
            set_mode(run, place, child, mode)
        else:
            call(run, place, Method(own, child), [mode], {})


def set_submodule(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    """`module.set_submodule("features.3", new)`"""
    name = text(run, args[1] if len(args) > 1 else kwargs.get("target"))
    new = args[2] if len(args) > 2 else kwargs.get("module")
    if not name:
        run.heap.taint(args[0], Reason("a child under an unknown name", place))
        return
    above, _, last = name.rpartition(".")
    set_attribute(run, place, get_submodule(run, place, [args[0], above], {}), last, new)


def apply(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`module.apply(fn)`: initialisers as a rule, which change no size.

    They are not entered.
    """
    return args[0]


def freeze(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`module.requires_grad_(flag)`: every parameter below is trained, or is not."""
    flag = args[1] if len(args) > 1 else kwargs.get("requires_grad", True)
    for _, tensor in parameters_of(args[0]):
        run.heap.change(tensor)
        tensor.set = {**(tensor.set or {}), "requires_grad": flag}
    return args[0]


MODULE: dict[str, Body] = {
    "__init__": nothing, "add_module": add_module, "register_module": add_module, "register_parameter": add_module,
    "register_buffer": register_buffer, "requires_grad_": freeze, "apply": apply, "get_submodule": get_submodule,
    **dict.fromkeys(("cuda", "to_empty", "share_memory", "xpu"), itself), **dict.fromkeys(("to", "type"), to),
    "cpu": itself_alone("cpu"),
    **{name: itself_alone(name, f"{kind}") for name, kind in (("float", "float32"), ("half", "float16"), ("double", "float64"),
                                                               ("bfloat16", "bfloat16"))},
    "train": train, "eval": evaluation, "set_submodule": set_submodule, "get_parameter": get_submodule, "get_buffer": get_submodule,
    **dict.fromkeys(("zero_grad", "compile", "register_forward_hook", "register_forward_pre_hook", "register_full_backward_hook",
                     "register_load_state_dict_post_hook", "register_backward_hook", "_register_load_state_dict_pre_hook",
                     "register_state_dict_pre_hook", "flatten_parameters", "load_state_dict", "reset_parameters"), nothing),
    **{name: listing(name) for name in ("children", "named_children", "modules", "named_modules", "parameters", "named_parameters",
                                         "buffers", "named_buffers")},
}  # fmt: skip


def native_class(name: str, bases: tuple[Class, ...], bodies: dict[str, Body]) -> Class:
    """A class that the interpreter provides."""
    return Class(name, bases, {n: Native(n, b) for n, b in bodies.items()})


MODULE_CLASS = native_class("Module", (), MODULE)
