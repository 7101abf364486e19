"""`screener styleguide`: every component of the pages, light and dark, for whoever changes how they look."""

from pathlib import Path

import click

from screener.commands import opening


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def styleguide(folder: Path) -> None:
    """Write the style guide into FOLDER; open its index.html in a browser."""
    from screener import create_app
    from screener.web.styleguide import files

    made = files(create_app(opening.settings(begin=True)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in made:
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    except OSError as fault:
        raise click.ClickException(f"{folder} cannot be written: {fault.strerror}") from None
    click.echo(f"Open {folder / 'index.html'}")
