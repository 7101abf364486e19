"""`screener signoff`: the pack for a neurologist's sign-off."""

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def signoff(file: Path) -> None:
    """Write every clinical row in use into FILE (PDF), each with its source, an example, and room to accept or change it."""
    from screener.adapters.catalogue import catalogue
    from screener.documents.signoff import signoff_pdf
    from screener.dystonia.signoff import chapters, title

    made = chapters(catalogue("es").gettext)
    try:
        file.write_bytes(signoff_pdf(title(), made))
    except OSError as fault:
        raise click.ClickException(f"{file} cannot be written: {fault.strerror}") from None
    click.echo(f"{sum(len(chapter.items) for chapter in made)} rows to sign in {file}")
