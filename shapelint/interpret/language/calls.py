"""Calls of classes and of objects, modules included."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.classes import enum_member
from shapelint.interpret.language.events import locate, perform_operation
from shapelint.interpret.language.functions import call_function, refuse_arguments
from shapelint.interpret.language.heirs import adds_to_native, make_heir
from shapelint.interpret.language.hooks import hand_over
from shapelint.interpret.language.memory import remembered
from shapelint.interpret.language.operation_methods import layer_method
from shapelint.interpret.language.operators import describe
from shapelint.interpret.language.parametrized import compute_parameters
from shapelint.interpret.state.held import taint_of
from shapelint.interpret.state.kind import KINDS, call, escape
from shapelint.interpret.state.recorder import Built
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError, PathEnd, PythonError
from shapelint.interpret.values.objects import (
    MISSING,
    Class,
    Function,
    Instance,
    Method,
    Native,
    Wrapped,
)  # fmt: skip
from shapelint.interpret.values.sequences import is_open
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place

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
            if isinstance(value, Instance):
                run.heap.escape(value)
    if dotted.startswith("torch."):
        return run.unknown(f"{dotted} is not modelled", place)
    return run.unknown(f"{dotted} is a library function that is not read", place, f"{dotted.rsplit('.', 1)[-1]}()")


# --- classes --------------------------------------------------------------------------------------------------------


def instantiate(
    run: Run, place: Place, cls: Class, args: list[Any], kwargs: dict[str, Any], node: object = None
) -> object:
    """`cls(*args, **kwargs)`"""
    if cls.members is not None:
        return enum_member(run, place, cls, args)
    maker = cls.find("__new__")
    if maker is not MISSING and maker is not None:
        if isinstance(maker, Native) and adds_to_native(cls):
            return make_heir(run, place, cls, maker, args, kwargs, node)
        if isinstance(maker, Native):
            return maker.enter(run, place, [cls, *args], kwargs, node)
        return make_by_new(run, place, cls, maker, args, kwargs, node)
    meta = cls.find("__metaclass__")
    if meta is not MISSING:
        caller = meta.find("__call__") if isinstance(meta, Class) else meta
        if isinstance(caller, Unknown):
            return run.unknown(f"the class {cls.name} has an unknown metaclass", place)
        if isinstance(caller, Function):
            return call_function(run, place, caller, [cls, *args], kwargs, node)
    return construct(run, place, cls, args, kwargs, node)


def make_by_new(
    run: Run, place: Place, cls: Class, maker: object, args: list[Any], kwargs: dict[str, Any], node: object
) -> object:
    """The class has a `__new__` of its own; what that makes is initialised where it is of the class."""
    try:
        made = run.settled(call(run, place, maker, [cls, *args], kwargs, node))
    except PythonError:
        if not run.setting.alone or not any(isinstance(value, Unknown) for value in (*args, *kwargs.values())):
            raise
        # It looks at what it is given, of which nothing is known here, and has found nothing that it takes.
        return run.unknown(f"what {cls.name} makes of something unknown", place)
    if isinstance(made, Instance) and cls in made.cls.mro:
        init = find_init(run, made.cls)
        if isinstance(init, Function):
            call_function(run, place, init, [made, *args], kwargs, node)
        elif init is not None and made.items is None:
            KINDS[type(init)].call(run, place, init, [made, *args], kwargs, node)
    return made


def construct(
    run: Run, place: Place, cls: Class, args: list[Any], kwargs: dict[str, Any], node: object = None
) -> object:
    """A new instance, initialised: what `type.__call__` does where a class has no `__new__` of its own."""
    instance = Instance(cls, place=place)
    run.recorder.visited.add(place)
    if run.recorder.built is not None and cls.module is not None and instance.is_module:
        if not any(frame.function is not None and frame.function.name == "__init__" for frame in run.stack.frames):
            run.recorder.built.append(Built(cls, args, kwargs))
            if run.setting.probing:
                raise PathEnd("what it builds is known")
    init = find_init(run, cls)
    if init is None:
        if args and not cls.opaque and cls.derives("Module") and not is_open(args):
            refuse_arguments(run, place, instance, f"{cls.name}() takes no arguments, {len(args)} were given", node)
        return instance
    if isinstance(init, Function):
        try:
            call_function(run, place, init, [instance, *args], kwargs, node)
        except BindError as error:
            if error.function is init and cls.derives("Module") and not init.wrapped_by:
                refuse_arguments(run, place, instance, error.message.replace("__init__", cls.name, 1), node, init)
                return run.unknown("it could not be built", place)
            raise
        return instance
    KINDS[type(init)].call(run, place, init, [instance, *args], kwargs, node)
    return instance


def find_init(run: Run, cls: Class) -> object:
    """The constructor along the MRO: a Function, a Native, or None."""
    for one in cls.reach:
        found = one.namespace.get("__init__")
        if found is not None:
            return found if isinstance(found, (Function, Native)) else None
        if one.operation is not None:
            return layer_method(one, "__init__")
    return None


# --- instances ------------------------------------------------------------------------------------------------------


def call_instance(
    run: Run, place: Place, instance: Instance, args: list[Any], kwargs: dict[str, Any], node: Any = None
) -> object:
    """`instance(*args)`: a module's forward, or `__call__`."""
    caller = instance.cls.find("__call__")
    if isinstance(caller, Function):
        return call_function(run, place, caller, [instance, *args], kwargs, node)
    if not instance.is_module and not (instance.cls.opaque and instance.cls.find("forward") is not MISSING):
        if isinstance(caller, Native):
            return caller.enter(run, place, [instance, *args], kwargs, node)
        return run.unknown(f"{describe(instance)} is called", place)
    taint = taint_of(instance)
    if taint is not None:
        return run.unknown(f"a module that may have been changed: {taint.text}", place)
    forward = _own_forward(run, instance)
    if forward is None:
        forward = find_forward(run, instance.cls)
    if forward is None:
        return run.unknown(f"{instance.cls.name} has no forward that is known", place)
    if is_open(args) and not isinstance(forward, Function):
        return run.unknown(f"{instance.cls.name} with unknown arguments", place)
    if not isinstance(forward, Function):
        if forward.operation is not None:
            if "parametrizations" in instance.attributes:
                compute_parameters(run, place, instance)
            return perform_operation(run, place, forward.operation, args, kwargs, node, instance)
        try:
            output = remembered(
                run, instance, args, kwargs,
                lambda: _entering(run, place, lambda: forward.native.enter(run, place, [instance, *args], kwargs, node)),
            )  # fmt: skip
        except BindError as error:
            if error.function is not instance:
                raise
            refuse_arguments(run, place, instance, error.message, node)
            return run.unknown("the call does not fit the signature", place)
    else:
        try:
            output = remembered(
                run, instance, args, kwargs, lambda: call_function(run, place, forward, [instance, *args], kwargs, node)
            )
        except BindError as error:
            if error.function is forward and not forward.wrapped_by:
                refuse_arguments(
                    run,
                    place,
                    instance,
                    error.message.replace("forward", f"{instance.cls.name}.forward", 1),
                    node,
                    forward,
                )
                return run.unknown("the call does not fit the signature", place)
            raise
    arguments = {str(i): a for i, a in enumerate(args)}
    arguments.update(kwargs)
    names = [p.name for p in forward.node.parameters.items][1:] if isinstance(forward, Function) else ["input"]
    run.record(
        Event(
            "module",
            None,
            instance,
            arguments,
            output,
            [],
            place,
            tuple(run.stack.places),
            locate(place, node, names),
            run.world.facts,
        )
    )
    return output


def _entering(run: Run, place: Place, body: Any) -> Any:
    run.stack.places.append(place)
    try:
        return body()
    finally:
        run.stack.places.pop()


def _own_forward(run: Run, instance: Instance) -> Any:
    """The forward that a module was given as an attribute, which hides that of its class; None where there is none."""
    own = run.settled(instance.attributes.get("forward"))
    if own is None or isinstance(own, Instance):
        return None  # a module that is set as an attribute hides nothing of the class
    if isinstance(own, Method) and own.receiver is instance and isinstance(own.function, Function):
        return own.function

    def enter(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any], node: Any = None) -> Any:
        return call(run, place, own, args[1:], kwargs, node)

    return Forward(None, Native("forward", enter, wants_node=True))


class Forward:
    """A forward that is not read from source: a declared operation's, or one the interpreter provides."""

    def __init__(self, operation: object, native: Native | None) -> None:
        self.operation = operation
        self.native = native


def find_forward(run: Run, cls: Class) -> Any:
    """The forward along the MRO: a Function, a Forward, or None."""
    for one in cls.reach:
        found = one.namespace.get("forward")
        if isinstance(found, Function):
            return found
        if isinstance(found, Native):
            return Forward(None, found)
        if isinstance(found, Wrapped) and isinstance(found.function, Function):
            return found.function
        if found is not None:
            return None
        if one.operation is not None:
            return Forward(one.operation, None)
    return None
