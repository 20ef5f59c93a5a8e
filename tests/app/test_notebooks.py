"""Notebooks and Markdown files, checked and mended at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shapelint.app.cli.main import main
from shapelint.source.cells import Cells, of_markdown, unmarked
from shapelint.source.notebook import NotANotebook, code_cells, with_sources

CELLS = [
    ("markdown", "# Größen\n\n```python\nimport torch\n```"),
    ("code", "%matplotlib inline\n!pip install torch \\\n    numpy\nimport torch\nfrom torch import nn\nfiles = !ls"),
    ("code", "%%bash\nls ((\n"),
    ("code", "net = nn.Sequential(\n    nn.Conv2d(3, 16, 3),  # größer\n    nn.Conv2d(8, 32, 3),\n)\nnet?"),
    ("code", "%%time\nif True:\n    !ls\n    y = net(torch.randn(1, 3, 32, 32))"),
]


def notebook(cells: list[tuple[str, str]], indent: int | None = 1, language: str = "python", **how: bool) -> str:
    listed = []
    for kind, source in cells:
        more = {"outputs": [{"data": {"text/plain": ["größer 8, 32"]}}], "execution_count": 1} if kind == "code" else {}
        listed.append({"cell_type": kind, "metadata": {}, "source": source.splitlines(True), **more})
    content = {"cells": listed, "metadata": {"kernelspec": {"language": language}}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=indent, **how) + "\n"  # type: ignore[arg-type]


def test_a_finding_names_its_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.ipynb").write_text(notebook(CELLS))
    assert main([".", "--output-format", "concise", "-q"]) == 1
    assert capsys.readouterr().out.startswith("a.ipynb:cell 4:3:15: SHP101 channel-mismatch: [*] ")
    assert main(["a.ipynb", "-q"]) == 1
    shown = capsys.readouterr().out
    assert " 3 |     nn.Conv2d(8, 32, 3),\n" in shown and "::: cell 5\n" in shown
    assert main([".", "--output-format", "json", "-q"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["filename"], row["cell"], row["location"]) == ("a.ipynb", 4, {"row": 3, "column": 15})
    assert main([".", "--output-format", "github", "-q"]) == 1
    assert "file=a.ipynb,line=1,col=1," in (text := capsys.readouterr().out) and ": cell 4:3:15: " in text


@pytest.mark.parametrize(
    "how", [{"indent": 1}, {"indent": None}, {"indent": 4, "ensure_ascii": False}], ids=["usual", "one-line", "utf-8"]
)
def test_a_fix_changes_its_line_and_nothing_else(
    tmp_path: Path, how: dict[str, bool], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text := notebook(CELLS, **how), encoding="utf-8")
    assert main([str(path), "--diff", "-q"]) == 1
    assert path.read_text(encoding="utf-8") == text
    assert main([str(path), "--fix", "-q"]) == 0
    assert path.read_text(encoding="utf-8") == text.replace("nn.Conv2d(8, 32, 3)", "nn.Conv2d(16, 32, 3)")
    path.write_text(text, encoding="utf-8")
    assert main([str(path), "--add-ignore=known", "-q"]) == 0
    comment = "nn.Conv2d(8, 32, 3),  # shapelint: ignore[SHP101] known"
    assert path.read_text(encoding="utf-8") == text.replace("nn.Conv2d(8, 32, 3),", comment)
    assert main([str(path), "-q"]) == 0


def test_a_cell_that_is_not_python_costs_its_own_names_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(notebook([*CELLS, ("code", "def net(x:\n    pass"), ("code", "net(torch.randn(1, 8, 3, 3))")]))
    assert main([str(path), "-q", "--output-format", "concise"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert ":cell 4:3:15: SHP101" in first and ":cell 6:1:" in second and "SHP900" in second


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"cells": 3}', '{"cells": [{"cell_type": "code"}]'])
def test_what_is_no_notebook_is_said_to_be_none(content: str) -> None:
    with pytest.raises(NotANotebook):
        code_cells(content)


def test_odd_notebooks() -> None:
    assert code_cells(notebook(CELLS, language="julia")) == []
    text = '{"metadata": {}, "cells": [{"source": "a\\n", "source": "x = 1", "cell_type": "code"}, 3, {}]}'
    (cell,) = code_cells(text)
    assert (cell.number, cell.source) == (1, "x = 1")
    assert with_sources(text, {1: 'x = "2"\ny'}) == text.replace('"x = 1"', '"x = \\"2\\"\\ny"')


def test_the_program_gives_its_cells_back() -> None:
    sources = [source for kind, source in CELLS if kind == "code"]
    cells = Cells(sources)
    assert cells.sources(cells.text) == sources
    assert cells.errors == []
    compile(cells.text, "cells", "exec")
    with pytest.raises(ValueError, match="other cells"):
        cells.sources(cells.text + "\n" + cells.text)


MARKDOWN = """\
# A network

```python
import torch
net = torch.nn.Linear(3, 4)
```

It is called with `net(x)`:

```python
>>> net(torch.rand(2, 9))
...
```

~~~ {.python}
net(torch.rand(2, 5))
~~~

```sh
shapelint .
```
"""


def test_the_code_blocks_of_a_text_are_one_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(MARKDOWN)
    assert main(["."]) == 0  # only where asked for
    capsys.readouterr()
    assert main([".", "--markdown", "-q", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("a.md:5:23: SHP102 ")
    assert main([".", "--markdown", "--fix", "-q"]) == 0
    assert Path("a.md").read_text() == MARKDOWN.replace("Linear(3", "Linear(5")
    assert unmarked(of_markdown(MARKDOWN)) == MARKDOWN


def test_a_script_of_cells_is_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = "# %%\nimport torch\n\n# %% [markdown]\n# text\n\n# %%\ntorch.nn.Linear(3, 4)(torch.rand(2, 5))\n"
    (tmp_path / "a.py").write_text(script)
    assert main([str(tmp_path / "a.py"), "-q", "--output-format", "concise"]) == 1
    assert ":8:17: SHP102" in capsys.readouterr().out
