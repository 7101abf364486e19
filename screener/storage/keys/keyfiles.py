"""The files that keys are kept in where the environment gives none: private, and whole or not there at all."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from screener.storage.keys.sealing import new_key


class KeysBusy(Exception):
    """Another command is changing the keys."""


def make(file: Path) -> None:
    """Make ``file`` with a new key in it; where two processes do so at once, the first one's key is everybody's."""
    draft = _draft(file, new_key())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def put_key_in_front(file: Path) -> None:
    """Make a new key the newest one of ``file``; the older ones stay, because they open what they sealed."""
    _draft(file, f"{new_key()}\n{file.read_text().strip()}").replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # before anything is sealed with it
    finally:
        os.close(folder)


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


def _draft(file: Path, text: str) -> Path:
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return Path(draft)
