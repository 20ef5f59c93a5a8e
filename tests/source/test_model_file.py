"""A file and its definitions: the index, comments, bad input; and that libcst is not imported in vain."""

from __future__ import annotations

import ast
import gc
import subprocess
import sys
from pathlib import Path

import pytest

from shapelint.source.syntax.file import ClassInfo, FunctionInfo, SourceFile, SourceSyntaxError, TooNested
from shapelint.source.syntax.show import show

NET = '''\
import torch, os.path
from torch import nn as n, optim
from ..a import b


class Net(nn.Module, Mixin[int], make(1)):
    """Not a # comment"""

    def __init__(self):
        from lazily import c
        self.x = "#" # real

    @property  # deco
    def size(self):  # header
        return 3

    class Inner:
        def deep(self): pass
if torch:
    @cached
    def helper():
        def nested(): pass
        class Nested: pass
'''


def test_index() -> None:
    file = SourceFile("net.py", NET)
    assert [(d.kind, d.qualname, d.first_row, d.last_row) for d in file.definitions] == [
        ("module", "", 1, 24), ("class", "Net", 6, 18), ("function", "Net.__init__", 9, 11),
        ("function", "Net.size", 13, 15), ("class", "Net.Inner", 17, 18), ("function", "Net.Inner.deep", 18, 18),
        ("function", "helper", 20, 23),
    ]  # fmt: skip
    assert file.classes() == [
        ClassInfo("Net", 1, ("nn.Module", "Mixin", "make(1)"), {"__init__": 2, "size": 3}, 6),
        ClassInfo("Inner", 4, (), {"deep": 5}, 17),
    ]
    assert file.functions() == [FunctionInfo("helper", 6, 21)]


def test_definitions_are_numbered_in_source_order() -> None:
    text = (
        "try:\n def a(): pass\nexcept X:\n class b: pass\nelse:\n def c(): pass\nfinally:\n"
        " if d:\n  def d(): pass\n else:\n  def e(): pass\n"
        "match x:\n case 1:\n  def f(): pass\n case _:\n  with x:\n   def g(): pass\n"
        "for _ in x:\n def h(): pass\nelse:\n while x: \n  async def i(): pass\n"
    )
    file = SourceFile("x.py", text)
    assert "".join(definition.name for definition in file.definitions) == "abcdefghi"
    assert {definition.parent for definition in file.definitions[1:]} == {file.definitions[0]}


def test_comments_belong_to_the_innermost_definition() -> None:
    file = SourceFile("net.py", NET)
    assert file.comments() == [(11, 22, "# real"), (13, 16, "# deco"), (14, 22, "# header")]
    assert file.definitions[1].comments() == []
    assert file.definitions[3].comments() == [(13, 16, "# deco"), (14, 22, "# header")]
    assert show(file.definitions[3]) == "return 3\n# 1: # deco\n# 2: # header\n"


@pytest.mark.parametrize(
    "text",
    [
        "x = '''\n# no\n''' # yes",
        "x = ('a'  # yes\n  '#no')  # yes\n# yes",
        "if a: # yes\n    pass\n# yes\nelse:  # yes\n  # yes\n    x = '#no'\n",
        "try: pass\nexcept f(\n  '''\n# no\n'''  # yes\n): pass\n",
        "x = '''a'''; y = '''\n# no\n'''; z = '''\n#no\n''' # yes",
        "@(  # yes\n 'a#'  # yes\n)\ndef f(): pass",
        "def f(a='#',  # yes: :\n  b=1\n  # :\n  ): # yes\n  return a # yes",
        "x = 1 \\\n  + 2  # yes\n\f# yes\n",
        "match x: # yes\n  # yes\n  case '#':  # yes\n    pass\n",
        r"""x = '\'#no', "\"#no", r'\\', '#no' # yes""",
        'x = "a\\\n#no" # yes\ny = """\'#no" \\"""#no""" # yes',
        "x = f'{a}#no' # yes\ny = rf'{{#no' # yes\nz = F'''{\na[1]}\n#no''' # yes\nw = a if'{'else'#' # yes",
    ],
)  # fmt: skip
def test_comments_are_those_of_the_tokens(text: str) -> None:
    from test_model_lowering import by_tokens

    assert SourceFile("x.py", text).comments() == by_tokens(text)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python's tokens of it are of no use")
@pytest.mark.parametrize(
    "text",
    ["""x = f"{"#"}" # yes""", """x = f"{d["#"]} # {e}" # yes""", """x = f'{\n  a # yes\n} #no' # yes"""],
)
def test_comments_beside_and_in_newer_formatted_strings(text: str) -> None:
    from test_model_lowering import by_tokens

    assert SourceFile("x.py", text).comments() == by_tokens(text)


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("x = 1\npadding = ?\n", 2, 11),
        ("def f(:\n", 1, 7),
        ("x = 1\r\ry = é é\n", 3, 7),
        ("ab = 'open\n", 1, 6),
        ("x = 1\na\0b", 2, 2),
        ("x = '\ud800'", 1, 6),
        ("if a:\nb\n", 2, 1),
        ("x = (1,\n", 1, 5),
        ("  x", 1, 2),
    ],
)  # fmt: skip
def test_syntax_errors_have_a_place(text: str, row: int, column: int) -> None:
    with pytest.raises(SourceSyntaxError) as caught:
        SourceFile("x.py", text)
    assert caught.value.row == row
    assert caught.value.message
    if sys.version_info[:2] == (3, 11):  # Python's columns for the same error differ between versions
        assert caught.value.column == column


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "#", "\f", "\\\n", "\r", "   ", '"""', "x = 1 \\", "\x1a", "\u2028"]
)
def test_scraps_do_not_crash(text: str) -> None:
    try:
        file = SourceFile("x.py", text)
    except SourceSyntaxError as fault:
        assert fault.row == 1
    else:
        assert file.definitions[0].body().statements == []


DEEP = {
    "brackets": "x = " + "(" * 3000 + ")" * 3000,
    "sum": "x = " + " + ".join(["a"] * 10_000),
    "short sum": "x = " + " + ".join(["a"] * 1000),
    "and": "x = " + " and ".join(["a"] * 20_000),
    "attributes": "x = a" + ".b" * 10_000,
    "calls": "x = a" + "()" * 10_000,
    "elif": "if a: pass\n" + "elif b: pass\n" * 10_000,
    "short elif": "if a: pass\n" + "elif b: pass\n" * 1000,
    "not": "x = " + "not " * 5000 + "a",
    "lambda": "x = " + "lambda: " * 2000 + "a",
    "comprehension": "x = [a " + "for a in b " * 3000 + "]",
    "strings": "x = (" + "'a'\n" * 20_000 + ")",
    "patterns": "match a:\n  case " + "[" * 60 + "]" * 60 + ":\n    pass\n",
    "decorator": "@" + " + ".join(["a"] * 900) + "\ndef f(x=1): pass\n",
    "base": "class A(" + " + ".join(["a"] * 900) + "): pass\n",
    "blocks": "".join(" " * i + "if a:\n" for i in range(150)) + " " * 150 + "pass\n",
    "formatted": "x = " + "f'{" * 1000 + "a" + "}'" * 1000,
    "specification": "x = f'{a:" + "{b:" * 5000 + "}" * 5000 + "}'",
    "hidden by quotes": "x = f'{a['b'] + " + "(" * 3000 + ")" * 3000 + "}' # '",
}
NEWER = "x = t''\n"
DEEP.update({f"newer {name}": NEWER + text for name, text in DEEP.items()})
DEEP.update({f"broken {name}": f"?\n{text}" for name, text in DEEP.items() if "newer" not in name})


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEP)
def test_deep_input_does_no_harm(name: str, tmp_path: Path) -> None:
    """In a process of its own: what it guards against is a crash of the process."""
    path = tmp_path / "deep.py"
    path.write_text(DEEP[name])
    code = (
        "import sys\n"
        "from shapelint.source.syntax.file import SourceFile, SourceSyntaxError, TooNested\n"
        "from shapelint.source.syntax.show import show\n"
        "try:\n"
        "    file = SourceFile('x.py', open(sys.argv[1]).read())\n"
        "    print([show(d) and d.place(0) for d in file.definitions])\n"
        "except (SourceSyntaxError, TooNested) as fault:\n"
        "    print(type(fault).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    if name.startswith("broken"):
        assert done.stdout.strip() in ("SourceSyntaxError", "TooNested")


def test_too_deep_a_function_costs_only_itself() -> None:
    deep = "def f():\n    return " + " + ".join(["a"] * 500) + "\ndef g(x=1): return x\n"
    try:
        file = SourceFile("x.py", deep)
    except TooNested:
        pytest.fail("the file can be read")
    shown = [show(definition) for definition in file.definitions]
    assert shown == [
        "def f() -> definition 1\ndef g(x=1) -> definition 2\n",
        "<opaque: source that is nested too deeply>\n",
        "return x\n",
    ]


def test_chains_of_usual_length_are_read() -> None:
    text = (
        "x = "
        + " + ".join(["a"] * 150)
        + "\nif a: pass\n"
        + "elif b: pass\n" * 150
        + "y = ["
        + "[0, 1], " * 5000
        + "]\n"
    )
    assert "opaque" not in show(SourceFile("x.py", text).definitions[0])


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "x = [" + "[0, 1], " * 5000 + "]",
        "x = {" + "'key': f(a.b, -1), " * 2000 + "}",
        "x = " + " + ".join(["a"] * 150),
        "if a: pass\n" + "elif b: pass\n" * 150,
        "def f():\n  if a: pass\n  elif b: pass\n" * 300,
        f"x = '{'(' * 5000}' # {')' * 5000}",
        f"x = ('{'a' * 100}'\n" + f"'{'a' * 100}'\n" * 100 + ")",
        r"""x = f"{a["b"]!r:>{w}.{f(p)}}" + rf'{{a}}\\{b:%H:%M}\\' + f'{a:}' + f'''{ {1: (b)} }'''""",
    ],
)  # fmt: skip
def test_long_files_of_newer_grammar_are_read(text: str) -> None:
    assert "opaque: source" not in show(SourceFile("x.py", NEWER + text).definitions[0])


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python reads it")
def test_what_libcst_fails_at_is_a_syntax_error() -> None:
    with pytest.raises(SourceSyntaxError):
        SourceFile("x.py", "x = t'a' t'b'")


def test_no_tree_is_kept_and_places_are_found_all_the_same() -> None:
    def trees() -> int:
        return sum(isinstance(one, ast.Module) for one in gc.get_objects())

    before = trees()
    files = [SourceFile(f"{i}.py", f"class C:\n  def f(self): return {i}\n") for i in range(12)]
    assert trees() == before
    for i, file in enumerate(files):
        assert show(file.definitions[2]) == f"return {i}\n"
        assert file.definitions[2].place(0) == (2, 16, 2, 16 + len(f"return {i}"))
    assert trees() == before


def imported(text: str) -> set[str]:
    """What of libcst is imported to read all of a text."""
    code = (
        "import sys\n"
        "from shapelint.source.syntax.file import SourceFile\n"
        "file = SourceFile('x.py', sys.stdin.read())\n"
        "file.classes(), file.functions(), file.comments()\n"
        "for definition in file.definitions:\n"
        "    definition.body(), definition.place(0)\n"
        "print(*{'libcst', 'libcst.matchers'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_libcst_waits_for_grammar_that_python_does_not_know() -> None:
    assert imported(NET) == set()


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python knows it")
def test_grammar_that_python_does_not_know_is_read_by_libcst() -> None:
    assert imported("x = t'{y}'\n") == {"libcst"}
