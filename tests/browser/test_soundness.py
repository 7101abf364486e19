"""What the pages are judged by falls for a fault of each kind: else a whole folder of tests would say that all is well."""

from collections.abc import Callable

import pytest

from tests.browser.person import Person

PAGE = """<!doctype html><html lang="en"><head><title>Page</title><style>
:root {{ color-scheme: light dark; background: #fff; color: #000 }}
@media (prefers-color-scheme: dark) {{ :root {{ background: #000; color: #fff }} }}
{style}</style></head><body><main><h1>Page</h1><p id="words">Words</p>{more}</main></body></html>"""
DARK = "@media (prefers-color-scheme: dark) {{ {} }}"
LIGHT = "@media (prefers-color-scheme: light) {{ {} }}"
LABELLED = """<label for="name">Name</label><input id="name">"""


@pytest.mark.parametrize(
    ("style", "more", "rule"),
    [
        (LIGHT.format("#words { color: #ccc }"), "", "color-contrast"),
        (LIGHT.format("#words { color: #666 }"), "", "color-contrast-enhanced"),
        (DARK.format("#words { color: #333 }"), "", "color-contrast"),
        (DARK.format("#words { color: #808080 }"), "", "color-contrast-enhanced"),
        (
            LIGHT.format("a { text-decoration: none; color: #222 }"),
            '<p>Words <a href="#words">link</a></p>',
            "link-in-text-block",
        ),
        ("", "<input>", "label"),
        ("", "<h4>Heading</h4>", "heading-order"),
        ("", '<a href="#words"></a>', "link-name"),
    ],
)
def test_a_fault_is_found_on_a_page_that_is_else_as_one_that_was_sound(
    someone: Callable[..., Person], style: str, more: str, rule: str
) -> None:
    person = someone()
    person.page.set_content(PAGE.format(style="", more=LABELLED))
    person.sees_a_sound_page()
    person.page.set_content(PAGE.format(style=style, more=more))
    assert {each.partition(":")[0] for each in person.findings()} == {rule}
