"""What is counted of the patient pages: which page was shown, in which language, on a tablet of the clinic or not."""

import re

from flask import Flask, Request, Response, request

from screener.clinic.funnel import RESULT, SENT, SHARE
from screener.dystonia import DYSTONIA
from screener.web.addresses import SEE_OTHER
from screener.web.language import LANGUAGES, language
from screener.web.page_request import on_tablet
from screener.web.use_cases import use_cases

_PATIENT = frozenset(f"patient_{code}" for code in LANGUAGES)
_PAGES = frozenset(page.id for page in DYSTONIA.pages)
_SHOWN = {"result": RESULT, "share": SHARE}
_OK = 200
_MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|preview|scan|monitor|lighthouse|curl|wget|python|http-?client|okhttp",
    re.IGNORECASE,
)
"""What robots, link previews and watchmen call themselves; Cubot is a phone."""


def register(app: Flask) -> None:
    """Count in the memory of the process; no cookie, no address and nothing that tells one visit from another."""
    app.after_request(_count)


def _count(response: Response) -> Response:
    page = _page(response) if request.blueprint in _PATIENT else None
    if page and not _by_a_machine(request):
        use_cases().funnel.count(page, language(), tablet=on_tablet(request))
    return response


def _by_a_machine(asked: Request) -> bool:
    """Tell whether nobody reads the page: a robot, which says so, or a browser that fetches ahead. Looked at, and not kept."""
    ahead = "prefetch" in f"{asked.headers.get('Sec-Purpose', '')} {asked.headers.get('Purpose', '')}"
    name = asked.headers.get("User-Agent", "")
    return ahead or not name or _MACHINES.search(name) is not None


def _page(response: Response) -> str | None:
    endpoint = (request.endpoint or "").rpartition(".")[2]
    if request.method == "POST":
        taken = response.status_code == SEE_OTHER and response.headers["Location"].endswith("/sent")
        return SENT if endpoint == "send" and taken else None
    if request.method != "GET" or response.status_code != _OK:
        return None
    if endpoint == "question":
        page_id = (request.view_args or {})["page_id"]
        return page_id if page_id in _PAGES else None
    return _SHOWN.get(endpoint)
