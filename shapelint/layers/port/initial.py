"""How weights begin, where training from scratch is compared."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.layers.port.steps import Step

MULTIPLYING = ("conv", "transposed", "linear")


def initial_notes(pairs: Sequence[tuple[Step, Step]]) -> list[str]:
    kinds = {k.kind for k, _ in pairs}
    found = []
    if kinds & set(MULTIPLYING):
        found.append(
            "initial weights: Keras draws from Glorot's uniform distribution, and biases are 0; torch draws both from "
            "(-1/sqrt(fan_in), 1/sqrt(fan_in)): nn.init.xavier_uniform_(m.weight), nn.init.zeros_(m.bias)"
        )
    if "lstm" in kinds:
        found.append("initial weights: the forget gate's bias of Keras's LSTM is 1, torch's is drawn like the others")
    if "batch_norm" in kinds:
        found.append("running variance: torch keeps the unbiased one, n/(n - 1) times that of Keras")
    return found
