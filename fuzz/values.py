"""What is put into a field: what belongs there, nearly so, and what nobody expects."""

import random
from collections.abc import Sequence
from typing import Any

_PIECES = (
    *("", " ", "0", "1", "-1", "9" * 400, "1e400", "0x1f", "NaN", "inf", "\u0661\u0662", "\u00b2", "½", "٣"),
    *(
        "\x00",
        "a\x00b",
        "%00",
        "\r\n",
        "\r\nSet-Cookie: x=y",
        "\u2028",
        "\x1b[31m",
        "\ufeff",
        "\ud7ff",
        "\uffff",
    ),
    *(
        "e\u0301",
        "\u0301" * 200,
        "\u202e",
        "\u200b",
        "\u200d",
        "👩‍👩‍👧",
        "ﷺ",
        "ß",
        "İ",
        "ı",
        "Ǆ",
        "𝟙𝟚𝟛",
        "ｆｕｌｌ",
    ),
    *(
        "'",
        '"',
        "<script>",
        "{{7*7}}",
        "${7*7}",
        "%s%n",
        "../../etc/passwd",
        "a/b",
        "?a=b",
        "#x",
        ";",
        "|",
        "\\",
    ),
    *("on", "true", "null", "[]", "{}", '{"a":1}', "none", "not-sure", "nobody", "agree"),
    *(
        "2026-02-30",
        "0000-00-00",
        "9999-12-31",
        "10000-01-01",
        "0001-01-01",
        "2026-11-27T25:61",
        "2026-11-27T10:00",
    ),
    *(
        "02/29/2001",
        "31.12.1999",
        "042856",
        "99999999",
        "1/2/3",
        "de de de",
        "12 de mayo de 1956",
        "13/13/1313",
    ),
    *("913-588-1227", "+1 913 588 1227 x12", "+999999999999999", "911", "1-900-555-0000", "(913", "x" * 30),
    *(
        "a@b",
        "a@b.c",
        "@",
        "a@@b.example",
        "ä@ö.example",
        "a@b.example\n",
        "<a@b.example>",
        '"a b"@c.example',
    ),
    *(
        "ABCD-EFGH",
        "22222222",
        "22222222:1",
        "22222222:99999999999",
        ":",
        "22222222:x",
        "acorn acorn acorn acorn acorn",
    ),
    *("00000000-0000-0000-0000-000000000000", "a" * 36, "f" * 32, "a" * 10_000, " " * 10_000, "1" * 10_000),
)


def value(draw: random.Random, offered: Sequence[str]) -> str:
    """Return something for a field that is offered some values."""
    kind = draw.random()
    if offered and kind < 0.5:
        return draw.choice(offered)
    if offered and kind < 0.65:
        return nearly(draw, draw.choice(offered))
    if kind < 0.95:
        return draw.choice(_PIECES)
    return "".join(draw.choice(_PIECES) for _ in range(draw.randint(2, 6)))


def nearly(draw: random.Random, text: str) -> str:
    """Return a text with something cut out, doubled, put in or changed."""
    at = draw.randint(0, len(text))
    end = draw.randint(at, min(len(text), at + 8))
    return draw.choice(
        (
            text[:at] + text[end:],
            text[:at] + draw.choice(_PIECES) + text[end:],
            text[:end] + text[at:],
            text.swapcase(),
            text[::-1],
            text[:at] + chr(draw.randint(0, 0x2FF)) + text[end:],
        )
    )


def anything(draw: random.Random) -> Any:
    """Return something that JSON can hold where something else belongs."""
    return draw.choice(
        (
            *(
                None,
                True,
                False,
                0,
                -1,
                10**400,
                1.5,
                1e308,
                [],
                {},
                [[]],
                [{}],
                {"": None},
                [None],
                ["a", 1],
            ),
            *("\ud800", {"value": "x"}, [{"value": 1}], {"resourceType": "Patient"}, ["x"] * 500),
            *(draw.choice(_PIECES) for _ in range(20)),
        )
    )
