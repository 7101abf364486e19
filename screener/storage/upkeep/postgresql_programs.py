"""The programs of PostgreSQL, started for a command: without a shell, with nothing that a page gave."""

import os
import shutil
import subprocess

from sqlalchemy import URL

from screener.storage.upkeep.copies import NotCopied


def run(name: str, url: URL, *arguments: str) -> None:
    """Run a program of PostgreSQL on a database; its password goes by the environment, where nobody else sees it. Raises ``NotCopied``."""
    address = url.set(drivername="postgresql", password=None).render_as_string()
    ran = subprocess.run(  # noqa: S603 - a list, without a shell, of nothing that a page gave
        [program(name), "--no-owner", "--no-privileges", f"--dbname={address}", *arguments],
        env=os.environ | ({"PGPASSWORD": url.password} if url.password else {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )
    if ran.returncode:
        # Its first line says what it could not do; later ones may show a row.
        said = (ran.stderr.strip().splitlines() or ["no word"])[0].removeprefix(f"{name}: error: ")
        raise NotCopied(f"{name} failed: {said[:200]}.")


def program(name: str) -> str:
    """Return where a program is. Raises ``NotCopied``."""
    found = shutil.which(name)
    if found is None:
        raise NotCopied(f"{name} is not installed here, or not in the PATH.")
    return found


def rendered(url: URL) -> str:
    """Return the address with its password: for a connection, never for a word."""
    return url.render_as_string(hide_password=False)


def quoted(url: URL) -> str:
    """Return the name of the database as a statement writes it."""
    name = str(url.database).replace('"', '""').replace("%", "%%")
    return f'"{name}"'
