"""`screener serve`: the production server."""

import gc

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=12, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Migrate the database and serve the pages, until Ctrl-C."""
    if not host.strip() or not host.isprintable():  # bytes that are no UTF-8 are none either
        raise click.BadParameter(
            "name an address, such as 127.0.0.1; none would be all of them", param_hint="--host"
        )
    gc.disable()  # what is loaded stays: to look through it again and again is a tenth of a start
    from screener.server import run

    run(host, port, workers=workers, threads=threads)
