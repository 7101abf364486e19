"""A question page GET and a question POST over real HTTP, against a bare Flask + Flask-WTF page of the same size."""

import tempfile

from over_http import BARE, OURS, Asked, Browser, compare, served

PAGE = "/screen/onset"
BEFORE: dict[str, dict[str, list[str]]] = {
    "emergency": {"emergency": ["none"]},
    "respondent": {"respondent": ["self"]},
    "body-parts": {"body-parts": ["left_hand"]},
}
OURS_SAID = {"onset-age": ["43"], "onset-when": ["over-a-year"], "onset-pace": ["years"], "spells": ["no"]}
BARE_SAID = {"signs": ["turns", "tremor"], "other": ["a note"], "kind": ["one"]}


def main() -> None:
    """Print both ratios."""
    with tempfile.TemporaryDirectory() as folder, served(OURS, SCREENER_INSTANCE=folder) as port:
        person = Browser(port)
        for page_id, said in BEFORE.items():
            person.send(f"/screen/{page_id}", said)
        size = len(person.get(PAGE).encode())
        with served(BARE) as bare_port:
            padding = size - len(Browser(bare_port).get("/").encode())
        with served(BARE, BARE_PADDING=str(padding)) as bare_port:
            stranger = Browser(bare_port)
            sizes = size, len(stranger.get("/").encode())
            print(f"page: {sizes[0]:,} bytes, bare page: {sizes[1]:,} bytes")
            compare("question GET", Asked.of(person, PAGE), Asked.of(stranger, "/"))
            ours, bare = person.fields(PAGE, OURS_SAID), stranger.fields("/", BARE_SAID)
            compare("question POST", Asked.of(person, PAGE, ours), Asked.of(stranger, "/", bare))


main()
