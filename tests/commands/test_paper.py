"""`screener paper`: the blank questionnaire as a file."""

from pathlib import Path

import pytest

from tests.commands.running import run


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_writes_the_paper_in_each_language(tmp_path: Path, language: str) -> None:
    file = tmp_path / "paper.pdf"
    status, _, errors = run(tmp_path, "paper", "--language", language, str(file))
    assert (status, errors) == (0, "")
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    status, _, errors = run(tmp_path, "paper", str(tmp_path / "nowhere" / "paper.pdf"))
    assert status == 1
    assert "cannot be written" in errors
