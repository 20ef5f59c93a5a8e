"""How layers of the same kind differ, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.layers.port.axes import Axis, letters_of
from shapelint.layers.port.difference import Difference, field
from shapelint.layers.port.steps import Step
from shapelint.layers.port.window_fields import bias, conv, pool, transposed

# --- other layers -----------------------------------------------------------------------------------------------------


def _linear(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "units", "shape", fix=f"out_features={k.said.get('units')}")
    a, b = k.said.get("in"), t.said.get("in")
    if a is not None and b is not None and a != b:
        effect = "raises" if t.refused else "params"
        yield Difference(
            "in_features", effect, k, t, a, b, f"takes {a} features in Keras, {b} in torch", f"in_features={a}"
        )
    yield from bias(k, t)


def _embedding(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "in", "params", "units")
    yield from field(k, t, "units", "shape")


def _batch_norm(k: Step, t: Step) -> Iterator[Difference]:
    a, b = k.said.get("axis_parts"), t.said.get("axis_parts")
    if (a is not None and b is not None and letters_of(a) != letters_of(b) and a and b) or not k.said["is_channels"]:
        if not (a is not None and b is not None and a == b):
            yield Difference(
                "axis", "values", k, t, k.said.get("axis"), t.said.get("axis"),
                f"axis={k.said.get('axis')} normalises {k.said.get('units')} {_rows(a)} in Keras ({k.parameters:,} "
                f"parameters), torch the {t.said.get('units')} channels ({t.parameters:,})",
            )  # fmt: skip
    else:
        yield from field(k, t, "units", "params")
    yield from field(k, t, "eps", "values", fix=f"eps={k.said.get('eps')}")
    yield from _affine(k, t)
    mine, its = k.said.get("momentum"), t.said.get("momentum")
    if isinstance(mine, (int, float)) and isinstance(its, (int, float)) and abs(1 - mine - its) > 1e-6:
        yield Difference(
            "momentum", "training", k, t, mine, its,
            f"momentum {mine} of Keras is torch's {round(1 - mine, 6)}, not {its}", f"momentum={round(1 - mine, 6)}",
        )  # fmt: skip


def _rows(axis: Axis | None) -> str:
    return {"H": "rows", "W": "columns", "T": "steps"}.get(letters_of(axis) if axis else "", "positions")


def _affine(k: Step, t: Step) -> Iterator[Difference]:
    mine, its = (k.said.get("affine"), k.said.get("bias")), (t.said.get("affine"), t.said.get("bias"))
    if mine != its:
        text = f"scale={mine[0]}, center={mine[1]} in Keras, weight={its[0]}, bias={its[1]} in torch"
        yield Difference("affine", "params", k, t, list(mine), list(its), text, f"affine={all(mine)}")


def _norm(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "units", "params")
    yield from field(k, t, "groups", "values", fix=f"num_groups={k.said.get('groups')}")
    yield from field(k, t, "eps", "values", fix=f"eps={k.said.get('eps')}")
    yield from _affine(k, t)


def _recurrent(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "units", "shape", fix=f"hidden_size={k.said.get('units')}")
    yield from field(k, t, "bidirectional", "shape", fix=f"bidirectional={k.said.get('bidirectional')}")
    yield from field(k, t, "reset_after", "params")
    yield from field(k, t, "activation", "values")
    if k.said.get("bias") is not None and k.said["bias"] != t.said["bias"]:
        yield from bias(k, t)
    both = k.said.get("bidirectional") and t.said.get("bidirectional")
    if not both and not t.said.get("inner"):
        yield from _reading(k, t)
    mine, its = k.said["step"], t.said["step"]
    layout = list(_layout(k, t))
    yield from layout
    if layout:
        return
    if mine == "last" and both and its == "last":
        yield Difference(
            "step", "values", k, t, "the last state of each direction", "out[:, -1]",
            "Keras returns the last state of each direction; out[:, -1] has the backward direction's first step",
            "torch.cat((h[-2], h[-1]), 1)",
        )  # fmt: skip
    elif mine == "last" and its not in ("last", "state") and not t.said.get("inner"):
        yield Difference(
            "step", "values", k, t, "the last step", its,
            f"Keras gives the last step, torch {'all of them' if its == 'all' else its} on", "out[:, -1]",
        )  # fmt: skip
    elif mine == "all" and its in ("last", "state"):
        yield Difference("step", "values", k, t, "all steps", its, "Keras gives all steps, torch the last one on")
    merge = k.said.get("merge")
    its = t.said.get("merge", "concat")
    if both and merge not in (None, "concat", its) and (merge, its) != ("ave", "sum"):
        yield Difference("merge", "shape", k, t, merge, its, f"Keras merges both directions by {merge}, torch by {its}")


def _reading(k: Step, t: Step) -> Iterator[Difference]:
    """From which end they read the sequence."""
    mine, its = k.said.get("backwards"), t.said.get("backwards")
    if mine is None or its is None or mine == its:
        return
    ends = {False: "from its beginning", True: "from its end"}
    yield Difference(
        "step", "values", k, t, ends[mine], ends[its],
        f"Keras reads the sequence {ends[mine]}{' (go_backwards)' if mine else ''}, torch {ends[its]}",
        f"x.flip({1 if t.said['batch_first'] else 0})" if mine else "",
    )  # fmt: skip


def _layout(k: Step, t: Step) -> Iterator[Difference]:
    """Whether what torch takes for time and batch are these."""
    letters = t.said.get("letters")
    if letters is None or t.takes is None or len(t.takes) != 3:
        return
    for wanted, axis in zip(letters, t.takes):
        there = letters_of(axis)
        if axis and there != wanted and there in ("N", "T", "C"):
            names = {"N": "the batch", "T": "the time", "C": "the features"}
            yield Difference(
                "layout", "values", k, t, "batch, time, features", "batch_first" if letters[0] == "N" else "time first",
                f"torch takes {names[there]} for {names[wanted]}",
                "" if t.said["batch_first"] else "batch_first=True",
            )  # fmt: skip
            return


def _attention(k: Step, t: Step) -> Iterator[Difference]:
    yield from _layout(k, t)
    yield from field(k, t, "heads", "values", fix=f"num_heads={k.said.get('heads')}")
    if k.said.get("heads") == t.said.get("heads"):
        yield from field(k, t, "key_dim", "params")
    yield from bias(k, t)


def _prelu(k: Step, t: Step) -> Iterator[Difference]:
    if k.parameters != t.parameters and t.parameters:
        yield Difference(
            "params", "params", k, t, k.parameters, t.parameters,
            f"{k.parameters:,} slopes in Keras, {t.parameters:,} in torch", f"num_parameters={k.parameters}",
        )  # fmt: skip


def _act(k: Step, t: Step) -> Iterator[Difference]:
    a, b = k.said.get("activation"), t.said.get("activation")
    if {a, b} == {"softmax", "log_softmax"} or a is None or b is None:
        return
    if a != b:
        yield Difference("activation", "values", k, t, a, b, f"{a} in Keras, {b} in torch")
        return
    yield from field(k, t, "negative_slope", "values", fix=f"negative_slope={k.said.get('negative_slope')}")
    yield from field(k, t, "alpha", "values")


def _called(step: Step) -> str:
    return step.event.name


def _dropout(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "rate", "training", fix=f"p={k.said.get('rate')}")
    if k.said.get("of") != t.said.get("of"):
        message = f"{_called(k)} in Keras, {_called(t)} in torch: whole channels are left out by only one of them"
        yield Difference("kind", "training", k, t, _called(k), _called(t), message)


def _upsample(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "interpolation", "values", fix=f"mode={k.said.get('interpolation')!r}")
    if k.said["interpolation"] == t.said["interpolation"] == "bilinear":
        yield from field(k, t, "align_corners", "values", fix="align_corners=False")


def _merge(k: Step, t: Step) -> Iterator[Difference]:
    if (k.said["merge"], t.said["merge"]) != ("average", "add"):  # a division follows
        yield from field(k, t, "merge", "values", "kind")


BY_KIND = {
    "conv": conv, "transposed": transposed, "linear": _linear, "embedding": _embedding, "batch_norm": _batch_norm,
    "layer_norm": _norm, "group_norm": _norm, "lstm": _recurrent, "gru": _recurrent, "rnn": _recurrent,
    "attention": _attention, "prelu": _prelu, "act": _act, "pool": pool, "global_pool": pool,
    "adaptive_pool": pool, "dropout": _dropout, "upsample": _upsample, "merge": _merge,
}  # fmt: skip
