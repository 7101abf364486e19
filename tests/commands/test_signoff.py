from pathlib import Path

from pypdf import PdfReader

from tests.commands.running import run


def test_the_pack_is_a_pdf_with_every_red_flag(tmp_path: Path) -> None:
    file = tmp_path / "signoff.pdf"
    status, shown, errors = run(tmp_path, "signoff", str(file))
    assert (status, errors) == (0, "")
    assert "rows to sign" in shown
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    for words in ("spells_on_one_side", "Kiriakakis", "Touches", "accept", "un lado del cuerpo"):
        assert words in text, words


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    status, _, errors = run(tmp_path, "signoff", str(tmp_path / "nowhere" / "signoff.pdf"))
    assert status == 1
    assert "cannot be written" in errors
