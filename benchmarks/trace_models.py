"""What `shapelint trace` counts of public models, beside torch itself and, where it is installed, torchinfo.

    python benchmarks/trace_models.py [--run-with PYTHON]

PYTHON has torch and torchvision; shapelint reads torchvision's source there and runs nothing of it. torch counts the
parameters by `p.numel()`, and the products by its flop counter, which counts each as two operations.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from shapelint.app.cli.trace_columns import total
from shapelint.layers.tracing.trace import trace

MODELS = {
    "resnet18": "resnet", "resnext50_32x4d": "resnet", "vgg11_bn": "vgg", "densenet121": "densenet",
    "mobilenet_v2": "mobilenetv2", "mobilenet_v3_small": "mobilenetv3", "efficientnet_b0": "efficientnet",
    "shufflenet_v2_x1_0": "shufflenetv2", "squeezenet1_1": "squeezenet", "vit_b_16": "vision_transformer",
    "convnext_tiny": "convnext", "regnet_y_400mf": "regnet",
}  # fmt: skip
SIZE = "1,3,224,224"

COUNT = """
import json, os, sys
import torch, torchvision
from torch.utils.flop_counter import FlopCounterMode
try:
    import torchinfo
except ImportError:
    torchinfo = None
made = {"folder": os.path.dirname(torchvision.models.__file__)}
for name in sys.argv[1:]:
    model = getattr(torchvision.models, name)().eval()
    x = torch.zeros(1, 3, 224, 224)
    with FlopCounterMode(display=False) as counter, torch.no_grad(), torch.nn.attention.sdpa_kernel(
        torch.nn.attention.SDPBackend.MATH
    ):
        torch.backends.mha.set_fastpath_enabled(False)
        model(x)
    info = torchinfo.summary(model, input_data=x, verbose=0, device="cpu") if torchinfo else None
    made[name] = [
        sum(p.numel() for p in model.parameters()), counter.get_total_flops() // 2,
        info.total_params if info else None, info.total_mult_adds if info else None,
    ]
print(json.dumps(made))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run-with", default=sys.executable, metavar="PYTHON")
    python = parser.parse_args().run_with
    answer = subprocess.run([python, "-c", COUNT, *MODELS], stdout=subprocess.PIPE, check=True, text=True)
    real: dict[str, Any] = json.loads(answer.stdout)
    alike = 0
    heads = "parameters", "torch", "torchinfo", "mult-adds", "torch", "torchinfo"
    print(" ".join([f"{'model':20}", *(f"{one:>{12 if n < 3 else 16}}" for n, one in enumerate(heads))]))
    for name, file in MODELS.items():
        traced = trace(f"{Path(real['folder']) / file}.py::{name}", [SIZE])
        parameters, products, other, others = real[name]
        mult_adds = total([call.products for call in traced.calls])
        same = (traced.parameters, mult_adds) == (parameters, products)
        alike += same
        print(
            f"{name:20} {_shown(traced.parameters)} {_shown(parameters)} {_shown(other)} "
            f"{_shown(mult_adds, 16)} {_shown(products, 16)} {_shown(others, 16)}{'' if same else '  differ'}"
        )
    print(f"{alike} of {len(MODELS)} as torch has them")
    return 0 if alike == len(MODELS) else 1


def _shown(number: object, width: int = 12) -> str:
    return f"{number:>{width},}" if isinstance(number, int) else f"{'?' if number is None else str(number):>{width}}"


if __name__ == "__main__":
    sys.exit(main())
