"""`screener serve` with several processes: figures are those of all of them, and counted pages are written at the end."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.commands.serving import Server

TOKEN = "plum-kettle-orbits-tuesday"


def _folders() -> set[Path]:
    return {
        path
        for place in ("/dev/shm", tempfile.gettempdir())  # noqa: S108 - where it is put
        for path in Path(place).glob("tmp*")
        if path.is_dir()
    }


def test_figures_are_those_of_all_processes_and_leave_nothing_behind(tmp_path: Path) -> None:
    before = _folders()
    server = Server(tmp_path / "instance", workers=2, metrics_token=TOKEN)
    try:
        for _ in range(12):
            server.ask("/screen/emergency", **{"User-Agent": "Mozilla/5.0"})
        answered, figures = server.ask("/metrics", Authorization=f"Bearer {TOKEN}")
        assert answered.status == 200
    finally:
        assert server.stop() == 0
    (line,) = [one for one in figures.splitlines() if 'route="/screen/<page_id>"' in one and "_total" in one]
    assert line.endswith(" 12.0"), line
    assert "pid=" not in figures
    assert [path for path in _folders() - before if any(path.glob("*.db"))] == []
    with closing(sqlite3.connect(tmp_path / "instance" / "screener.sqlite3")) as connection:
        assert connection.execute("SELECT page, number FROM funnel").fetchall() == [("emergency", 12)]
