"""Calls of classes and of objects, modules included."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.classes import enum_member
from shapelint.interpret.language.forwards import OfLayer, Provided, Read
from shapelint.interpret.language.functions import refuse_arguments
from shapelint.interpret.language.heirs import adds_to_native, make_heir
from shapelint.interpret.language.hooks import hand_over
from shapelint.interpret.language.operation_methods import layer_method
from shapelint.interpret.language.operators import describe
from shapelint.interpret.language.same_objects import built
from shapelint.interpret.state.called import Forward
from shapelint.interpret.state.kind import KINDS, call, escape
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.recorder import Built
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError, PathEnd, PythonError
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Class, Instance
from shapelint.interpret.values.sequences import is_open
from shapelint.source.place import Place
from shapelint.source.syntax import ir

HARMLESS = (
    "torch.", "torchvision.", "logging.", "warnings.", "numpy.", "math.", "os.", "sys.", "time.", "random.", "typing.", "tqdm",
    "matplotlib.", "torchsummary.", "torchinfo.", "builtins.", "collections.", "re.", "json.", "wandb.", "argparse.", "functools.",
    "itertools.", "copy.", "fvcore.", "thop.", "PIL.", "cv2.", "pytest", "unittest.", "timm.layers.trunc_normal_", "einops.",
)  # fmt: skip
"""Libraries whose functions leave the sizes of a module that is handed to them alone."""


def call_library(run: Run, place: Place, dotted: str, args: list[Any], kwargs: dict[str, Any]) -> object:
    if not dotted.startswith(HARMLESS):
        given = (*args, *kwargs.values())
        escape(run, place, dotted, *given)
        hand_over(run, place, dotted, given)
    elif dotted.startswith("torch."):
        for value in args:
            if KINDS[type(value)].is_object:
                run.heap.escape(value)
    if dotted.startswith("torch."):
        return run.unknown(f"{dotted} is not modelled", place)
    return run.unknown(f"{dotted} is a library function that is not read", place, f"{dotted.rsplit('.', 1)[-1]}()")


# --- classes --------------------------------------------------------------------------------------------------------


def instantiate(
    run: Run, place: Place, cls: Class, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
) -> object:
    """`cls(*args, **kwargs)`"""
    if cls.members is not None:
        return enum_member(run, place, cls, args)
    maker: Any = cls.find("__new__")
    if maker is not MISSING and maker is not None:
        if not KINDS[type(maker)].is_provided:
            return make_by_new(run, place, cls, maker, args, kwargs, node)
        if adds_to_native(cls):
            return make_heir(run, place, cls, maker, args, kwargs, node)
        return maker.enter(run, place, [cls, *args], kwargs, node)
    meta = cls.metaclass()
    if meta is not None:
        if meta.unread:
            return run.unknown(f"the class {cls.name} has an unknown metaclass", place)
        caller = meta.find("__call__")
        kind = KINDS[type(caller)]
        if kind.is_read:
            return kind.call(run, place, caller, [cls, *args], kwargs, node)
    return construct(run, place, cls, args, kwargs, node)


def make_by_new(
    run: Run, place: Place, cls: Class, maker: object, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None
) -> object:
    """The class has a `__new__` of its own.

    What that makes is initialised where it is of the class.
    """
    try:
        made = run.settled(call(run, place, maker, [cls, *args], kwargs, node))
    except PythonError:
        if not run.setting.alone or not any(KINDS[type(one)].is_open for one in (*args, *kwargs.values())):
            raise
        # It looks at what it is given, of which nothing is known here, and has found nothing that it takes.
        return run.unknown(f"what {cls.name} makes of something unknown", place)
    if KINDS[type(made)].is_object and cls in made.cls.mro:
        init = find_init(made.cls)
        kind = KINDS[type(init)]
        if init is not None and (kind.is_read or made.items is None):
            kind.call(run, place, init, [made, *args], kwargs, node)
    return made


def construct(
    run: Run, place: Place, cls: Class, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
) -> object:
    """A new instance, initialised.

    What `type.__call__` does where a class has no `__new__` of its own.
    """
    instance = Instance(cls, place=place)
    run.heap.stamp(instance)
    run.recorder.visited.add(place)
    if run.recorder.built is not None and cls.module is not None and instance.is_module:
        within = [frame.function for frame in run.stack.frames if frame.function is not None]
        if "__init__" not in [function.name for function in within]:
            return _noted(run, Built(cls, args, kwargs), instance, place, node)
    return _constructed(run, place, instance, args, kwargs, node)


def _noted(run: Run, new: Built, instance: Instance, place: Place, node: ir.Call | None) -> object:
    """The same of a module that no other builds, which is noted."""
    assert run.recorder.built is not None
    run.recorder.built.append(new)
    if run.setting.leaves is not None and run.setting.leaves(new):
        run.setting.left = True
        raise PathEnd("what it builds is known")
    made = _constructed(run, place, instance, new.args, new.kwargs, node)
    new.whole = True
    return made


def _constructed(
    run: Run, place: Place, instance: Instance, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None
) -> object:
    cls = instance.cls
    init = find_init(cls)
    if init is None:
        if args and not cls.opaque and cls.derives("Module") and not is_open(args):
            refuse_arguments(run, place, instance, f"{cls.name}() takes no arguments, {len(args)} were given", node)
        return instance
    if run.setting.alone and KINDS[type(init)].is_read:
        return built(
            run, instance, init, args, kwargs, lambda: _initialised(run, place, instance, init, args, kwargs, node)
        )
    return _initialised(run, place, instance, init, args, kwargs, node)


def _initialised(
    run: Run, place: Place, instance: Instance, init: Any, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None
) -> object:
    """The instance, once its constructor went through."""
    cls = instance.cls
    try:
        KINDS[type(init)].call(run, place, init, [instance, *args], kwargs, node)
    except BindError as error:
        if error.function is not init or not cls.derives("Module") or init.wrapped_by:
            raise
        refuse_arguments(run, place, instance, error.message.replace("__init__", cls.name, 1), node, init)
        return run.unknown("it could not be built", place)
    return instance


def find_init(cls: Class) -> Any:
    """The constructor along the MRO.

    A function that is read or provided, or None.
    """
    for one in cls.reach:
        found = one.namespace.get("__init__")
        if found is not None:
            kind = KINDS[type(found)]
            return found if kind.is_read or kind.is_provided else None
        if one.operation is not None:
            return layer_method(one, "__init__")
    return None


# --- instances ------------------------------------------------------------------------------------------------------


def call_instance(
    run: Run, place: Place, instance: Instance, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
) -> object:
    """`instance(*args)`: a module's forward, or `__call__`."""
    caller: Any = instance.cls.find("__call__")
    kind = KINDS[type(caller)]
    if kind.is_read:
        return kind.call(run, place, caller, [instance, *args], kwargs, node)
    if not instance.is_module and not (instance.cls.opaque and instance.cls.find("forward") is not MISSING):
        if kind.is_provided:
            return caller.enter(run, place, [instance, *args], kwargs, node)
        return run.unknown(f"{describe(instance)} is called", place)
    taint = taint_of(instance)
    if taint is not None:
        return run.unknown(f"a module that may have been changed: {taint.text}", place)
    forward = _own_forward(run, instance) or find_forward(instance.cls)
    if forward is None:
        return run.unknown(f"{instance.cls.name} has no forward that is known", place)
    return forward.call(run, place, instance, args, kwargs, node)


def _own_forward(run: Run, instance: Instance) -> Forward | None:
    """The forward that a module holds as an attribute.

    It hides that of its class; None where there is none.
    """
    own = run.settled(instance.attributes.get("forward"))
    kind = KINDS[type(own)]
    if own is None or kind.is_object:
        return None  # a module that is set as an attribute hides nothing of the class
    entered = kind.entered(own)
    if entered is not None and getattr(own, "receiver", None) is instance:
        return Read(entered[0])

    def enter(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> Any:
        return call(run, place, own, args[1:], kwargs, node)

    return Provided(Native("forward", enter, wants_node=True))


def find_forward(cls: Class) -> Forward | None:
    """The forward along the MRO.

    None where there is none that is known.
    """
    for one in cls.reach:
        found = one.namespace.get("forward")
        if found is not None:
            return KINDS[type(found)].as_forward(found)
        if one.operation is not None:
            return OfLayer(one.operation)
    return None
