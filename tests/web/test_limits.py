"""No limit is typed in a template: the room that owns it hands it over, so that none can disagree."""

import re
from pathlib import Path

import screener

TYPED = re.compile(r"\b(?:maxlength|minlength|min|max)=\"\d")


def test_no_template_types_a_limit() -> None:
    templates = Path(screener.__file__).parent / "templates"
    typed = [
        f"{file.relative_to(templates)}: {line.strip()[:80]}"
        for file in sorted(templates.rglob("*.html"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if TYPED.search(line)
    ]
    assert typed == []
