"""`shapelint compare KERAS_FILE TORCH_FILE`.

What a port to torch does otherwise than the Keras program.
"""

from __future__ import annotations

import argparse
import re

from shapelint.app.cli.usage import UsageError

EQUAL, DIFFERENT = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keras", metavar="KERAS_FILE[::NAME]", help="the Keras program")
    parser.add_argument("torch", metavar="TORCH_FILE[::NAME]", help="its port to torch")
    parser.add_argument(
        "--input", action="append", default=[], metavar="SHAPE",
        help="of the Keras model, without the batch (28x28x1), where the program does not say it; once for each input",
    )  # fmt: skip
    parser.add_argument(
        "--torch-input", action="append", default=[], metavar="SHAPE",
        help="of the torch module, without the batch (3x32x32) (default: Keras's with the channels moved to the front)",
    )  # fmt: skip
    parser.add_argument("--args", default="", metavar="NAME=VALUE", help="arguments of the torch class or function")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for differences of training or order alone")
    parser.add_argument("--init", action="store_true", help="say how the initial weights differ")
    group = parser.add_argument_group("output")
    group.add_argument("--output-format", choices=("full", "json"), default="full", help="(default: full)")
    parser.epilog = "Neither file is executed, and neither Keras nor torch is needed."


def compare(options: argparse.Namespace) -> int:
    """The exit code: 0, or 1 where the port is different."""
    from shapelint.layers.port.comparing import NotUnderstood
    from shapelint.layers.port.comparing import compare as perform
    from shapelint.source.reading.given_inputs import InputError, read_arguments

    _told_apart(options.keras, options.torch)
    try:
        shapes = [_shape(text) for text in options.input]
        torch_shapes: list[tuple[int, ...]] = [
            tuple(size or 0 for size in _shape(text)) for text in options.torch_input
        ]  # fmt: skip
        found = perform(options.keras, options.torch, shapes, torch_shapes, read_arguments(options.args))
    except (NotUnderstood, InputError) as error:
        raise UsageError(str(error)) from error
    from shapelint.layers.port.initial import initial_notes
    from shapelint.layers.port.report import as_record, lines

    if options.init:
        found.notes += initial_notes(found.pairs)
    if options.output_format == "json":
        import json

        print(json.dumps(as_record(found), indent=2))
    else:
        print("\n".join(lines(found)))
    return DIFFERENT if found.fails(options.strict) else EQUAL


def _shape(text: str) -> tuple[int | None, ...]:
    """`28x28x1`, `28,28,1`, or `Nonex3`."""
    words = [word for word in re.split(r"[x,\s()]+", text.replace("None", "?")) if word]
    if not words or not all(word == "?" or (word.isdigit() and int(word) > 0) for word in words):
        raise UsageError(f"a shape is written 28x28x1, without the batch; this is {text!r}")
    return tuple(None if word == "?" else int(word) for word in words)


def _told_apart(keras: str, torch: str) -> None:
    """Refuse files that are given the other way round."""
    one, other = (_imports(target.partition("::")[0]) for target in (keras, torch))
    if "torch" in one and "keras" not in one and "keras" in other:
        raise UsageError(f"the Keras file comes first: shapelint compare {torch} {keras}")


def _imports(path: str) -> set[str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    return {word for word in ("torch", "keras") if re.search(rf"^\s*(import|from)\b.*\b{word}\b", text, re.MULTILINE)}
