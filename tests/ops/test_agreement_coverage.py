"""Every declared operation is held against torch, or numpy, somewhere."""

from __future__ import annotations

import importlib
from pathlib import Path

from agreement import REGISTRY

from shapelint.ops.core.catalog import numpy_operations, operations

_TAKES_MODULES = "takes a module, which no sample can hold; held against torch in a test of its own"
_TAKES_PACKED = "takes a packed sequence, which no sample can hold; held against torch in a test of its own"

NOT_SAMPLED: dict[str, str] = {
    **{
        name: "torchvision's compiled part is not installed for the tests; test_ops_vision.py has its cases"
        for name in operations() if name.startswith("torchvision.")
    },
    **dict.fromkeys(("torch.nn.TransformerEncoder", "torch.nn.TransformerDecoder"), _TAKES_MODULES),
    **{
        f"torch.nn.utils.{name}": _TAKES_MODULES
        for name in (
            "weight_norm", "spectral_norm", "remove_weight_norm", "remove_spectral_norm",
            "parametrizations.spectral_norm", "parametrizations.orthogonal",
            "parametrize.remove_parametrizations", "prune.identity", "prune.remove", "prune.l1_unstructured",
            "prune.random_unstructured", "prune.random_structured", "prune.ln_structured", "prune.custom_from_mask",
            "convert_conv2d_weight_memory_format", "convert_conv3d_weight_memory_format", "fuse_conv_bn_eval",
            "fuse_linear_bn_eval",
        )
    },
    **dict.fromkeys(("torch.Tensor.cuda", "torch.Tensor.pin_memory"), "needs a GPU"),
    **dict.fromkeys(("numpy.row_stack", "numpy.trapz", "numpy.in1d"), "an older name, gone from newer versions"),
    **dict.fromkeys(
        ("numpy.load", "numpy.loadtxt", "numpy.genfromtxt", "numpy.fromfile", "numpy.memmap"),
        "reads a file, which no sample has",
    ),
    **dict.fromkeys(
        ("torch.nn.utils.clip_grad_value_", "torch.Tensor.backward", "torch.autograd.grad"),
        "needs gradients, which no sample has",
    ),
    "torch.nn.utils.rnn.pad_packed_sequence": _TAKES_PACKED,
    "torch.nn.utils.rnn.unpack_sequence": _TAKES_PACKED,
}  # fmt: skip
"""Operation -> why torch cannot be asked about it."""


def _read_all_samples() -> None:
    for file in sorted(Path(__file__).parent.glob("test_agreement_*.py")):
        importlib.import_module(file.stem)


def test_every_operation_has_samples() -> None:
    _read_all_samples()
    without = sorted({*operations(), *numpy_operations()} - set(REGISTRY) - set(NOT_SAMPLED))
    assert not without, f"{len(without)} operations without samples: {', '.join(without)}"


def test_samples_and_exceptions_name_declared_operations() -> None:
    _read_all_samples()
    unknown = sorted((set(REGISTRY) | set(NOT_SAMPLED)) - set(operations()) - set(numpy_operations()))
    assert not unknown, f"not declared: {', '.join(unknown)}"
    assert not set(NOT_SAMPLED) & set(REGISTRY), "sampled, and listed as not sampled"
