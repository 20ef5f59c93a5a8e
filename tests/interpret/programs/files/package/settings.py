WIDTH = 6
EXTRA = 1
NAME = __name__

import os

FUSED = int(os.environ["PACKAGE_FUSED"]) if "PACKAGE_FUSED" in os.environ else 1
STRIDE = int(os.environ.get("PACKAGE_STRIDE", "2")) * 2
PLACE = os.environ.get("PACKAGE_PLACE")
