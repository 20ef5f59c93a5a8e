"""Of how many operations of given scripts the shape is known, and why it is not known of the others.

    python benchmarks/known_share.py train.py examples/ [--follow-imports all]

Each script is examined by itself; a guess does not count as known. The ten commonest reasons come last.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from shapelint.interpret.exploration.entries import examine
from shapelint.interpret.exploration.project import Project
from shapelint.lint.certain import coverage_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--follow-imports", default="known", choices=("never", "known", "all"))
    options = parser.parse_args()
    files = [one for path in options.paths for one in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    reasons: Counter[str] = Counter()
    shares = []
    for path in files:
        project = Project(follow=options.follow_imports)
        try:
            entries = list(examine(project, project.add(str(path), path.read_text())))
        except Exception as error:  # noqa: BLE001 - of one script: the others are measured all the same
            print(f"{path}: {error!r}")
            continue
        coverage = coverage_of(entries)
        if not coverage.operations:
            continue
        shares.append(coverage.known / coverage.operations)
        print(f"{shares[-1]:6.1%}  {coverage.known:4} of {coverage.operations:4}  {path}")
        for entry in entries:
            if entry.kind != "symbolic":
                reasons.update(_kind(one.text) for one in entry.exploration.main.recorder.trace.unresolved)
    if shares:
        print(f"{sum(shares) / len(shares):6.1%}  on average of {len(shares)} scripts")
    for text, count in reasons.most_common(10):
        print(f"{count:6}  {text}")


def _kind(text: str) -> str:
    """A reason without the names in it."""
    return re.sub(r"`[^`]*`|'[^']*'|\d+", "_", text)


if __name__ == "__main__":
    main()
