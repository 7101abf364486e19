"""`screener paper`: the blank questionnaire, for people without a phone or a computer."""

from pathlib import Path

import click

from screener.commands import opening


@click.command()
@click.option(
    "--language", default="en", help="The code of a language that patients are offered.", show_default=True
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def paper(language: str, file: Path) -> None:
    """Write the blank questionnaire into FILE (PDF): every question, when to skip it, and what is urgent."""
    from screener import create_app
    from screener.adapters.languages import OFFERED
    from screener.web.patient.paper import written

    if language not in OFFERED:
        raise click.BadParameter(f"choose one of {', '.join(OFFERED)}", param_hint="--language")
    try:
        file.write_bytes(written(create_app(opening.settings(begin=True)), language))
    except OSError as fault:
        raise click.ClickException(f"{file} cannot be written: {fault.strerror}") from None
    click.echo(f"The blank questionnaire is in {file}")
