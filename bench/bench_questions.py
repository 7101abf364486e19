"""A question page, its POST and the result over real HTTP, each against a bare Flask + Flask-WTF page of the same size."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from over_http import BARE, OURS, Asked, Browser, compare, served

PAGE = "/screen/onset"
BEFORE: dict[str, dict[str, list[str]]] = {
    "emergency": {"emergency": ["none"]},
    "respondent": {"respondent": ["self"]},
    "body-parts": {"body-parts": ["left_hand"]},
}
OURS_SAID = {"onset-age": ["43"], "onset-when": ["over-a-year"], "onset-pace": ["years"], "spells": ["no"]}
AFTER: dict[str, dict[str, list[str]]] = {
    "new-or-worse": {"new-or-worse": ["none"]},
    "medicines": {
        "medicine": ["no"],
        "happened": ["none"],
        "worse-within-days": ["no"],
        "speech-after-shot": ["no"],
    },
}
RESULT = "/screen/result"
BARE_SAID = {"signs": ["turns", "tremor"], "other": ["a note"], "kind": ["one"]}


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder, served(OURS, SCREENER_INSTANCE=folder) as port:
        person = Browser(port)
        for page_id, said in BEFORE.items():
            person.send(f"/screen/{page_id}", said)
        with as_large_as(person.get(PAGE)) as stranger:
            compare("question GET", Asked.of(person, PAGE), Asked.of(stranger, "/"))
            ours, bare = person.fields(PAGE, OURS_SAID), stranger.fields("/", BARE_SAID)
            compare("question POST", Asked.of(person, PAGE, ours), Asked.of(stranger, "/", bare))
        person.send(PAGE, OURS_SAID)
        for page_id, said in AFTER.items():
            person.send(f"/screen/{page_id}", said)
        with as_large_as(person.get(RESULT)) as stranger:
            compare("result GET", Asked.of(person, RESULT), Asked.of(stranger, "/"))


@contextmanager
def as_large_as(page: str) -> Iterator[Browser]:
    """Serve a bare page as large as ``page``; yield somebody who has asked for it."""
    size = len(page.encode())
    with served(BARE) as port:
        padding = size - len(Browser(port).get("/").encode())
    with served(BARE, BARE_PADDING=str(padding)) as port:
        stranger = Browser(port)
        print(f"page: {size:,} bytes, bare page: {len(stranger.get('/').encode()):,} bytes")
        yield stranger


main()
