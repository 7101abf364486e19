"""Files that are private and whole, or not there at all: written beside their place, flushed, and put into it."""

import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a file of its own."""

_PREFIX = ".screener-draft-"


@contextmanager
def draft_beside(file: Path) -> Iterator[Path]:
    """Give a new file (mode 0600) in the folder of ``file``; at the end it is gone, unless it was put into its place.

    Drafts whose process was killed go first: each is locked as long as its process lives.
    """
    sweep(file.parent)
    descriptor, draft = _locked_draft(file.parent)
    try:
        yield draft
    finally:
        _remove(draft)
        os.close(descriptor)


def _locked_draft(folder: Path) -> tuple[int, Path]:
    """Make a draft and lock it; once more where another process swept it away before it was locked."""
    while True:
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor, Path(name)
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove the drafts in a folder that no process works on any more."""
    for one in folder.glob(f"{_PREFIX}*"):
        if not one.name.endswith(BESIDE):
            with suppress(OSError), one.open("rb") as stream:  # it may have gone meanwhile
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove(one)
    for one in folder.glob(f"{_PREFIX}*"):
        if one.name.endswith(BESIDE) and not one.with_name(one.name.rpartition("-")[0]).exists():
            one.unlink(missing_ok=True)


def refuse_existing(file: Path) -> None:
    """Raise ``FileExistsError`` where something has that name, and ``OSError`` where nothing can have it."""
    if file.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))


def write(file: Path, text: str) -> None:
    """Write ``text`` into a file that is there; it is on the disk when this returns.

    Never into a new file, which others could read.
    """
    with file.open("r+") as stream:
        stream.write(text)
    flush(file)


def make(file: Path) -> None:
    """Make an empty private file where there is none, for whom its folder belongs to. Raises ``OSError``."""
    with suppress(FileExistsError):
        file.touch(mode=0o600, exist_ok=False)
        give(file, file.parent)


def take_the_place(draft: Path, file: Path) -> None:
    """Put a draft into the place of ``file``, for whom that belongs to. Raises ``OSError``."""
    give(draft, file if file.exists() else file.parent)
    draft.replace(file)


def give(file: Path, like: Path) -> None:
    """Give a file to whom ``like`` belongs to: root may work for a server that is another user, which has to read it."""
    if os.geteuid() == 0:
        status = like.stat()
        os.chown(file, status.st_uid, status.st_gid)


def flush(path: Path) -> None:
    """Put a file, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_beside(file: Path) -> None:
    """Remove what SQLite left beside a file."""
    for ending in BESIDE:
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _remove(draft: Path) -> None:
    draft.unlink(missing_ok=True)
    remove_beside(draft)
