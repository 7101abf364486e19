"""Text can be read on every ground that the style sheets have: 7:1, in light, in dark, and on paper."""

import re
from itertools import product
from pathlib import Path

import pytest

import screener

SCREENER = Path(screener.__file__).parent
TOKENS = (SCREENER / "static/shared.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "card", "tint", "danger-tint", "today-tint")
TEXTS = ("ink", "soft", "accent", "danger", "today")
FILLED = (("on-accent", "accent"), ("paper", "danger"), ("paper", "today"))
LEAST = 7
PAPER = {"white": "#ffffff", "tint": "#e2eeeb"}


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours (`#rrggbb`), 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted(_luminance(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def themes() -> dict[str, dict[str, str]]:
    """Return the colours of each theme by the name of their token."""
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", TOKENS, re.DOTALL)[:2]
    )
    return {"light": light, "dark": light | dark}


def test_the_ratio_is_that_of_wcag() -> None:
    assert ratio("#ffffff", "#000000") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_seven_to_one_on_every_ground(theme: str) -> None:
    colours = themes()[theme]
    pairs = [*product(TEXTS, GROUNDS), *FILLED]
    found = {pair: ratio(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: each for pair, each in found.items() if each < LEAST} == {}
    assert ratio(colours["danger-fill"], "#ffffff") >= LEAST


@pytest.mark.parametrize(
    "document", sorted((SCREENER / "documents").glob("*.typ")), ids=lambda file: file.stem
)
def test_ink_on_paper_is_that_of_the_pages(document: Path) -> None:
    inks = dict(re.findall(r'let (\w+) = rgb\("(#[0-9a-f]{6})"\)', document.read_text(encoding="utf-8")))
    tokens = set(themes()["light"].values())
    texts = {name: ink for name, ink in inks.items() if name in {"accent", "soft", "urgent", "danger"}}
    assert texts
    assert set(texts.values()) <= tokens
    assert all(ratio(ink, ground) >= LEAST for ink in texts.values() for ground in PAPER.values())
