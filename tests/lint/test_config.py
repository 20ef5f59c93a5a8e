"""Configuration files, `--config` and selectors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shapelint.lint.config import Config, ConfigError, Configs, load, override, setting, shapes
from shapelint.lint.selectors import Selection, unknown
from shapelint.report.closest import closest


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


# --- which file ---------------------------------------------------------------------------------------------------


def test_the_nearest_one_wins_and_nothing_is_merged(tree: Path) -> None:
    put("pyproject.toml", '[tool.shapelint]\nselect = ["SHP1"]\nfail-on = "error"\n')
    put("sub/shapelint.toml", 'ignore = ["pad-order"]\n')
    put("sub/deep/pyproject.toml", "[tool.other]\n")  # speaks of others only
    configs = Configs()
    assert configs.nearest(".").select == ("SHP1",)
    inner = configs.nearest("sub/deep")
    assert (inner.select, inner.ignore, inner.fail_on, inner.root) == (
        None,
        ("pad-order",),
        "warning",
        str(tree / "sub"),
    )


def test_in_one_folder_shapelint_toml_comes_first(tree: Path) -> None:
    put("pyproject.toml", '[tool.shapelint]\nselect = ["SHP1"]\n')
    put("shapelint.toml", 'select = ["SHP2"]\n')
    assert Configs().nearest(".").select == ("SHP2",)


def test_without_any_the_defaults_hold(tree: Path) -> None:
    assert Configs().nearest("nowhere/at/all") == Config(root=str(tree))


def test_a_broken_file_of_others_is_not_our_business(tree: Path) -> None:
    put("pyproject.toml", "[tool.other\n")
    assert Configs().nearest(".").root == str(tree)


def test_extend_is_explicit(tree: Path) -> None:
    put("base.toml", 'select = ["SHP1"]\nexclude = ["a"]\n[inputs]\nA = "N,3"\nB = "N,4"\n')
    put("sub/shapelint.toml", 'extend = "../base.toml"\nexclude = ["b"]\n[inputs]\nB = "N,5"\n')
    config = Configs().nearest("sub")
    assert (config.select, config.exclude, config.root) == (("SHP1",), ("b",), str(tree / "sub"))
    assert (config.inputs_of("x.py", "A"), config.inputs_of("x.py", "B")) == ((("N", 3),), (("N", 5),))


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('slect = ["SHP1"]', "unknown key `slect`; did you mean `select`?"),
        ("per_file_ignores = {}", "unknown key `per_file_ignores`; did you mean `per-file-ignores`?"),
        ("plugins = ['x']", "unknown key `plugins`"),
        ("root = '/'", "unknown key `root`"),
        ("select = 'SHP1'", "`select`: expected a list, got str"),
        ("select = [1]", "`select[0]`: expected str, got int"),
        ("fail-on = 'always'", "`fail-on`: it is one of error, warning, never, not 'always'"),
        ("respect-gitignore = 1", "`respect-gitignore`: expected bool, got int"),
        ("[inputs]\nNet = 'N,-3'", "inputs: Net: '-3' is neither a size nor the name of one"),
        ("[inputs]\nNet = [[1, true]]", "expected int | str, got bool"),
        ("select = [", "not TOML"),
        ("extend = 'nowhere.toml'", "extend: no such file: nowhere.toml"),
        ("extend = 'shapelint.toml'", "extend goes round in a circle"),
        ("extend = ['a']", "extend must be the path of a file"),
        ('extend = "a\\u0000"', "extend: 'a\\x00' is no path"),
        ('exclude = ["a\\u0000"]', "`exclude`: 'a\\x00' is no path"),
        ('[per-file-ignores]\n"a\\u0000" = ["ALL"]', "`per-file-ignores`: 'a\\x00' is no path"),
        ('[inputs]\n"a\\u0000::Net" = "N,3"', "`inputs`: 'a\\x00::Net' is no path"),
        ("select = " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        ("[inputs]\nNet = [" + "1" * 5000 + ", 3]", "not TOML"),
        ("[inputs]\nNet = [" + "1" * 3000 + ", 3]", "111111111111111111... is neither a size nor the name of one"),
        ("[inputs]\nNet = '" + "1" * 5000 + ", 3'", "111111111111111111... is neither a size nor the name of one"),
        ("exclude = [" + "'a'," * 6000 + "]", "`exclude`: 6,000 values are more than the 5,000 it may have"),
        ("exclude = [" + "'a'," * 300_000 + "]", "larger than 1 MB"),
    ],
)
def test_one_clear_message(tree: Path, text: str, message: str) -> None:
    put("shapelint.toml", text)
    with pytest.raises(ConfigError) as error:
        Configs().nearest(".")
    assert message in str(error.value)
    assert str(error.value).startswith(str(tree / "shapelint.toml"))


def test_files_that_extend_one_another_come_to_an_end(tree: Path) -> None:
    for number in range(3000):
        put(f"{number}.toml", f"extend = '{number + 1}.toml'\n")
    with pytest.raises(ConfigError, match="the 100th file that extends another"):
        load("0.toml")


def test_a_file_that_is_no_configuration(tree: Path) -> None:
    put("pyproject.toml", "[tool.other]\n")
    with pytest.raises(ConfigError, match=r"there is no \[tool.shapelint\] in it"):
        load("pyproject.toml")
    with pytest.raises(ConfigError, match="no such configuration file"):
        load("no.toml")
    put("pyproject.toml", "[tool]\nshapelint = 3\n")
    with pytest.raises(ConfigError, match="must be a table"):
        load("pyproject.toml")


def test_keys_on_the_command_line() -> None:
    config = override(Config(ignore=("SHP3",)), setting('select=["SHP1"]'))
    config = override(config, setting("fail-on=error"))
    config = override(config, setting('inputs.Net="N,3"'))
    assert config == Config(select=("SHP1",), ignore=("SHP3",), fail_on="error", inputs={"Net": "N,3"})
    for text in ("nothing", "=x", "select="):
        with pytest.raises(ConfigError, match="neither a file nor key=value"):
            setting(text)
    with pytest.raises(ConfigError, match="did you mean `ignore`"):
        override(config, setting("ignor=[]"))


# --- what it says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("N,3,224,224", (("N", 3, 224, 224),)),
        ("(1, 3)", ((1, 3),)),
        ("3", ((3,),)),
        ("(3,)", ((3,),)),
        ("", ((),)),
        ([1, 3], ((1, 3),)),
        (["N", 3], (("N", 3),)),
        (["N,3", "N"], (("N", 3), ("N",))),
        ([[1, 3], ["N", 4]], ((1, 3), ("N", 4))),
    ],
)
def test_shapes_as_people_write_them(value: object, expected: object) -> None:
    assert shapes(value) == expected  # type: ignore[arg-type]


def test_inputs_are_of_a_name_or_of_a_name_in_a_file(tree: Path) -> None:
    config = Config(inputs={"models/a.py::Net": "N,3", "Net": "N,4"}, root=str(tree))
    assert config.inputs_of("models/a.py", "Net") == (("N", 3),)
    assert config.inputs_of(os.path.join(tree, "models/a.py"), "Net") == (("N", 3),)
    assert config.inputs_of("models/b.py", "Net") == (("N", 4),)
    assert config.inputs_of("x/models/a.py", "Net") == (("N", 4),)
    assert config.inputs_of("models/a.py", "Other") is None


def test_per_file_ignores(tree: Path) -> None:
    config = Config(per_file_ignores={"tests/*": ("SHP3",), "*_gen.py": ("ALL",)}, root=str(tree))
    assert config.ignored_in("tests/a.py", "SHP301", "pad-order")
    assert not config.ignored_in("tests/a.py", "SHP101", "channel-mismatch")
    assert config.ignored_in("src/a_gen.py", "SHP101", "channel-mismatch")
    assert not config.ignored_in("src/a.py", "SHP301", "pad-order")


# --- selectors ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), {"SHP101", "SHP301"}),
        (Selection(select=["SHP1"]), {"SHP101"}),
        (Selection(select=["channel-mismatch", "SHP302"]), {"SHP101", "SHP302"}),
        (Selection(select=["ALL"]), {"SHP101", "SHP301", "SHP302"}),
        (Selection(select=[]), set()),
        (Selection(extend=["not-same"]), {"SHP101", "SHP301", "SHP302"}),
        (Selection(ignore=["SHP3"]), {"SHP101"}),
        (Selection(ignore=["SHP3"], extend=["SHP301"]), {"SHP101", "SHP301"}),
        (Selection(select=["SHP3"], ignore=["pad-order"]), {"SHP302"}),
        (Selection(select=["SHP301"], ignore=["SHP301"]), set()),
        (Selection(select=["SHP301"], ignore=["ALL"]), {"SHP301"}),
        (Selection(select=["shp1"]), {"SHP101"}),
    ],
)
def test_the_most_precise_selector_decides(selection: Selection, expected: set[str]) -> None:
    rules = (("SHP101", "channel-mismatch", True), ("SHP301", "pad-order", True), ("SHP302", "not-same", False))
    assert {code for code, name, default in rules if selection.includes(code, name, default)} == expected


def test_selectors_that_mean_nothing_are_told() -> None:
    rules = [("SHP101", "channel-mismatch"), ("SHP301", "pad-order")]
    assert unknown(["SHP1", "pad-order", "all"], rules) is None
    assert unknown(["pad_order"], rules) == "unknown rule `pad_order`; did you mean `pad-order`?"
    assert unknown(["SHP102"], rules) == "unknown rule `SHP102`; did you mean `SHP101`?"
    assert unknown([""], rules) == "unknown rule ``"
    assert closest("zzz", ["a"]) == ""
