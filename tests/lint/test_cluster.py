"""A local cluster of two workers says what one process says, also where a worker dies."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

BUG = "import torch\nfrom torch import nn\nfrom shared import width\nnn.Linear(width(), 3)(torch.randn(2, {size}))\n"
SHARED = "import torch\n\ndef width():\n    return 9\n"
FILES = 8


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        yield cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture
def repositories(tmp_path: Path) -> Path:
    """Two folders, of which one has a configuration, and a list of them."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "shared.py").write_text(SHARED)
        for number in range(FILES):
            (tmp_path / name / f"file{number}.py").write_text(BUG.format(size=5 + number) + "# more\n" * (number % 3))
    (tmp_path / "two" / "shapelint.toml").write_text('ignore = ["SHP102"]\n')
    (tmp_path / "two" / "wrong.py").write_text("import torch\nthis is no Python\n")
    (tmp_path / "list.txt").write_text("# the first\none\n\ntwo\n")
    return tmp_path


def checked(folder: Path, *options: str) -> tuple[int, bytes, bytes]:
    command = [sys.executable, "-m", "shapelint", "check", "--no-cache", "--output-format", "json"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([*command, *options], cwd=folder, capture_output=True, env=environment)
    return done.returncode, done.stdout, done.stderr


def test_the_same_bytes(repositories: Path, address: str) -> None:
    alone = checked(repositories, "-j1", "--repositories", "list.txt")
    assert alone[0] == 1 and alone[1].count(b'"code"') == FILES
    assert checked(repositories, "--repositories", "list.txt", "--executor", address) == alone
    assert checked(repositories, "one", "two", "--executor", address) == alone


def test_a_worker_that_dies_costs_no_file(repositories: Path, address: str) -> None:
    """It dies of the first task it is given; the task goes to the other, or to the one that takes its place."""
    from distributed import Client

    def die_of_the_first_file() -> None:
        import shapelint.lint.one_file as one_file

        one_file.check_file = lambda *args, **kwargs: os._exit(3)  # type: ignore[assignment]

    alone = checked(repositories, "-j1", "one")
    with Client(address.replace("dask://", "tcp://"), set_as_default=False) as client:
        first = next(iter(client.scheduler_info(n_workers=-1)["workers"]))
        pid = client.run(os.getpid, workers=[first])[first]
        client.run(die_of_the_first_file, workers=[first])
        assert checked(repositories, "one", "--executor", address) == alone
        workers = client.run(os.getpid)
        assert pid not in workers.values()


def test_a_cluster_that_is_not_there(repositories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from shapelint.lint import cluster

    code, _, told = checked(repositories, "one", "--executor", "spark://here:1")
    assert code == 2 and b"only dask://HOST:PORT is known" in told
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(cluster.ClusterError, match="no scheduler answers"):
        cluster.check_on_cluster("dask://127.0.0.1:9", [], lambda report: None)


def test_a_worker_of_another_version() -> None:
    import msgspec

    from shapelint.lint.cluster import Task, check_task
    from shapelint.lint.config import Config
    from shapelint.report.findings import Report

    data = check_task(msgspec.msgpack.encode(Task("0", "run", "/a.py", Config())))
    (failure,) = msgspec.msgpack.decode(data, type=Report).failures
    assert failure[0] == "/a.py" and "not 0" in failure[1]
