"""dropped-border (SHP322): the stride leaves rows at the end that no window reads.

What: windows stand every `stride` elements from the start on. Where the last of them ends before the input does, the
elements behind it have no influence on the result. An even size under a kernel of 3 and a stride of 2 that is padded by
1 loses nothing but padding, and nothing is said of it.

Why: nothing raises; the border of the image, or the end of the signal, is thrown away. Often that does no harm, so that
this rule is off by default.

Bad:

    import torch
    from torch import nn

    patches = nn.Conv2d(3, 64, kernel_size=16, stride=16)  # warning: [dropped-border]
    patches(torch.randn(1, 3, 100, 100))

Good:

    import torch
    from torch import nn

    patches = nn.Conv2d(3, 64, kernel_size=16, stride=16)
    patches(torch.randn(1, 3, 96, 96))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.ops.formulas.window import AXIS_NAMES, LETTERS
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.same_layer import effective_int, layer_of
from shapelint.rules.evidence.windows import spatial_sizes, windows
from shapelint.rules.wording.words import title
from shapelint.source.reading.argument_text import span_of

severity = "warning"
default = False


def check(trace: Trace) -> Iterator[Finding]:
    for window in windows(trace).values():
        event, layer = window.event, layer_of(window)
        if layer is None or layer.padded_before or window.kind == "transposed" or window.ceil_mode:
            continue
        before, after = (spatial_sizes(t, window.spatial, event) for t in (window.input, window.output))
        if before is None or after is None:
            continue
        for axis, (size, made) in enumerate(zip(before, after, strict=True)):
            if not isinstance(size, int) or not isinstance(made, int) or made < 1:
                continue
            padding = layer.total[axis] // 2
            last = (made - 1) * layer.stride[axis] + effective_int(layer.kernel[axis], layer.dilation[axis]) - padding
            if last >= size:
                continue
            name = AXIS_NAMES[LETTERS[window.spatial][axis]]
            related = (Related(span_of(event.place), "called here"),) if event.build is not None else ()
            message = (
                f"{title(trace, event)}: the last window ends at {last} of a {name} of {size}; {size - last} at the "
                f"end {'is' if size - last == 1 else 'are'} never read"
            )
            help = "pad the end, crop the input to what is read, or use ceil_mode where there is one"
            label = f"a stride of {layer.stride[axis]}"
            yield Finding("", "", span_of(window.place), message, label=label, help=help, related=related, event=event)
            break
