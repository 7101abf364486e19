"""The style guide is alive: what it shows are the macros and the style sheets of the pages."""

import re
from pathlib import Path

import html5lib
from flask import Flask

import screener
from screener.web.styleguide import THEMES, files

SCREENER = Path(screener.__file__).parent
TEMPLATES = SCREENER / "templates"
IMPORTED = re.compile(r'from "macros/\w+\.html" import ([\w, ]+?)(?: with context)? %')
SET_INTO_A_PRINT = re.compile(r'get_template_attribute\(\w+, "(\w+)"\)')


def test_the_style_guide_shows_every_component_in_both_themes(app: Flask) -> None:
    written = dict(files(app))
    assert len(written) == 2 * 2 * len(THEMES) + 1
    for name, content in written.items():
        if isinstance(content, str):
            html5lib.HTMLParser(strict=True).parse(content)
        else:
            assert (b"{color-scheme:dark" in content) == ("dark" in name)
            assert b"prefers-color-scheme" not in content
    guide, pages = (
        "".join(file.read_text(encoding="utf-8") for file in TEMPLATES.glob(f"{folder}/*.html"))
        for folder in ("styleguide", "patient")
    )
    used = {name for names in IMPORTED.findall(pages) for name in names.split(", ")}
    used |= {
        name
        for file in SCREENER.glob("web/patient/*.py")
        for name in SET_INTO_A_PRINT.findall(file.read_text(encoding="utf-8"))
    }
    assert {"body_picture", "call_card", "why", "answers"} <= used
    assert {name for name in used if f"{name}(" not in guide} == set()
