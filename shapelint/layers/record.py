"""The answer as plain data, which `--output-format json` prints and `shapelint.pad` returns."""

from __future__ import annotations

from shapelint.layers.words.solutions import CALLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from shapelint.layers.answer import Answer, Same
    from shapelint.layers.axis import Axis
    from shapelint.layers.chain import Chain
    from shapelint.layers.field import Field
    from shapelint.sizes.dims import Dim


def record(answer: Answer) -> dict[str, Any]:
    """A size is a number, or a text where it is symbolic."""
    lines = [{"code": line.code, "does": line.does} for line in answer.lines]
    return {
        "kind": f"{answer.question.kind}{answer.question.rank}d",
        "axes": [
            _axis(axis, same, made) for axis, same, made in zip(answer.axes, answer.same, answer.outputs, strict=True)
        ],
        "torch": lines,
        "solutions": [
            {_name(name): _one(values) for name, values in choice.items()} for choice in answer.choices
        ],
        "receptive_field": field(answer.fields),
    }  # fmt: skip


def _name(name: str) -> str:
    return {"kernel": "kernel", "size": "input"}.get(name, CALLED[name])


def _one(values: Sequence[int]) -> int | list[int]:
    return values[0] if len(set(values)) == 1 else list(values)


def _axis(axis: Axis, same: Same, output: Dim) -> dict[str, Any]:
    agrees = same.agrees
    return {
        **axis_record(axis),
        "output": plain(output),
        "same": {
            "before": plain(same.before),
            "after": plain(same.after),
            "output": plain(same.output),
            "agrees": None
            if agrees is None
            else {
                "padding": agrees.padding, "modulo": agrees.modulo, "rests": agrees.rests, "from": agrees.first,
            },
        },
    }  # fmt: skip


def axis_record(axis: Axis) -> dict[str, Any]:
    return {
        "input": plain(axis.size),
        "kernel": axis.kernel,
        "stride": axis.stride,
        "dilation": axis.dilation,
        "before": axis.before,
        "after": axis.after,
        "output_padding": axis.extra,
        "output": plain(axis.output),
        "formula": axis.formula,
        "unread": axis.unread,
    }


def plain(size: Dim) -> int | str:
    return size if isinstance(size, int) else str(size)


def field(fields: Sequence[Field]) -> dict[str, Any]:
    """Size, jump and first centre.

    One number, or one for each axis where they differ.
    """
    return {
        name: values[0] if len(set(values)) == 1 else values
        for name, values in (
            ("size", [one.size for one in fields]),
            ("jump", [one.jump for one in fields]),
            ("first_centre", [one.centre for one in fields]),
        )
    }


def chain_record(chain: Chain) -> dict[str, Any]:
    """The record of a chain.

    The record of each of its layers, and what comes of all of them.
    """
    return {
        "kind": "chain",
        "input": [plain(size) for size in chain.input],
        "output": [plain(size) for size in chain.output],
        "channels": chain.channels,
        "layers": [
            {**record(answer), "receptive_field": field(fields)}
            for answer, fields in zip(chain.steps, chain.fields, strict=True)
        ],
        "receptive_field": field(chain.fields[-1]),
    }
