"""What is raised where a requirement does not hold.

torch mostly raises RuntimeError, and IndexError, ValueError or TypeError where its Python code looks first. Where more
than one class stands here, it depends on the operation which of them it is.
"""

from __future__ import annotations

from shapelint.ops.core.need import Requirement

RUN, VALUE, TYPE, INDEX, ASSERTION = "RuntimeError", "ValueError", "TypeError", "IndexError", "AssertionError"
ANY = (RUN, VALUE, TYPE, INDEX, ASSERTION, "NotImplementedError", "AttributeError", "KeyError", "ZeroDivisionError")

RAISED: dict[str, dict[str, tuple[str, ...]]] = {
    "torch": {
        "axis-out-of-range": (INDEX, RUN),
        "broadcast-mismatch": (RUN, INDEX),
        "channel-mismatch": (RUN, VALUE, TYPE),
        "feature-mismatch": (RUN, VALUE, ASSERTION),
        "gradient-of-many": (RUN,),
        "index-out-of-range": (RUN, INDEX, ASSERTION),
        "indivisible-channels": (RUN, VALUE, TYPE, ASSERTION),
        "invalid-reshape": (RUN,),
        "join-mismatch": (RUN,),
        "kernel-exceeds-input": (RUN,),
        "matmul-mismatch": (RUN, INDEX),
        "norm-mismatch": (RUN, VALUE),
        "pad-exceeds-input": (RUN,),
        "pool-padding": (RUN,),
        "same-with-stride": (RUN, VALUE),
        "size-mismatch": (RUN, VALUE, TYPE, INDEX, ASSERTION),
        "target-mismatch": (RUN, VALUE),
    },
    "numpy": {
        "broadcast-mismatch": (VALUE, INDEX),
        "axis-out-of-range": (VALUE, INDEX),
        "index-out-of-range": (VALUE, INDEX),
        "join-mismatch": (VALUE,),
        "matmul-mismatch": (VALUE,),
    },
    "": {
        "axis-out-of-range": (INDEX,),
        "invalid-size": ("ZeroDivisionError",),
        "wrong-rank": (VALUE,),
        "wrong-arguments": (TYPE,),
    },
}
"""Library -> rule -> the classes; under "" what Python itself raises of a shape or a call."""


OF_OPERATION: dict[tuple[str, str], tuple[str, ...]] = {
    **{("wrong-rank", name): (VALUE,) for name in ("Softmax2d", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d")},
    **{("wrong-rank", name): (INDEX,) for name in ("select", "unbind")},
    **{("index-out-of-range", name): (INDEX,) for name in ("__getitem__", "select")},
    **{(rule, "__getitem__"): (INDEX,) for rule in ("broadcast-mismatch", "size-mismatch", "wrong-rank")},
}
"""Rule, operation of torch -> the classes, where that is more than the rule says."""


def classes_of(operation: str, requirement: Requirement) -> tuple[str, ...]:
    """The names of the classes of which the error may be.

    operation: its name, "" of what Python refuses.
    """
    library, _, rest = operation.partition(".")
    known = RAISED.get(library, {}).get(requirement.rule, ANY)
    return OF_OPERATION.get((requirement.rule, rest.rpartition(".")[2]), known) if library == "torch" else known
