"""Files checked by the workers of a cluster (`--executor dask://HOST:PORT`).

What is spoken with it is `concurrent.futures`' interface, and only bytes go in and out of tasks. Workers read the files
under the same paths, and have the same shapelint installed. A worker that dies costs its task, which is tried again.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import msgspec

from shapelint.lint.config import Config
from shapelint.lint.longest import longest_first
from shapelint.report.findings import Report
from shapelint.version import __version__

if TYPE_CHECKING:
    from shapelint.interpret.exploration.project import Project

SCHEME = "dask://"
TRIES = 3  # of a file whose worker dies
PATIENCE = 20  # seconds until a scheduler has answered


class ClusterError(Exception):
    """The cluster cannot be used; the message says why."""


class Task(msgspec.Struct, frozen=True):
    """One file to check.

    run: the same for all files of a run: what they import is read once by each worker.
    """

    version: str
    run: str
    path: str
    config: Config


def check_on_cluster(address: str, files: Sequence[tuple[str, Config]], seen: Callable[[Report], None]) -> list[Report]:
    """The report of each file, in order.

    seen: is given each as it comes. Raises ClusterError.
    """
    run = uuid4().hex
    paths = [path for path, _ in files]
    with _executor(address) as executor:
        started: dict[int, Future[bytes]] = {}
        for at in longest_first(paths):
            path, config = files[at]
            task = Task(__version__, run, os.path.abspath(path), config)
            started[at] = executor.submit(check_task, msgspec.msgpack.encode(task))
        reports = []
        for at, path in enumerate(paths):
            reports.append(_outcome(path, started[at]))
            seen(reports[-1])
        return reports


def _outcome(path: str, future: Future[bytes]) -> Report:
    try:
        report = msgspec.msgpack.decode(future.result(), type=Report)
    except Exception as why:  # noqa: BLE001 - whatever became of one file's task, it costs no other
        return Report(failures=[(path, f"no worker of the cluster has checked it ({type(why).__name__})")])
    there = os.path.abspath(path)
    report.failures = [(path if name == there else name, message) for name, message in report.failures]
    report.notes = [note.replace(there, path, 1) if note.startswith(there) else note for note in report.notes]
    return report


@contextmanager
def _executor(address: str) -> Iterator[Executor]:
    """An executor that hands tasks to the workers of a scheduler."""
    if not address.startswith(SCHEME):
        raise ClusterError(f"{address}: only {SCHEME}HOST:PORT is known")
    try:
        from distributed import Client
    except ImportError as why:
        raise ClusterError("Dask is not installed: pip install 'shapelint[dask]'") from why
    where = f"tcp://{address.removeprefix(SCHEME)}"
    try:
        client = Client(where, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as why:
        raise ClusterError(f"{address}: no scheduler answers") from why
    try:
        yield client.get_executor(pure=False, retries=TRIES)
    finally:
        client.close()


# --- in a worker ----------------------------------------------------------------------------------------------------

_one_at_a_time = threading.Lock()
_kept: dict[str, Project] = {}
"""What this worker has read of imported files, for the files of one run."""


def check_task(data: bytes) -> bytes:
    """What a worker does with a task: the report on its file."""
    from shapelint.lint import limits
    from shapelint.lint.one_file import check_file, new_project

    task = msgspec.msgpack.decode(data, type=Task)
    if task.version != __version__:
        failure = task.path, f"the worker has shapelint {__version__}, not {task.version}"
        return msgspec.msgpack.encode(Report(failures=[failure]))
    with _one_at_a_time:
        if task.run not in _kept:
            _kept.clear()
            _kept[task.run] = new_project()
        report = check_file(task.path, task.config, project=_kept[task.run])
        return msgspec.msgpack.encode(limits.without_events(report))
