"""`python -m shapelint`."""

import sys

# Python put the current folder first, where the checked project may have modules of any name: none of them may run.
sys.path.pop(0)

from shapelint.cli.main import run

run()
