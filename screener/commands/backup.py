"""`screener backup` and `screener restore`: copies of the database."""

from datetime import UTC, datetime
from pathlib import Path

import click

from screener.commands import opening

_WITHOUT_KEYS = "The keys are not in it: keep data.keys in another safe place, or nobody can ever read it."

_MAY_BE_BACK = "No database told what was withdrawn or purged after the copy was made: its content is back, and has to go again."


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to the new FILE, also while it is served. What is sealed stays sealed."""
    from screener.storage.upkeep.backups import copy
    from screener.storage.upkeep.copies import NotCopied
    from screener.storage.upkeep.dumps import dump

    url = opening.settings().database_url
    opening.current_database().engine.dispose()
    try:
        number = copy(source, file) if (source := _sqlite_file(url)) else dump(url, file)
    except NotCopied as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"Copied the database. Submissions in it: {number}. {_WITHOUT_KEYS}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Also over a database that holds submissions.")
def restore(file: Path, *, overwrite: bool) -> None:
    """Check the copy in FILE and put it in the place of the database. Stop the server before."""
    from screener.storage.upkeep.backups import restore as restore_copy
    from screener.storage.upkeep.copies import NotCopied
    from screener.storage.upkeep.restored_dumps import restore_dump

    settings, now = opening.settings(), datetime.now(UTC)
    keyring = settings.data_keyring()
    try:
        if target := _sqlite_file(settings.database_url):
            restored = restore_copy(file, target, keyring, now, overwrite=overwrite)
        else:
            restored = restore_dump(file, settings.database_url, keyring, now, overwrite=overwrite)
    except NotCopied as fault:
        raise click.ClickException(f"{fault} Nothing was changed.") from None
    click.echo(f"Restored the database. Submissions in it: {restored.submissions}.")
    if restored.withdrawn_again is None:
        click.echo(_MAY_BE_BACK, err=True)
    else:
        click.echo(f"Withdrawn since the copy was made, and withdrawn again: {restored.withdrawn_again}.")


def _sqlite_file(address: str) -> Path | None:
    from sqlalchemy import make_url

    url = make_url(address)
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None
