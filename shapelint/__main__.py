"""`python -m shapelint`."""

import sys

# Python put the current folder first, where the checked project may have modules of any name: none of them may run.
# Too late for the few that Python imports before this line to find this file (contextlib, types, warnings), and for a
# `shapelint` in that folder: `python -P -m shapelint` and the script `shapelint` are safe there, too.
if __name__ == "__main__" and not getattr(sys.flags, "safe_path", False):  # (with `python -P` it did not)
    sys.path.pop(0)

from shapelint.app.cli.main import run

if __name__ == "__main__":  # worker processes import this module under another name
    run()
