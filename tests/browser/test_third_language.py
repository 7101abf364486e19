"""A third language is a folder: with one of no country, from right to left, every page and paper comes out in it."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.answering import CONTACT, answer_until
from tests.browser.answered import Undrawn
from tests.browser.person import Person
from tests.commands.serving import Server
from tests.pseudo_language import CLOSE, CODE, DRAFT, NAME, OPEN, in_pseudo, install
from tests.strict import PHONE, Page

pytestmark = pytest.mark.usefixtures("served", "server")
Someone = Callable[..., Person]
PAGES = ("", "screen/body-parts", "screen/onset", "screen/result", "screen/share")
EVERYWHERE = {"body-parts": {"body-parts": ["upper_face", "neck", "trunk", "left_hand", "right_foot"]}}
TEXT = re.compile(r"<(script|style|noscript)[^>]*>.*?</\1>|<[^>]+>", re.DOTALL)
NOT_TRANSLATED = re.compile(
    r"<(a|button|p|li|ol|dd)\b[^>]* (?:lang=\"(?:en|es)\"|translate=\"no\")[^>]*>.*?</\1>", re.DOTALL
)
NOT_OURS = {
    *(["The", "University", "of", "Kansas", "Health", "System"]),
    *(["Ann", "Example", "writing", "chin", "Vietnamese", "ann@example.com"]),
}
"""The clinic's name, and what was typed."""


@dataclass(frozen=True)
class Draft:
    """The cookie of somebody's answers, and the ids of the pages that asked for them."""

    state: Any
    visited: list[str]


@pytest.fixture(scope="module")
def served(instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`screener serve` of a copy of the program with the language in it."""
    program = install(tmp_path_factory.mktemp("program"))
    server = Server(
        instance,
        workers=1,
        before=("env", f"PYTHONPATH={program}"),
        base_url="http://127.0.0.1",
        clinic_hours="Monday to Friday",
        clinic_hours_he="«ה״א»",
    )
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def draft(browser: Browser, server: str) -> Iterator[Draft]:
    """What somebody has answered, all but sent, and the pages on their way: read once, for every test."""
    context = browser.new_context(base_url=server)
    undrawn = Undrawn(context.request)
    visited = answer_until(undrawn, "check", EVERYWHERE, prefix=f"/{CODE}")
    yield Draft(context.storage_state(), visited)
    context.close()


def _bare(html: str) -> list[str]:
    """Return the words of a page that stand outside of the marks and are nobody's own."""
    body = html.partition("<body>")[2]
    text = re.sub(r"https?://\S+", " ", TEXT.sub(" ", NOT_TRANSLATED.sub(" ", body)))
    while text != (text := re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)):
        pass
    return [word for word in re.findall(r"[A-Za-zÀ-ÿ@.]{2,}", text) if word.strip(".") not in NOT_OURS]


def _sent(person: Person, visited: list[str]) -> tuple[dict[str, str], Undrawn]:
    """Send what was answered; return the pages on the way by their addresses."""
    browser = Undrawn(person.page.context.request)
    pages = {f"/{CODE}/screen/{page_id}": "" for page_id in visited}
    for page in (
        "",
        "about",
        "privacy",
        "accessibility",
        "language-help",
        "feedback",
        "receipt",
        "saved",
        "saved/delete",
    ):
        pages[f"/{CODE}/{page}"] = ""
    for page in ("more", "check", "result", "share", "save", "clear"):
        pages[f"/{CODE}/screen/{page}"] = ""
    pages = {address: browser.page(address).text for address in pages}
    browser.submit(f"/{CODE}/screen/save", {})
    pages["saved"] = browser.page(f"/{CODE}/screen/saved").text
    contact = CONTACT | {"email": "ann@example.com", "updates": "email"}
    browser.submit(f"/{CODE}/screen/share", contact)
    pages["sent"] = browser.page(f"/{CODE}/screen/sent").text
    receipt = re.search(rf'href="(/{CODE}/receipt/[^"]+)"', pages["sent"])
    assert receipt
    pages[receipt[1]] = browser.page(receipt[1]).text
    pages[f"{receipt[1]}/withdraw"] = browser.page(f"{receipt[1]}/withdraw").text
    return pages, browser


def test_a_person_goes_all_the_way_and_reads_no_english(someone: Someone, draft: Draft) -> None:
    pages, browser = _sent(someone(storage_state=draft.state), draft.visited)
    assert {address: words for address, page in pages.items() if (words := _bare(page))} == {}
    assert all(f'<html lang="{CODE}" dir="rtl">' in page for page in pages.values())
    start = pages[f"/{CODE}/"]
    assert f"\u2066{PHONE}\u2069" in start
    assert 'href="tel:+19135881227"' in start
    assert "«ה״א»" in start
    assert 'lang="en" translate="no"' in pages["sent"], "the five words are of the list that the folder names"
    links = [
        (link["hreflang"], link["lang"], text) for link, text in Page(start).all("a") if "hreflang" in link
    ]
    assert links == [("en", "en", "English"), ("es", "es", "Español")]
    assert browser.page("/").text.count(f'hreflang="{CODE}" data-keeps="stay-{CODE}">{NAME}</a>') == 1


@pytest.mark.parametrize(("width", "pages"), [(320, PAGES), (1280, PAGES[1:2])])
def test_every_page_is_mirrored_sound_and_fits(
    someone: Someone, draft: Draft, width: int, pages: tuple[str, ...]
) -> None:
    person = someone(f"pseudo-{width}", viewport={"width": width, "height": 900}, storage_state=draft.state)
    for page in pages:
        person.goes_to(f"/{CODE}/{page}")
    header = person.page.locator(".site-header__name").bounding_box()
    assert header
    assert header["x"] + header["width"] > width / 2, "a page begins at the right"


def test_the_receipt_is_sound(someone: Someone, draft: Draft) -> None:
    person = someone("pseudo-receipt", viewport={"width": 320, "height": 900}, storage_state=draft.state)
    Undrawn(person.page.context.request).submit(f"/{CODE}/screen/share", CONTACT)
    person.page.goto(f"/{CODE}/screen/sent")
    receipt = person.page.locator(f"a[href^='/{CODE}/receipt/']").first.get_attribute("href")
    person.goes_to(str(receipt))


def test_left_and_right_of_the_body_stay_where_they_are(someone: Someone, draft: Draft) -> None:
    person = someone(viewport={"width": 1280, "height": 900}, storage_state=draft.state)
    at: dict[str, list[tuple[str, int]]] = {}
    for prefix in ("", f"/{CODE}"):
        person.page.goto(f"{prefix}/screen/body-parts")
        at[prefix] = person.page.evaluate(_PLACES)
    assert len(at[""]) > 20
    assert at[f"/{CODE}"] == at[""]


_PLACES = """() => [...document.querySelectorAll(".view")].flatMap((view) => {
    const edge = view.querySelector(".view__drawing").getBoundingClientRect().left;
    const sides = [...view.querySelectorAll(".sides span")].map((side) => side.getBoundingClientRect().left);
    return [
        ["the right of the person is left", Number(sides.length < 2 || sides[0] < sides[1])],
        ...[...view.querySelectorAll(".hit")].map((hit) => [hit.className, Math.round(hit.getBoundingClientRect().left - edge)]),
    ];
})"""


def test_switching_takes_along_what_was_typed_to_any_of_the_others(someone: Someone, draft: Draft) -> None:
    person = someone(storage_state=draft.state)
    person.page.goto(f"/{CODE}/screen/body-parts")
    person.marks(in_pseudo("Jaw or tongue"))
    person.page.get_by_role("link", name="Español").click()
    person.is_on("/es/screen/body-parts")
    assert person.page.get_by_label("Mandíbula o lengua", exact=True).is_checked()
    person.marks("Voz").page.get_by_role("link", name=NAME).click()
    person.is_on(f"/{CODE}/screen/body-parts")
    assert person.page.get_by_label(in_pseudo("Jaw or tongue"), exact=True).is_checked()
    assert person.page.get_by_label(in_pseudo("Voice"), exact=True).is_checked()


def test_papers_come_out_in_the_language(someone: Someone, draft: Draft) -> None:
    person = someone(storage_state=draft.state)
    for path in (f"/{CODE}/paper.pdf", f"/{CODE}/screen/answers.pdf"):
        response = person.page.context.request.get(path)
        assert response.status == 200, path
        read = PdfReader(BytesIO(response.body()))
        assert str(read.root_object["/Lang"]) == CODE
        text = "".join("".join(page.extract_text() for page in read.pages).split())
        assert PHONE in text
        assert "cannotbeprinted" not in text
        assert "Stopped" not in text
    text = person.page.context.request.get(f"/{CODE}/screen/answers.txt").text()
    assert f"\u2066{PHONE}\u2069" in text


def test_programs_get_the_questionnaire_in_it(served: Server) -> None:
    status, written = served.get(f"/fhir/Questionnaire/dystonia-self-screen/{CODE}")
    made = json.loads(written)
    assert (status, made["language"]) == (200, CODE)
    assert made["title"].startswith(OPEN)
    _, english = served.get("/fhir/Questionnaire/dystonia-self-screen")
    assert f'"valueCode":"{CODE}"' in english.replace(" ", "")


def test_what_nobody_reviewed_is_nowhere(served: Server) -> None:
    status, page = served.get(f"/{DRAFT}/")
    assert status == 404
    assert '<html lang="en">' in page
    assert f"/{DRAFT}/" not in served.get("/")[1]
    assert served.get(f"/{DRAFT}/screen/emergency")[0] == 404
    assert served.get(f"/fhir/Questionnaire/dystonia-self-screen/{DRAFT}")[0] == 404


def test_what_a_browser_prefers_changes_no_page(served: Server) -> None:
    response, page = served.ask("/", **{"Accept-Language": f"{CODE}, es;q=0.5"})
    assert '<html lang="en">' in page
    assert "Language" not in (response.getheader("Vary") or "")
