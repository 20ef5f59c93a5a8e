"""Recurrent layers over sequences: RNN, LSTM, GRU, and their cells."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import layer, parameter
from shapelint.ops.core.dtypes import promoted, weighed
from shapelint.ops.core.need import need
from shapelint.ops.core.state import flag_argument, optional, size_argument, told
from shapelint.ops.formulas.axes import require_last, with_last
from shapelint.ops.packed import PackedSequence
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, like, unknown_tensor


def _hidden(state: Tensor, expected: tuple[Dim, ...], argument: str) -> None:
    """A state given by the caller must have exactly these sizes."""
    meanings = ["num_layers * num_directions", "batch size", "hidden size"]
    if len(expected) == 2:
        del meanings[1]
    if need.known(state) is None:
        need.refine(state, len(expected), ["S", "N", "H"] if len(expected) == 3 else ["S", "H"])
    shape = need.rank(state, (len(expected),), argument)
    for axis, (there, size, meaning) in enumerate(zip(shape, expected, meanings, strict=True)):
        need.same(
            there, size, "size-mismatch", actual_is=f"size of {argument}", expected_is=meaning, argument=argument,
            of=state, axis=axis,
        )  # fmt: skip


class _Recurrent:
    gates: int = 1
    input_size: Any
    hidden_size: Any
    num_layers: Any
    proj_size: Any

    def _hold(
        self, mode: str, input_size: Any, hidden_size: Any, num_layers: Any, bias: Any, batch_first: Any, dropout: Any,
        bidirectional: Any, proj_size: Any = 0,
    ) -> None:  # fmt: skip
        self.mode = mode
        self.input_size, self.hidden_size, self.num_layers = input_size, hidden_size, num_layers
        self.bias, self.batch_first, self.dropout = bias, batch_first, dropout
        self.bidirectional, self.proj_size = bidirectional, proj_size
        if isinstance(dropout, (bool, str)) or (isinstance(dropout, (int, float)) and not 0 <= dropout <= 1):
            need.refuse(
                "wrong-arguments", f"dropout must be a number from 0 to 1, it is {dropout!r}", argument="dropout"
            )
        flag_argument(bias, "bias")
        flag_argument(batch_first, "batch_first")
        wide = size_argument(input_size, 1, "input_size")
        hidden = size_argument(hidden_size, 1, "hidden_size")
        layers = size_argument(num_layers, 1, "num_layers")
        projected = size_argument(proj_size, 0, "proj_size")
        need.at_least(
            hidden, projected + 1, "invalid-size", actual_is="hidden_size", expected_is="proj_size + 1",
            argument="proj_size",
        )  # fmt: skip
        directions, biased = self._directions(), told(bias)
        if directions is not None and biased is not None and isinstance(layers, int) and isinstance(projected, int):
            self._make(wide, hidden, layers, directions, biased, projected)

    def _make(self, wide: Dim, hidden: Dim, layers: int, directions: int, biased: bool, projected: int) -> None:
        """The parameters under torch's names, in torch's order."""
        out = projected or hidden
        for number in range(layers):
            for suffix in ("", "_reverse")[:directions]:
                end = f"l{number}{suffix}"
                self.__dict__[f"weight_ih_{end}"] = parameter(
                    self.gates * hidden, wide if number == 0 else out * directions
                )
                self.__dict__[f"weight_hh_{end}"] = parameter(self.gates * hidden, out)
                if biased:
                    self.__dict__[f"bias_ih_{end}"] = parameter(self.gates * hidden)
                    self.__dict__[f"bias_hh_{end}"] = parameter(self.gates * hidden)
                if projected:
                    self.__dict__[f"weight_hr_{end}"] = parameter(projected, hidden)

    def flatten_parameters(self) -> None:
        return None

    def reset_parameters(self) -> None:
        return None

    def _directions(self) -> int | None:
        both = told(self.bidirectional)
        return None if both is None else 2 if both else 1

    def _width(self) -> Dim:
        """Of what one direction returns: proj_size, or hidden_size where that is 0."""
        projected = need.whole(self.proj_size, "proj_size")
        if isinstance(projected, int):
            return projected or need.whole(self.hidden_size, "hidden_size")
        return need.fresh("features")

    def _run(self, input: Any, states: dict[str, Any], widths: list[Dim]) -> tuple[Any, list[Tensor]]:
        """(output, last states).

        states: what the caller gave for each state, None where nothing; widths: of each.
        """
        directions = self._directions()
        layers = need.whole(self.num_layers, "num_layers")
        out = need.fresh("features") if directions is None else self._width() * directions
        stacked = need.fresh("layers") if directions is None else layers * directions
        wide = need.whole(self.input_size, "input_size")
        about = {"actual_is": "last size of the input", "expected_is": "input_size"}
        if isinstance(input, PackedSequence):
            require_last(input.data, (wide,), "feature-mismatch", "input_size", **about)
            shapes: list[tuple[Dim, ...]] = [(stacked, input.batch, width) for width in widths]
            output: Any = input.with_features(out)
            dtype = input.data.dtype
        elif isinstance(input, Tensor):
            first, dtype = told(self.batch_first), input.dtype
            weighed(input, self.__dict__.get("weight_ih_l0"))
            letters = {3: "LNF" if first is False else "NLF", 2: "LF"}
            if 2 in _ranks(states):
                letters = {2: "LF", 3: letters[3]}
            shape = need.rank(input, letters)
            require_last(input, (wide,), "feature-mismatch", "input_size", **about)
            batched = len(shape) == 3
            length = shape[1] if batched and first else shape[0]
            if first is not None or not batched:
                need.at_least(length, 1, "invalid-size", actual_is="length of the sequence", argument="input", of=input)
            batch = need.fresh("N") if first is None else shape[0 if first else 1]
            sizes = (stacked, batch) if batched else (stacked,)
            shapes = [(*sizes, width) for width in widths]
            output = Tensor((*shape[:-1], out), dtype)
        else:  # it may be packed: nothing is known of the rank
            known = {0: stacked}
            return (
                unknown_tensor("the input is not known", {-1: out}),
                [unknown_tensor("the input is not known", {**known, -1: width}) for width in widths],
            )
        for (name, state), shape in zip(states.items(), shapes, strict=True):
            if isinstance(state, Tensor):
                weighed(state, self.__dict__.get("weight_hh_l0"), name)
                _hidden(state, shape, name)
        return output, [Tensor(shape, dtype) for shape in shapes]


def _ranks(states: dict[str, Any]) -> set[int]:
    """The ranks of the states whose rank is known.

    They tell whether the input is batched.
    """
    shapes = [need.known(state) for state in states.values() if isinstance(state, Tensor)]
    return {len(shape) for shape in shapes if shape is not None}


class _OneState(_Recurrent):
    def forward(self, input, hx: Tensor | None = None) -> tuple[Any, Tensor]:
        output, (last,) = self._run(input, {"hx": hx}, [need.whole(self.hidden_size, "hidden_size")])
        return output, last


@layer("torch.nn.RNN")
class RNN(_OneState):
    """(L, N, input_size) -> (L, N, D*hidden_size), (D*num_layers, N, hidden_size)"""

    def __init__(
        self, input_size, hidden_size, num_layers=1, nonlinearity="tanh", bias=True, batch_first=False, dropout=0.0,
        bidirectional=False, device=None, dtype=None,
    ) -> None:  # fmt: skip
        _nonlinearity(nonlinearity)
        self.nonlinearity = nonlinearity
        mode = "RNN_RELU" if nonlinearity == "relu" else "RNN_TANH"
        self._hold(mode, input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional)


@layer("torch.nn.GRU")
class GRU(_OneState):
    """(L, N, input_size) -> (L, N, D*hidden_size), (D*num_layers, N, hidden_size)"""

    gates = 3

    def __init__(
        self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False,
        device=None, dtype=None,
    ) -> None:  # fmt: skip
        self._hold("GRU", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional)


@layer("torch.nn.LSTM")
class LSTM(_Recurrent):
    """(L, N, input_size) -> (L, N, D*H), ((D*num_layers, N, H), (D*num_layers, N, hidden_size))

    H is proj_size, or hidden_size where that is 0.
    """

    gates = 4

    def __init__(
        self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False,
        proj_size=0, device=None, dtype=None,
    ) -> None:  # fmt: skip
        self._hold("LSTM", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, proj_size)

    def forward(self, input, hx=None) -> tuple[Any, tuple[Tensor, Tensor]]:
        h, c = (None, None) if isinstance(input, PackedSequence) and isinstance(hx, Tensor) else _two(hx, 3)
        widths = [self._width(), need.whole(self.hidden_size, "hidden_size")]
        output, (last_h, last_c) = self._run(input, {"hx[0]": h, "hx[1]": c}, widths)
        return output, (last_h, last_c)


def _two(hx: Any, rank: int) -> tuple[Any, Any]:
    """The states (h, c) of an LSTM.

    One tensor in their place is indexed along its first axis, which fits only where it stacks both states of an
    unbatched input and so has `rank` axes.
    """
    if isinstance(hx, Tensor):
        shape = need.known(hx)
        if shape is None:
            return None, None
        if len(shape) != rank or need.facts.at_least(shape[0], 2) is Verdict.NO:
            need.refuse("wrong-arguments", "hx must be a pair of states (h, c), it is one tensor", argument="hx", of=hx)
        return Tensor(shape[1:], hx.dtype), Tensor(shape[1:], hx.dtype)
    if isinstance(hx, (tuple, list)):
        if len(hx) < 2:
            need.refuse("wrong-arguments", "hx must be a pair of states (h, c)", argument="hx")
        return hx[0], hx[1]
    return None, None


def _nonlinearity(nonlinearity: Any) -> None:
    if not isinstance(nonlinearity, Unknown) and nonlinearity not in ("tanh", "relu"):
        need.refuse("wrong-arguments", "nonlinearity must be 'tanh' or 'relu'", argument="nonlinearity")


class _Cell:
    gates: int = 1

    def _hold(self, input_size: Any, hidden_size: Any, bias: Any) -> None:
        wide, hidden = size_argument(input_size, 0, "input_size"), size_argument(hidden_size, 0, "hidden_size")
        self.input_size, self.hidden_size, self.bias = input_size, hidden_size, bias
        self.weight_ih, self.weight_hh = parameter(self.gates * hidden, wide), parameter(self.gates * hidden, hidden)
        self.bias_ih = optional(bias, parameter(self.gates * hidden), "bias_ih")
        self.bias_hh = optional(bias, parameter(self.gates * hidden), "bias_hh")

    def reset_parameters(self) -> None:
        return None

    def _step(self, input: Tensor, states: dict[str, Any]) -> Tensor:
        """The new state: (N, hidden_size), or (hidden_size) of an unbatched input."""
        ranks, hidden = _ranks(states), need.whole(self.hidden_size, "hidden_size")
        weighed(input, self.weight_ih)
        shape = need.known(input)
        if shape is not None or ranks:
            shape = need.rank(input, {1: "F", 2: "NF"} if 1 in ranks else {2: "NF", 1: "F"})
        require_last(
            input, (need.whole(self.input_size, "input_size"),), "feature-mismatch", "input_size",
            actual_is="last size of the input", expected_is="input_size",
        )  # fmt: skip
        if shape is None:
            return with_last(input, hidden)
        result = (*shape[:-1], hidden)
        for name, state in states.items():
            if not isinstance(state, Tensor):
                continue
            if name != "hx[1]":
                weighed(state, self.weight_hh, name)
            if need.known(state) is None:
                need.refine(state, len(result), ["N", "H"][-len(result) :])
            given = need.rank(state, (len(result),), name)
            for axis, (there, size) in enumerate(zip(given, result, strict=True)):
                need.same(
                    there, size, "size-mismatch", actual_is=f"size of {name}", argument=name, of=state, axis=axis,
                    expected_is="hidden_size" if axis == len(result) - 1 else "batch size",
                )  # fmt: skip
        return Tensor(result, input.dtype)


@layer("torch.nn.RNNCell")
class RNNCell(_Cell):
    """(N?, input_size) -> (N?, hidden_size)"""

    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None) -> None:
        self._hold(input_size, hidden_size, bias)
        self.nonlinearity = nonlinearity

    def forward(self, input: Tensor, hx: Tensor | None = None) -> Tensor:
        _nonlinearity(self.nonlinearity)
        return self._step(input, {"hx": hx})


@layer("torch.nn.GRUCell")
class GRUCell(_Cell):
    """(N?, input_size) -> (N?, hidden_size)"""

    gates = 3

    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None) -> None:
        self._hold(input_size, hidden_size, bias)

    def forward(self, input: Tensor, hx: Tensor | None = None) -> Tensor:
        return self._step(input, {"hx": hx})


@layer("torch.nn.LSTMCell")
class LSTMCell(_Cell):
    """(N?, input_size) -> (N?, hidden_size), (N?, hidden_size)"""

    gates = 4

    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None) -> None:
        self._hold(input_size, hidden_size, bias)

    def forward(self, input: Tensor, hx=None) -> tuple[Tensor, Tensor]:
        h, c = _two(hx, 2)
        state = self._step(input, {"hx[0]": h, "hx[1]": c})
        if isinstance(c, Tensor):
            state.dtype = promoted(state, c)
        return state, like(state)
