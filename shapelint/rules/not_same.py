"""not-same (SHP302): a layer that was meant to keep the size does not.

What: a convolution or pool changes the height, width or length, although its padding was worked out to keep it
(`kernel_size // 2` under dilation or for an even kernel), a comment, docstring or name says that it does, or all its
neighbours do, and the input is joined with the result, or the neighbours stand on both sides, or are padded by their
dilation. `# shapelint: same` on a layer or block states it as a contract: the size stays, or becomes ceil(size /
stride), for every input; a transposed convolution makes size * stride. Words that quote Keras's or TensorFlow's SAME
promise its sizes, windows and averages; a decoder whose strides are those of its encoder, and whose result is resized
to what the encoder began with, promises to come back; words that say `doubles the resolution` promise just that. One
line that builds layers for several dilations keeps the size for all of them or for none, and `padding=dilation` keeps
it under a kernel of 3 alone; a transposed convolution padded by half of `kernel - stride` was to multiply by its
stride. Words of doubt (`unlike TF`, `roughly doubles`) promise nothing, and the last of several layers may well be
meant to lose a border.

Why: nothing raises where a crop, an interpolation or a pooling to one value follows; the features are merely shifted
against what they are compared with, or the borders are lost. `(k - 1)/2` is right for odd k, dilation 1 and stride 1
only: it takes dilation*(k - 1) of padding in all, half on each side.

Bad:

    import torch
    from torch import nn

    def block(cin, cout, k=3, dilation=1):
        return nn.Sequential(
            nn.Conv2d(cin, cout, k, padding=(k - 1) // 2, dilation=dilation),  # warning: [not-same]
            nn.ReLU(),
        )

    net = nn.Sequential(block(3, 8), block(8, 8, dilation=2))
    net(torch.randn(1, 3, 32, 32))

Good:

    import torch
    from torch import nn

    def block(cin, cout, k=3, dilation=1):
        return nn.Sequential(
            nn.Conv2d(cin, cout, k, padding=dilation * (k - 1) // 2, dilation=dilation),
            nn.ReLU(),
        )

    net = nn.Sequential(block(3, 8), block(8, 8, dilation=2))
    net(torch.randn(1, 3, 32, 32))
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow_after import within
from shapelint.rules.evidence.mirrored import of_mirrored
from shapelint.rules.evidence.same_block import of_block
from shapelint.rules.evidence.same_dilated import of_dilated
from shapelint.rules.evidence.same_factor import of_factor, of_scaling_block
from shapelint.rules.evidence.same_layer import Layer, layer_of, of_layer
from shapelint.rules.evidence.same_of_tensorflow import cuts_for_same, more_before, of_tensorflow
from shapelint.rules.evidence.same_upwards import of_upwards
from shapelint.rules.evidence.windows import pads, windows

severity = "warning"


def check(trace: Trace) -> Iterator[Finding]:
    inside: list[Layer] = []  # every layer so far
    sliding = windows(trace)
    if not sliding:
        return
    for pad in pads(trace):
        made = None if pad.event.caught else more_before(pad) or cuts_for_same(trace, pad)
        if made is not None:
            yield made
    own: list[Layer] = []  # those that no module around them was finished of yet
    for event in trace.events:
        found = None
        if event.kind == "module":
            layers = _last_within(inside, event)
            found = of_block(trace, event, layers, _last_within(own, event, take=True))
            found = found or of_scaling_block(trace, event, layers)
        else:
            window = sliding.get(id(event))
            if window is not None:
                layer = layer_of(window)
                if layer is None or not layer.keeps:
                    found = of_layer(trace, window, layer)
                found = found or of_tensorflow(trace, window, layer) or of_factor(trace, window, layer)
                found = found or of_dilated(trace, layer) or of_upwards(trace, layer)
                if layer is not None:
                    inside.append(layer)
                    own.append(layer)
        if found is not None and not event.caught:
            yield found
    yield from of_mirrored(trace)


def _last_within(layers: list[Layer], event: Event, take: bool = False) -> list[Layer]:
    """The layers that were called during the call of a module.

    The last ones, as that is recorded when it is over.
    """
    first = len(layers)
    while first and within(layers[first - 1].window.event, event):
        first -= 1
    found = layers[first:]
    if take:
        del layers[first:]
    return found
