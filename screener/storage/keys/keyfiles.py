"""The files that keys are kept in where the environment gives none: private, and whole or not there at all."""

import fcntl
import math
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from screener.storage import files
from screener.storage.keys.sealing import key_from, new_key

LOOKS_EVERY_SECONDS = 0.5
"""How often whoever serves looks for new keys, where it needs one at all."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST_FILE = 64 * 1024
"""Characters: the keys of some hundred rotations."""


class KeysFrom(StrEnum):
    """Where keys came from: the environment, a file that was there, or a file that was made just now."""

    ENVIRONMENT = "environment"
    FILE = "file"
    NEW_FILE = "new file"


class NoKeys(Exception):
    """There are no keys, or none that can be used; the message says what to mend, never a key."""


class KeysBusy(Exception):
    """Another command is changing the keys."""


def make(file: Path) -> None:
    """Make ``file`` with a new key in it; where two processes do so at once, the first one's key is everybody's."""
    with files.draft_beside(file) as draft:
        files.write(draft, f"{new_key()}\n")
        files.give(draft, file.parent)
        with suppress(FileExistsError):
            os.link(draft, file)


def announce_key(file: Path) -> None:
    """Make a new key the second one of ``file``: it opens, and seals nothing until everybody who serves knows it."""
    newest, *older = _written(file)
    _write(file, [newest, new_key(), *older])


def use_announced_key(file: Path) -> None:
    """Make the second key of ``file`` the newest one; the older ones stay, because they open what they sealed."""
    newest, announced, *older = _written(file)
    _write(file, [announced, newest, *older])


def _written(file: Path) -> list[str]:
    return file.read_text().replace(",", " ").split()


def _write(file: Path, keys: list[str]) -> None:
    file = file.resolve()  # where a link leads, so that it stays and leads there
    with files.draft_beside(file) as draft:
        files.write(draft, "\n".join(keys) + "\n")
        files.take_the_place(draft, file)
    files.flush(file.parent)  # before anything is sealed with it


class Watched:
    """A file of keys as it is by now: what it holds, or nothing while that is what it held at the start.

    The file is looked at no more often than twice a second. One that cannot be used changes nothing, and neither does one
    without the newest key of before: what was sealed a moment ago has to open, and a file of another program must not seal.
    """

    def __init__(self, file: Path, at_start: list[bytes]) -> None:
        self._file = file
        self._held = at_start
        self._now: list[bytes] | None = None
        self._seen: tuple[int, int, int] | None = None
        self._looked = -math.inf

    def __call__(self) -> list[bytes] | None:
        """Return the keys, the same list as long as they stay the same."""
        now = time.monotonic()
        if now - self._looked >= LOOKS_EVERY_SECONDS:
            self._looked = now
            with suppress(OSError, NoKeys):
                self._look()
        return self._now

    def _look(self) -> None:
        status = self._file.stat()
        seen = status.st_ino, status.st_mtime_ns, status.st_size
        if seen == self._seen:
            return
        found = _parsed(_read(self._file), self._file.name)
        if found != self._held and self._held[0] in found:
            self._held = self._now = found
        self._seen = seen


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let nobody else change the key files of ``folder``; raises ``KeysBusy`` while somebody does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KeysBusy from None
        yield
    finally:
        os.close(descriptor)


def keys(
    written: str | None, name: str, file: Path, needed_by: Path | None = None
) -> tuple[list[bytes], KeysFrom]:
    """Return the keys that were ``written`` under ``name``, or those of ``file``, which is made where there is none yet.

    Nothing is made where ``needed_by`` was sealed with the keys that are missing. Raises ``NoKeys``.
    """
    keys_from = KeysFrom.ENVIRONMENT
    if written is None:
        keys_from = KeysFrom.FILE if file.exists() else KeysFrom.NEW_FILE
        if keys_from is KeysFrom.NEW_FILE:
            if needed_by is not None and needed_by.exists():
                raise NoKeys(f"{file.name} is missing, and {needed_by.name} cannot be read without it")
            try:
                make(file)
            except OSError as fault:
                raise NoKeys(f"{file.name} cannot be written: {fault.strerror}") from None
        written, name = _read(file), file.name
    return _parsed(written, name), keys_from


def _parsed(written: str, name: str) -> list[bytes]:
    try:
        found = [key_from(part) for part in written.replace(",", "\n").split()]
    except ValueError as fault:
        raise NoKeys(f"{name}: {fault}; screener keys new prints one") from None
    if not found or len(set(found)) != len(found):
        raise NoKeys(f"{name} must hold at least one key, and each once; screener keys new prints one")
    return found


def _without_waiting(name: str, flags: int) -> int:
    # A pipe in the place of the file would let everybody wait who looks at it.
    return os.open(name, flags | os.O_NONBLOCK)


def _read(file: Path) -> str:
    try:
        with open(file, errors="replace", opener=_without_waiting) as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise NoKeys(f"{file.name} is no file")
            if mode & _OTHERS:
                raise NoKeys(f"{file.name} may be read or changed by others than its owner: chmod 600 it")
            return stream.read(_LONGEST_FILE)
    except OSError as fault:
        raise NoKeys(f"{file.name} cannot be read: {fault.strerror}") from None
