"""Programs with numbers exchanged at random: what shapelint calls an error, torch refuses.

Each program of `tests/whole/pairs` and `tests/rules/twins` is changed in one to three numbers. Most mutants raise, some
run; an error that is reported of one that runs is a false alarm. torch runs each in a process of its own, as some take
all the memory they can get.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import resource
import signal
import sys
import warnings
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from markers import unmarked

from shapelint.lint.one_file import check_source

torch = pytest.importorskip("torch")
if not hasattr(os, "fork"):
    pytest.skip("needs fork", allow_module_level=True)

from test_pairs_torch import RUN, summary  # noqa: E402

WHOLE = Path(__file__).parent
TWINS = WHOLE.parent / "rules" / "twins"
PROGRAMS = sorted((WHOLE / "pairs").rglob("*.py")) + sorted(TWINS.glob("*.py"))
NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
SECONDS = 20
MEMORY = 8 << 30
MUTANTS = 10  # of each of the groups below


def mutant(text: str, pick: random.Random) -> str:
    numbers = list(NUMBER.finditer(text))
    for hit in sorted(pick.sample(numbers, min(len(numbers), pick.randint(1, 3))), key=lambda hit: -hit.start()):
        number = int(hit[0])
        other = pick.choice([0, 1, 2, 3, 4, 6, 8, 16, number + 1, number * 2, max(number // 2, 1)])
        text = text[: hit.start()] + str(other) + text[hit.end() :]
    return text


def outcome(text: str, run: str) -> str:
    """ "" where the program runs to its end, else what it raises."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        result = "died"
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.alarm(SECONDS)
            result = _execute(text, run)
        finally:
            os.write(writer, result.encode())
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return said if status == 0 else "died"


def _execute(text: str, run: str) -> str:
    torch.set_num_threads(1)
    for name in ("torchvision", "torchvision.transforms", "torchvision.datasets"):
        sys.modules[name] = MagicMock()
    sys.modules["torchsummary"] = sys.modules["torchinfo"] = MagicMock(summary=summary)
    silence = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        warnings.simplefilter("ignore")
        try:
            space = {"__name__": "__main__", "torch": torch}
            exec(compile(text, "<mutant>", "exec"), space)
            eval(run or "None", space)
        except Exception as error:  # noqa: BLE001  whatever a mutant raises, it does not run
            return f"{type(error).__name__}: {error}"[:1000]
    return ""


@pytest.mark.parametrize("seed", range(4))
def test_errors_of_mutants_are_torchs_own(seed: int) -> None:
    pick = random.Random(seed)
    refused = 0
    for _ in range(MUTANTS):
        program = pick.choice(PROGRAMS)
        text = mutant(unmarked(program.read_text()), pick)
        errors = [finding for finding in check_source(text) if finding.severity == "error"]
        if errors:
            name = program.relative_to(program.parents[1]).as_posix().rpartition("_")[0]
            said = outcome(text, RUN.get(name, ""))
            assert said, f"{program.name}: {errors[0].message}\n{text}"
            refused += 1
    assert refused >= MUTANTS // 3
