"""tf-same-alignment (SHP321): a strided layer gives the sizes of TensorFlow's SAME, and other values.

What: with a stride, TensorFlow's SAME pads no more than it needs for this very size, and the larger half at the end: an
even size under a kernel of 3 and a stride of 2 gets (0, 1). `padding=1` gives (1, 1): as many windows, each one element
further to the left.

Why: weights that were trained in TensorFlow or Keras read shifted features, and lose accuracy without an error. Where
the network was trained in torch there is nothing wrong, so that this rule is off by default.

Bad:

    import torch
    from torch import nn

    stem = nn.Conv2d(3, 32, 3, stride=2, padding=1)  # warning: [tf-same-alignment]
    stem(torch.randn(1, 3, 224, 224))

Good:

    import torch
    from torch import nn

    stem = nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(3, 32, 3, stride=2))
    stem(torch.randn(1, 3, 224, 224))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.ops.formulas.same_padding import kept, pad_argument, tensorflow_same
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.same_layer import layer_of
from shapelint.rules.evidence.windows import spatial_sizes, windows
from shapelint.rules.wording.words import title
from shapelint.source.reading.argument_text import span_of

severity = "warning"
default = False


def check(trace: Trace) -> Iterator[Finding]:
    for window in windows(trace).values():
        event, layer = window.event, layer_of(window)
        if layer is None or layer.padded_before or window.kind == "transposed" or not any(layer.total):
            continue
        before, after = (spatial_sizes(t, window.spatial, event) for t in (window.input, window.output))
        if before is None or after is None or all(step == 1 for step in layer.stride):
            continue
        parts = list(zip(before, after, layer.kernel, layer.stride, layer.dilation, layer.total, strict=True))
        if not all(isinstance(n, int) and made == kept(n, s) for n, made, _, s, _, _ in parts):
            continue
        sides = [tensorflow_same(n, k, s, d) for n, _, k, s, d, _ in parts]
        if all(side[0] == total // 2 for side, total in zip(sides, layer.total, strict=True)):
            continue
        wanted = pad_argument(sides)
        ours = tuple(total // 2 for total in layer.total)
        related = (Related(span_of(event.place), "called here"),) if event.build is not None else ()
        place = window.argument("padding") or window.place
        message = (
            f"{title(trace, event)} adds {ours} before and after a size of {before}, TensorFlow's SAME adds {sides}: "
            "as many windows, shifted against its own"
        )
        help = f"pad with F.pad(x, {tuple(wanted)}) and padding=0"
        label = "another alignment"
        yield Finding("", "", span_of(place), message, label=label, help=help, related=related, event=event)
