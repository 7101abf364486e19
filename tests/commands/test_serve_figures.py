"""`screener serve` with several processes: figures are those of all of them, and counted pages are written at the end."""

import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

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


MOUNTED = "mount -t tmpfs -o size=256k tmpfs /dev/shm"
"""Memory for shared files that is nearly none, in a world of its own."""
ELSEWHERE = ("unshare", "--map-root-user", "--mount", "bash", "-c")


@pytest.mark.skipif(
    subprocess.run([*ELSEWHERE, MOUNTED], capture_output=True, check=False).returncode != 0,
    reason="this system lets nobody mount a file system of their own",
)
def test_without_room_for_figures_pages_are_served(tmp_path: Path) -> None:
    before = (*ELSEWHERE, f'{MOUNTED} && exec "$@"', "bash")
    server = Server(tmp_path / "instance", workers=2, metrics_token=TOKEN, before=before)
    try:
        assert {server.get("/")[0] for _ in range(12)} == {200}
        answered, figures = server.ask("/metrics", Authorization=f"Bearer {TOKEN}")
        assert (answered.status, "screener_database_up" in figures) == (200, True)
    finally:
        assert server.stop() == 0
    said = [line["error"] for line in server.lines if line["event"] == "figures not counted"]
    assert said == ["OSError"] * 2, "once for each process"


def test_where_the_folder_of_figures_is_taken_away_pages_are_served(tmp_path: Path) -> None:
    before = _folders()
    server = Server(tmp_path / "instance", workers=1, metrics_token=TOKEN)
    try:
        (folder,) = (path for path in _folders() - before if any(path.glob("counter_*")))
        shutil.rmtree(folder)
        assert {server.get(page)[0] for page in ("/", "/screen/emergency", "/about")} == {200}
        assert server.ask("/metrics", Authorization=f"Bearer {TOKEN}")[0].status == 200
    finally:
        assert server.stop() == 0
