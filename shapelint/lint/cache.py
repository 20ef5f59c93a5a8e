"""Reports of earlier runs.

Kept between runs in one database in the user's cache folder.

A report is found again by the file's content and all that was set; it holds as long as each import that was followed
is answered as it was, with the same content. The database is data only: a damaged, foreign, locked or read-only one is
taken for none, and a run never fails for it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterable
from contextlib import closing, suppress

import msgspec

from shapelint import version
from shapelint.lint.config import Config
from shapelint.report.findings import Report
from shapelint.source.files import digest_of
from shapelint.source.reads import Current

NAME = "reports-1.sqlite"
"""The number changes with the tables."""
LIMIT = 64_000_000  # bytes of all reports together; half of it is kept when it is exceeded
WAIT = 2.0  # seconds for another run that writes
DAY = 86_400  # how exactly it is noted when a report was last used


class Cache:
    """The reports kept in a folder. `folder`: made where it is missing."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, NAME)
        self._current = Current()
        self._self = _fingerprint()
        self._new: list[tuple[bytes, bytes, int]] = []
        self._used: list[tuple[int, bytes]] = []
        self._now = int(time.time())
        self._database = _open(self.path)

    def get(self, path: str, data: bytes, config: Config) -> Report | None:
        """The report on a file of this content.

        None where there is none that holds.
        """
        if self._database is None:
            return None
        key = self._key(path, data, config)
        try:
            row = self._database.execute("SELECT value, used FROM reports WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._database = None
            return None
        report = None if row is None else _unpacked(row[0])
        if report is None or report.reads is None or not self._current.same(report.reads):
            return None
        if self._now - row[1] > DAY:
            self._used.append((self._now, key))
        return report

    def put(self, path: str, data: bytes, config: Config, report: Report) -> None:
        """Keep a report, where it rests on nothing but what was read."""
        if self._database is not None and report.reads is not None and not report.failures:
            self._new.append((self._key(path, data, config), _packed(report), self._now))

    def close(self) -> None:
        """Write what is new, all of it or nothing."""
        database = self._database
        if database is None:
            return
        with closing(database), suppress(sqlite3.Error):
            if self._new or self._used:
                with database:
                    database.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", self._new)
                    database.executemany("UPDATE reports SET used = ? WHERE key = ?", self._used)
                    _shrink(database)

    def _key(self, path: str, data: bytes, config: Config) -> bytes:
        made = hashlib.blake2b(digest_size=20)
        active = "" if config.follow_imports == "never" else os.environ.get("VIRTUAL_ENV", "")
        for part in (self._self, *(one.encode(errors="surrogateescape") for one in (os.getcwd(), path, active))):
            made.update(len(part).to_bytes(4, "big") + part)
        made.update(msgspec.msgpack.encode(config))
        made.update(data)
        return made.digest()


def folder(given: str = "") -> str:
    """The cache folder: the one given, SHAPELINT_CACHE_DIR, or the user's."""
    chosen = given or os.environ.get("SHAPELINT_CACHE_DIR", "")
    if chosen:
        return os.path.abspath(chosen)
    from platformdirs import user_cache_dir

    return user_cache_dir("shapelint", appauthor=False)


def clean(at: str) -> list[str]:
    """Delete the databases in a cache folder; what was deleted. Raises OSError."""
    found = [name for name in sorted(os.listdir(at)) if name.startswith("reports-")] if os.path.isdir(at) else []
    for name in found:
        os.remove(os.path.join(at, name))
    return [os.path.join(at, name) for name in found]


def _open(path: str) -> sqlite3.Connection | None:
    """The database, emptied where it is damaged.

    None where there can be none.
    """
    for _ in range(2):
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            database = sqlite3.connect(path, timeout=WAIT)
            database.execute("PRAGMA synchronous = OFF")
            database.execute("CREATE TABLE IF NOT EXISTS reports (key BLOB PRIMARY KEY, value BLOB, used INTEGER)")
        except sqlite3.OperationalError:
            return _read_only(path)
        except sqlite3.DatabaseError:
            with suppress(OSError):
                os.remove(path)
            continue
        except OSError:
            return None
        return database
    return None


def _read_only(path: str) -> sqlite3.Connection | None:
    try:
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=WAIT)
        database.execute("SELECT count(*) FROM (SELECT key, value, used FROM reports LIMIT 1)")
    except (sqlite3.Error, ValueError):
        return None
    return database


def _shrink(database: sqlite3.Connection) -> None:
    """Forget what was not used for the longest time."""
    total = database.execute("SELECT sum(length(value)) FROM reports").fetchone()[0] or 0
    if total <= LIMIT:
        return
    for key, size in database.execute("SELECT key, length(value) FROM reports ORDER BY used").fetchall():
        database.execute("DELETE FROM reports WHERE key = ?", (key,))
        total -= size
        if total <= LIMIT // 2:
            return


def _packed(report: Report) -> bytes:
    data = msgspec.msgpack.encode(report)
    return digest_of(data).encode() + data


def _unpacked(value: object) -> Report | None:
    if not isinstance(value, bytes) or digest_of(value[32:]).encode() != value[:32]:
        return None
    try:
        return msgspec.msgpack.decode(value[32:], type=Report)
    except msgspec.DecodeError:
        return None


def _fingerprint() -> bytes:
    """What a report depends on besides files and configuration.

    Shapelint itself, and Python.
    """
    return repr((version.__version__, sys.version_info[:3], sorted(_own_files()))).encode()


def _own_files() -> Iterable[tuple[str, int, int]]:
    """The program's own files.

    They change without its version while it is worked on.
    """
    for where, _, names in os.walk(os.path.dirname(version.__file__)):
        for name in names:
            if name.endswith((".py", ".so")):
                status = os.stat(os.path.join(where, name))
                yield os.path.join(where, name), status.st_mtime_ns, status.st_size
