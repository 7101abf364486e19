"""The files that keys are kept in where the environment gives none: private, and whole or not there at all."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screener.storage import files
from screener.storage.keys.sealing import new_key


class KeysBusy(Exception):
    """Another command is changing the keys."""


def make(file: Path) -> None:
    """Make ``file`` with a new key in it; where two processes do so at once, the first one's key is everybody's."""
    with files.draft_beside(file) as draft:
        files.write(draft, f"{new_key()}\n")
        with suppress(FileExistsError):
            os.link(draft, file)


def put_key_in_front(file: Path) -> None:
    """Make a new key the newest one of ``file``; the older ones stay, because they open what they sealed."""
    with files.draft_beside(file) as draft:
        files.write(draft, f"{new_key()}\n{file.read_text().strip()}\n")
        draft.replace(file)
    files.flush(file.parent)  # before anything is sealed with it


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
