"""No limit is typed in a template: the room that owns it hands it over, so that none can disagree."""

import re
from datetime import timedelta
from pathlib import Path

import screener
from screener.accounts.session import IDLE, LONGEST
from screener.web.session import TABLET_SECONDS

TEMPLATES = Path(screener.__file__).parent / "templates"
TYPED = re.compile(r"\b(?:maxlength|minlength|min|max)=\"\d")


def test_no_template_types_a_limit() -> None:
    assert _lines_with(TYPED, "") == []


def test_no_page_of_staff_types_when_a_session_ends() -> None:
    minutes = IDLE // timedelta(minutes=1), TABLET_SECONDS // 60
    ends = re.compile(rf"\b(?:(?:{minutes[0]}|{minutes[1]}) minutes|{LONGEST // timedelta(hours=1)} hours)\b")
    assert [*_lines_with(ends, "clinic"), *_lines_with(ends, "phone")] == []


def _lines_with(pattern: re.Pattern[str], folder: str) -> list[str]:
    return [
        f"{file.relative_to(TEMPLATES)}: {line.strip()[:80]}"
        for file in sorted((TEMPLATES / folder).rglob("*.html"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if pattern.search(line)
    ]
