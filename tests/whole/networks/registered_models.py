"""Models from a registry that another package fills."""

from registered import create_model
from registered.registry import list_models


def from_name(name, **kwargs):
    if name not in list_models():
        raise ValueError(f"no model named {name}, there are: {', '.join(list_models())}")
    return create_model(name, **kwargs)


def wide():
    return create_model("detournet", wider=2.0, deeper=0.33)


RUNS = [
    ("from_name", {"name": "detournet"}, [[2, 3, 64, 64]]),
    ("wide", {}, [[1, 3, 50, 70]]),
    ("from_name", {"name": "plain", "classes": 2}, [[1, 3, 32, 32]]),
    ("from_name", {"name": "plain_deep", "colours": 1}, [[1, 1, 45, 32]]),
]
