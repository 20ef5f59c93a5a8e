"""`shapelint pad KIND`.

What padding, stride and kernel make of a size, and the line of PyTorch that does it.
"""

from __future__ import annotations

import sys

from shapelint.layers.errors import Impossible, Unclear

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

ANSWERED, IMPOSSIBLE = 0, 1
NUMBERS = "kernel", "stride", "dilation", "padding", "output_padding", "output", "input"
OPTIONS = (*NUMBERS, "same", "valid", "causal", "ceil", "channels", "out_channels", "groups", "mode")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "%(prog)s KIND --input SIZE --kernel K [--stride S] [--padding P | --same] [--output SIZE] ..."
    parser.add_argument(
        "kind", nargs="?", metavar="KIND", help="conv, maxpool, avgpool or transposed, also with 1d, 2d or 3d behind it"
    )
    parser.add_argument("--chain", metavar="LAYERS", help='several instead: "conv k4 | maxpool k2 | conv k3 s2 p1 c16"')
    add_window(parser)
    group = parser.add_argument_group("output")
    group.add_argument("--output-format", choices=("full", "json"), default="full", help="(default: full)")
    parser.epilog = (
        "With --output, one number may be left out (padding, kernel, stride, dilation or input): it is worked out. "
        "Exit code 1: torch refuses it, or nothing gives it."
    )


def add_window(parser: argparse.ArgumentParser, with_input: bool = True) -> None:
    """The options that describe a layer."""
    group = parser.add_argument_group("numbers (one, or one for each axis: 4x1)")
    for flags, metavar, text in (
        (("--input",), "SIZE", "the size without batch and channels: 30, 30x40, 16x30x40, or names: HxW"),
        (("-k", "--kernel"), "K", "kernel_size"),
        (("-s", "--stride"), "S", "(default: 1; of a pool: the kernel)"),
        (("-d", "--dilation"), "D", "(default: 1)"),
        (("-p", "--padding"), "P", "for both sides; 1,2 before and after; 1,2x0,0 for two axes"),
        (("--output-padding",), "N", "of a transposed convolution"),
        (("--output",), "SIZE", "the size wanted"),
    ):
        if with_input or flags != ("--input",):
            group.add_argument(*flags, metavar=metavar, help=text)
    group = parser.add_argument_group("padding")
    group.add_argument("--same", action="store_true", help="as TensorFlow and Keras have it, and how torch does it")
    group.add_argument("--valid", action="store_true", help="none")
    group.add_argument("--causal", action="store_true", help="all of it before")
    group.add_argument("--ceil", action="store_true", help="ceil_mode of a pool")
    group.add_argument("--mode", metavar="MODE", help="padding_mode: zeros, reflect, replicate or circular")
    group = parser.add_argument_group("channels")
    group.add_argument("--channels", metavar="C", help="of the input; without --out-channels of the result")
    group.add_argument("--out-channels", metavar="C", help="of the result: the parameters are counted")
    group.add_argument("--groups", metavar="G", help="(default: 1)")


def pad(options: argparse.Namespace) -> int:
    """The exit code: 0, or 1 where there is no such layer."""
    from shapelint.app.cli.usage import UsageError

    try:
        print(_chain(options) if options.chain is not None else _one(options))
    except Unclear as error:
        raise UsageError(str(error)) from error
    except Impossible as error:
        return tell_impossible(error, options.output_format == "json")
    return ANSWERED


def _chain(options: argparse.Namespace) -> str:
    from shapelint.layers.chain import Chain

    given = [name for name in OPTIONS if getattr(options, name) and name not in ("input", "channels")]
    if given or options.kind:
        raise Unclear(f"--chain says all of its layers itself: leave out {options.kind or '--' + given[0]}")
    chain = Chain(options.chain, options.input, options.channels)
    if options.output_format == "json":
        import json

        from shapelint.layers.record import chain_record

        return json.dumps(chain_record(chain), indent=2)
    return "\n".join(chain.lines())


def _one(options: argparse.Namespace) -> str:
    from shapelint.layers.answer import ask

    if options.kind is None:
        raise Unclear("which kind of layer? conv, maxpool, avgpool or transposed (`shapelint pad --help`)")
    answer = ask(options.kind, **window_options(options))
    if options.output_format == "json":
        import json

        from shapelint.layers.record import record

        return json.dumps(record(answer), indent=2)
    from shapelint.layers.words.answer import answer_lines

    return "\n".join(answer_lines(answer))


def window_options(options: argparse.Namespace) -> dict[str, object]:
    return {name: getattr(options, name) for name in OPTIONS}


def tell_impossible(error: Impossible, is_json: bool) -> int:
    from shapelint.report.render.sanitize import sanitize

    if is_json:
        import json

        print(json.dumps({"error": str(error)}, indent=2))
    else:
        print(f"error: {sanitize(str(error))}")
    sys.stdout.flush()
    return IMPOSSIBLE
