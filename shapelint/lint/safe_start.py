"""A folder from which worker processes start safely.

Without running what lies in the current one.

multiprocessing starts `python -c`, which looks for every module in the folder it starts in before it looks in the
standard library, and imports some fifty before any code of ours runs: a struct.py of the checked project would run.
Python 3.11 has a switch against it, 3.10 has none. In the standard library's own folder the modules that are found
first are the right ones.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def away() -> Iterator[str]:
    """Be in a safe folder meanwhile.

    Gives the folder left, into which the workers have to go themselves.
    """
    import multiprocessing.process  # noqa: F401 - it notes the current folder, against which it reads the script's path

    here = os.getcwd()
    library = os.path.dirname(os.__file__)
    os.chdir(library if os.path.isdir(library) else sys.prefix)  # (the library may be an archive)
    try:
        yield here
    finally:
        os.chdir(here)
