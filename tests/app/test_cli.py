"""The command line around the analysis: here a stand-in finds every line that says BUG."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
import traps
from reports import RULES

from shapelint.app.cli.main import main
from shapelint.app.cli.main import run as start
from shapelint.lint.config import Config
from shapelint.report.findings import Coverage, Finding, Fix, Report, Severity
from shapelint.rules import catalog
from shapelint.source.files import Unreadable, read
from shapelint.source.span import Edit, Location, Span
from shapelint.source.suppress import suppressions
from shapelint.source.text import decode, split_lines

WORD = re.compile("BUG|ODD")


def check_text(filename: str, text: str, config: Config) -> list[Finding]:
    """An error for each BUG (its fix makes it OK), a warning for each ODD."""
    found = []
    ignored = suppressions(filename, text)
    for row, line in enumerate(split_lines(text), 1):
        for match in WORD.finditer(line):
            span = Span(filename, Location(row, match.start() + 1), Location(row, match.end() + 1))
            is_bug = match.group() == "BUG"
            code, name = ("SHP101", "channel-mismatch") if is_bug else ("SHP301", "pad-order")
            severity: Severity = "error" if is_bug else "warning"
            fix = Fix("say OK", (Edit(span, "OK"),), safe=True) if is_bug else None
            if config.selected(code, name) and not ignored.silencer(span, code, name):
                found.append(Finding(code, name, span, f"there is a {match.group()}", severity, fix=fix))
    return found


def check_files(
    files: Sequence[str],
    config: Config,
    *,
    confirm: bool = False,
    jobs: int = 1,
    stdin: tuple[str, bytes] | None = None,
    texts: Mapping[str, str] | None = None,
    cache: str | None = None,
    seen: Callable[[Report], None] | None = None,
) -> Report:
    texts = texts or {}
    report = Report(coverage=Coverage(files=len(files)))
    for name, data in [stdin] if stdin else []:
        report.findings += check_text(name, texts.get(name, decode(data).content), config)
    for name in files:
        try:
            report.findings += check_text(name, texts.get(name, decode(read(name)).content), config)
        except Unreadable as error:
            report.failures.append((name, str(error)))
    return report


Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(import_module("shapelint.lint.check"), "check_files", check_files)
    made = iter(RULES)
    monkeypatch.setattr(catalog, "read", lambda module: next(made, None))
    catalog.rules.cache_clear()

    def call(*arguments: str, stdin: bytes = b"") -> SimpleNamespace:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        code = main(arguments)
        captured = capsys.readouterr()
        return SimpleNamespace(code=code, out=captured.out, err=captured.err)

    yield call
    catalog.rules.cache_clear()


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def rows(result: SimpleNamespace) -> list[tuple[str, int, str]]:
    return [(row["filename"], row["location"]["row"], row["code"]) for row in json.loads(result.out)]


# --- exit codes ---------------------------------------------------------------------------------------------------


def test_0_without_and_1_with_findings(run: Run) -> None:
    put("a.py", "x = 1\n")
    assert run("a.py").code == 0
    put("a.py", "BUG\n")
    result = run("a.py")
    assert result.code == 1
    assert result.out.startswith("a.py:1:1: SHP101 channel-mismatch: [*] there is a BUG\n")
    assert result.out.endswith("Checked 1 file, 0 modules, 0 operations.\n")
    assert result.err == ""


def test_check_may_be_left_out(run: Run) -> None:
    put("a.py", "BUG\n")
    assert run("check", ".").out == run(".").out == run("check").out == run("--color", "never", "a.py").out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--exit-zero"], 0),
        (["--config", "fail-on='error'"], 0),
    ],
)
def test_the_severity_that_fails(run: Run, options: list[str], code: int) -> None:
    put("a.py", "ODD\n")
    result = run("a.py", *options)
    assert result.code == code
    assert "SHP301" in result.out
    put("a.py", "ODD BUG\n")
    assert run("a.py", *options).code == (0 if "--exit-zero" in options else 1)


def test_an_empty_folder_is_clean_but_not_silently(run: Run) -> None:
    Path("empty").mkdir()
    result = run("empty")
    assert result.code == 0
    assert result.err == "shapelint: warning: no Python files under empty: nothing was checked\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no.py"], "no such file or folder: no.py"),
        (["--slect", "SHP1", "."], "unknown option --slect; did you mean `--select`?"),
        ([".", "--output-format", "jsn"], "unknown format jsn; did you mean `json`?"),
        (["--select", "SHP999", "."], "unknown rule `SHP999`"),
        (["--fail-on", "x", "."], "argument --fail-on: invalid choice: 'x'"),
        (["-j", "x", "."], "argument -j/--jobs: not a number of processes: x"),
        (["--config", "slect=[]", "."], "--config: unknown key `slect`; did you mean `select`?"),
        (["--config", "no.toml", "."], "no.toml: no such configuration file"),
        (["--baseline", "no.json", "."], "--baseline no.json: No such file or directory; --update-baseline writes it"),
        (["--update-baseline", "."], "--update-baseline writes the file that --baseline names, which is missing"),
        (["-", "a.py", "--fix"], "--fix takes standard input alone, or files"),
        (["rule", "SHP100"], "there is no rule SHP100; did you mean `SHP101`?"),
        ([], "nothing to check"),
    ],
)
def test_2_and_one_clear_message_when_the_call_is_wrong(run: Run, arguments: list[str], message: str) -> None:
    put("a.py", "x = 1\n")
    result = run(*arguments)
    assert result.code == 2
    assert message in result.err
    assert result.err.count("\n") == 1


def test_2_where_torch_is_to_be_asked_and_is_not_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run(".", "--confirm")
    assert result.code == 2
    assert result.err == "shapelint: error: --confirm asks torch, which is not installed: pip install torch\n"
    assert run("trace", "a.py::f", "--run").err.endswith("which is not installed: pip install torch\n")


def test_2_where_the_language_server_lacks_its_library(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    result = run("server")
    told = re.fullmatch('shapelint: error: the language server needs pygls: pip install (".*")\n', result.err)
    assert (result.code, bool(told)) == (2, True)
    assert told and told.group(1) in (Path(__file__).parents[2] / "pyproject.toml").read_text()


def test_2_for_an_unknown_configuration_key(run: Run) -> None:
    put("a.py", "BUG\n")
    put("pyproject.toml", "[tool.shapelint]\nslect = []\n")
    result = run("a.py")
    assert result.code == 2
    assert "unknown key `slect`; did you mean `select`?" in result.err
    assert run("--isolated", "a.py").code == 1


def test_what_is_missing_or_unreadable_does_not_hide_the_rest(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.py", "BUG\n")
    os.mkfifo("pipe.py")
    result = run("no.py", "a.py", "pipe.py", "--output-format", "json")
    assert result.code == 2
    assert rows(result) == [("a.py", 1, "SHP101")]
    assert "shapelint: error: no such file or folder: no.py\n" in result.err
    assert "shapelint: error: pipe.py: a named pipe, which cannot be read as a file\n" in result.err


def test_messages_about_odd_names_stay_on_their_line(run: Run) -> None:
    assert run("no\n::error::\x1b.py").err == "shapelint: error: no such file or folder: no\\n::error::\\x1b.py\n"


# --- which files and rules ----------------------------------------------------------------------------------------


def test_each_file_has_its_nearest_configuration(run: Run) -> None:
    put("a.py", "BUG ODD\n")
    put("sub/b.py", "BUG ODD\n")
    put("shapelint.toml", 'select = ["SHP1"]\n')
    put("sub/shapelint.toml", 'select = ["pad-order"]\n')
    assert rows(run(".", "--output-format", "json")) == [("a.py", 1, "SHP101"), ("sub/b.py", 1, "SHP301")]
    assert len(rows(run(".", "--output-format", "json", "--select", "ALL"))) == 4
    assert rows(run(".", "--output-format", "json", "--config", "sub/shapelint.toml")) == [
        ("a.py", 1, "SHP301"),
        ("sub/b.py", 1, "SHP301"),
    ]


def test_files_are_left_out_as_configured(run: Run) -> None:
    for name in ("a.py", "gen/b.py", "out/c.py", "d.py"):
        put(name, "BUG\n")
    put(".gitignore", "out/\n")
    put("shapelint.toml", 'exclude = ["gen/"]\n')
    assert run(".", "--show-files").out == "a.py\nd.py\n"
    assert run(".", "--show-files", "--exclude", "d.py").out == "a.py\n"
    assert run(".", "--show-files", "--no-respect-gitignore").out == "a.py\nd.py\nout/c.py\n"
    assert run("gen/b.py", "--show-files").out == "gen/b.py\n"
    assert run("gen/b.py", "a.py", "--show-files", "--force-exclude").out == "a.py\n"


def test_settings_are_shown_as_one_would_write_them(run: Run) -> None:
    put("shapelint.toml", 'select = ["SHP1"]\n[inputs]\nNet = "N,3"\n')
    for arguments in (["config"], ["check", "--show-settings"]):
        shown = run(*arguments).out
        assert 'select = ["SHP1"]\n' in shown
        put("copy/shapelint.toml", shown)
        assert run("config", "copy").out.splitlines()[1:] == shown.splitlines()[1:]


def test_standard_input(run: Run) -> None:
    result = run("-", "--stdin-filename", "pkg/a.py", "--output-format", "json", stdin=b"x\nBUG\n")
    assert (result.code, rows(result)) == (1, [("pkg/a.py", 2, "SHP101")])
    assert "2 | BUG" in run("-", stdin=b"x\nBUG\n").out
    assert "standard input is larger than 1 MB" in run("-", stdin=b"#" * 1_000_001).err
    assert run("-", "--diff", stdin=b"BUG\n").out == "--- <stdin>\n+++ <stdin>\n@@ -1 +1 @@\n-BUG\n+OK\n"


# --- output -------------------------------------------------------------------------------------------------------


def test_what_programs_read_stands_alone_on_standard_output(run: Run) -> None:
    put("a.py", "BUG\n")
    result = run(".", "--output-format", "json")
    assert rows(result) == [("a.py", 1, "SHP101")]
    assert result.err.splitlines()[-1] == "Checked 1 file, 0 modules, 0 operations."
    assert run(".", "--output-format", "json", "-q").err == ""


def test_several_formats_each_to_its_place(run: Run) -> None:
    put("a.py", "BUG\n")
    result = run(".", "--output-format", "concise", "--output-format", "sarif:out.sarif")
    assert result.out.startswith("a.py:1:1: ")
    assert json.loads(Path("out.sarif").read_text())["version"] == "2.1.0"
    result = run(".", "--output-format", "json:no/such/folder.json")
    assert (result.code, result.err.splitlines()[0]) == (
        2,
        "shapelint: error: no/such/folder.json: No such file or directory",
    )


def test_statistics(run: Run) -> None:
    put("a.py", "BUG BUG ODD\n")
    assert run(".", "--statistics").out == "2  SHP101  channel-mismatch\n1  SHP301  pad-order\n"


def test_colour(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.py", "BUG\n")
    assert "\x1b[" not in run(".").out
    assert "\x1b[" in run(".", "--color", "always").out
    for nothing in ("", "0", "false"):
        monkeypatch.setenv("FORCE_COLOR", nothing)
        assert "\x1b[" not in run(".").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run(".").out
    assert "\x1b[" not in run(".", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "")
    assert "\x1b[" in run(".").out
    monkeypatch.setenv("NO_COLOR", "0")  # whatever it says
    assert "\x1b[" not in run(".").out


def test_rules_are_listed_and_explained(run: Run) -> None:
    assert [line.split()[0] for line in run("rule").out.splitlines()] == ["SHP101", "SHP301"]
    assert run("rule", "pad-order").out == run("rule", "shp301").out
    assert run("rule", "SHP301").out == (
        f"pad-order (SHP301, warning): {RULES[1].summary}\n\n"
        "What: it reports it.\n\nBad:\n\n    BUG\n\nGood:\n\n    OK\n"
    )


# --- changes ------------------------------------------------------------------------------------------------------


def test_fix_changes_the_file_and_reports_what_is_left(run: Run) -> None:
    path = put("a.py", "BUG = 1  # BUG\nODD = 2\n")
    result = run(".", "--fix", "--output-format", "json")
    assert path.read_text() == "OK = 1  # OK\nODD = 2\n"
    assert rows(result) == [("a.py", 2, "SHP301")]
    assert (result.code, result.err.splitlines()[0]) == (1, "shapelint: fixed 2 findings")
    assert run(".", "--fix").err == ""


def test_a_file_that_cannot_be_fixed_is_told(run: Run) -> None:
    put("a.py", "BUG = 1\n")
    os.symlink("a.py", "link.py")
    result = run("link.py", "--fix")
    assert result.code == 2
    assert "link.py: not changed: it is a link" in result.err
    assert "SHP101" in result.out
    assert Path("a.py").read_text() == "BUG = 1\n"


def test_diff_shows_and_changes_nothing(run: Run) -> None:
    path = put("a.py", "BUG = 1\n")
    result = run(".", "--diff")
    assert (result.code, path.read_text()) == (1, "BUG = 1\n")
    assert result.out == "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-BUG = 1\n+OK = 1\n"
    put("a.py", "ODD = 1\n")
    assert (run(".", "--diff").code, run(".", "--diff").out) == (0, "")


def test_add_ignore(run: Run) -> None:
    put("a.py", "BUG = 1\n")
    assert run("--add-ignore", ".").code == 0  # the path is not taken for the reason
    assert Path("a.py").read_text() == "BUG = 1  # shapelint: ignore[SHP101]\n"
    put("a.py", "BUG = 1\n")
    assert run("--add-ignore=known since 2020", ".").code == 0
    assert Path("a.py").read_text() == "BUG = 1  # shapelint: ignore[SHP101] known since 2020\n"
    put("a.py", "BUG = (\n")
    result = run("--add-ignore", ".")
    assert (result.code, Path("a.py").read_text()) == (2, "BUG = (\n")
    assert "a.py: it does not parse" in result.err


def test_baseline(run: Run) -> None:
    put("a.py", "x = BUG\n")
    assert run(".", "--baseline", "b.json", "--update-baseline").code == 0
    assert run(".", "--baseline", "b.json").code == 0
    put("a.py", "\n\nx = BUG\nx = BUG\n")  # the old one moved, and there is a new one
    result = run(".", "--baseline", "b.json", "--output-format", "json")
    assert rows(result) == [("a.py", 4, "SHP101")]
    put("b.json", "[]")
    assert "this is no baseline" in run(".", "--baseline", "b.json").err


def test_a_fault_of_our_own_is_shown_whole_and_is_not_taken_for_a_finding(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fault(files: Sequence[str], config: Config, **options: object) -> Report:
        raise ZeroDivisionError("a fault")

    put("a.py", "x = 1\n")
    monkeypatch.setattr(import_module("shapelint.lint.check"), "check_files", fault)
    monkeypatch.setattr(sys, "argv", ["shapelint", "a.py"])
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert "ZeroDivisionError: a fault" in error
    assert error.splitlines()[-1].startswith("shapelint: error: this is a fault of shapelint's own")


def test_an_interrupt_ends_it_quietly(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(files: Sequence[str], config: Config, **options: object) -> Report:
        raise KeyboardInterrupt

    put("a.py", "x = 1\n")
    monkeypatch.setattr(import_module("shapelint.lint.check"), "check_files", interrupt)
    monkeypatch.setattr(sys, "argv", ["shapelint", "a.py"])
    with pytest.raises(SystemExit) as ended:
        start()
    assert (ended.value.code, capsys.readouterr().err) == (130, "interrupted\n")


# --- the process --------------------------------------------------------------------------------------------------


def shapelint(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "shapelint", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def test_the_version_costs_nothing() -> None:
    code = (
        "import sys; sys.argv = ['shapelint', '--version']; import shapelint.app.cli.main as m\n"
        "try: m.run()\nfinally: print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    version, modules = result.stdout.splitlines()
    assert re.fullmatch(r"shapelint \d+\.\d+\.\d+", version)
    assert not {"libcst", "torch", "pathspec", "pebble", "msgspec", "argparse"} & set(modules.split())
    for arguments in (["version"], ["-V"]):
        assert shapelint(*arguments).stdout.strip() == version


def test_nothing_of_the_current_folder_is_imported(tmp_path: Path) -> None:
    for name in ("argparse", "msgspec", "json", "typing", "torch", "libcst"):
        (tmp_path / f"{name}.py").write_text("print('this must not run')\n")
    result = shapelint("config", cwd=tmp_path)
    assert "must not run" not in result.stdout + result.stderr
    assert result.returncode == 0


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_its_worker_processes_import_nothing_of_it_either(tmp_path: Path, method: str) -> None:
    """spawn is how they are started on macOS and Windows."""
    project = tmp_path / "project"
    project.mkdir()
    traps.lay(project, tmp_path / "marks")
    for name in ("one.py", "two.py"):
        (project / name).write_text("import torch\n\ntorch.zeros(2, 3) @ torch.zeros(2, 3)\n")
    start = tmp_path / "start.py"
    start.write_text(
        "import multiprocessing\nfrom shapelint.app.cli.main import run\n\n"
        f"if __name__ == '__main__':\n    multiprocessing.set_start_method({method!r})\n    run()\n"
    )
    command = [sys.executable, str(start), "-j", "2", "one.py", "two.py", "--output-format", "concise"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=60)
    assert [line.split(":")[0] for line in result.stdout.splitlines() if "SHP109" in line] == ["one.py", "two.py"]
    assert (result.returncode, result.stderr) == (1, "")
    assert traps.sprung(tmp_path / "marks") == ""
