"""A database on a small disk of its own, with the folder of an instance."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from torture.databases import Postgresql, Sqlite, Stage, ran

_MEGABYTES = {"sqlite": 48, "postgresql": 400}


@contextmanager
def small_disk(megabytes: int) -> Iterator[tuple[Path, bool]]:
    """Give a folder on a small disk of its own, and whether it is one: only root may mount it."""
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    mounted = os.geteuid() == 0 and ran(
        "mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", folder
    )
    try:
        yield folder, mounted
    finally:
        if mounted:
            ran("umount", "--lazy", folder)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def staged(database: str) -> Iterator[tuple[Stage, Path]]:
    """Give a database and a folder of the instance; what is mounted and started for it goes with it."""
    with ExitStack() as stack:
        disk, mounted = stack.enter_context(small_disk(_MEGABYTES[database]))
        if database == "sqlite":
            made = Sqlite(disk, mounted=mounted)
            yield made, made.instance
            return
        beside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="torture-")))
        instance = beside / "instance"
        instance.mkdir(mode=0o700)
        yield Postgresql(disk, instance, mounted=mounted, stack=stack), instance
