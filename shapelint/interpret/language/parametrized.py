"""weight_norm: layers whose weight is computed.

torch.nn.utils.parametrizations.weight_norm: by a small module of the layer's own.

Follows torch/nn/utils/parametrize.py: the layer gets a child `parametrizations`, in it one list for each tensor, which
holds the originals; reading the tensor calls the list, and the list its modules.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.containers import MODULE_DICT
from shapelint.interpret.language.modules import MODULE_CLASS
from shapelint.interpret.state.arguments import text, whole
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Instance
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place

LIST = Class("ParametrizationList", (MODULE_CLASS,))
WEIGHT_NORM = Class("_WeightNorm", (MODULE_CLASS,))


def weight_norm(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`weight_norm(module, name="weight", dim=0)`.

    A norm for each slice along `dim`, and the direction.
    """
    module: Any = args[0] if args else kwargs.get("module")
    name = text(run, args[1] if len(args) > 1 else kwargs.get("name", "weight"))
    dim = whole(run, args[2] if len(args) > 2 else kwargs.get("dim", 0))
    weight: Any = module.attributes.get(name) if KINDS[type(module)].is_object else None
    shape = weight.known_shape if KINDS[type(weight)].is_tensor else None
    if shape is None or dim is None:
        return module
    norms = tuple(size if axis == dim % len(shape) else 1 for axis, size in enumerate(shape))
    held = Instance(LIST, place=place)
    held.attributes["original0"] = Tensor(norms, weight.dtype, role="parameter")
    held.attributes["original1"] = Tensor(shape, weight.dtype, role="parameter")
    held.attributes["0"] = Instance(WEIGHT_NORM, place=place)
    module.attributes[name] = Tensor(shape, weight.dtype)
    lists = module.attributes.setdefault("parametrizations", Instance(MODULE_DICT, place=place))
    lists.attributes[name] = held
    return module


def compute_parameters(run: Run, place: Place, layer: Instance) -> None:
    """Record how a layer's parametrized tensors are computed.

    The calls for it, before the layer uses them.
    """
    lists: Any = layer.attributes.get("parametrizations")
    if not KINDS[type(lists)].is_object:
        return
    for name, held in lists.children():
        originals = {n: v for n, v in held.attributes.items() if KINDS[type(v)].is_tensor}
        output = layer.attributes.get(name)
        for _, module in (*held.children(), ("", held)):
            arguments = originals if module is not held else {}
            run.record(
                Event(
                    "module",
                    None,
                    module,
                    arguments,
                    output,
                    [],
                    place,
                    tuple(run.stack.places),
                    lambda _: None,
                    run.world.facts,
                )
            )


PARAMETRIZED = {"torch.nn.utils.parametrizations.weight_norm": Native("weight_norm", weight_norm)}
