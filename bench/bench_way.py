"""Pages, words and taps that three people need to their result, in a real browser at 390 px; against the first edition."""

import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

PORT = 8431
BASE = f"http://127.0.0.1:{PORT}"
QUICK, TIRED = (238, 1.5), (130, 3.0)
"""Words a minute and seconds a tap: as adults read to themselves (Brysbaert 2019), and as somebody tired, whose hands shake."""
STATED = re.compile(r"Most people need (\d+) to (\d+) minutes")
FIRST_EDITION = {
    "writer's cramp": (14, 2_458, 42),
    "neck and arm": (16, 2_689, None),
    "a carer, sixteen parts": (22, 3_744, 85),
}
"""Pages, words and taps to the result, as they were measured in the first edition; ``None`` was not."""
SIXTEEN = (
    *("upper_face", "lower_face", "jaw_tongue", "larynx", "neck", "trunk"),
    *(f"{side}_{part}" for side in ("left", "right") for part in ("shoulder", "arm", "hand", "leg", "foot")),
)
PEOPLE = {
    "writer's cramp": ("self", ("right_hand",)),
    "neck and arm": ("self", ("neck", "left_arm", "left_hand")),
    "a carer, sixteen parts": ("carer", SIXTEEN),
}
STEADY = {
    "onset-when": "over-a-year",
    "onset-pace": "weeks-months",
    "spells": "no",
    "new-or-worse": "none",
    "medicine": "no",
    "happened": "none",
}


def stated_minutes(page: Page) -> tuple[int, int]:
    """Return the range of minutes that the start page states."""
    page.goto(f"{BASE}/")
    found = STATED.search(page.inner_text("main"))
    assert found
    return int(found[1]), int(found[2])


def walk(page: Page, respondent: str, parts: tuple[str, ...]) -> tuple[int, int, int]:
    """Go from the start page to the result; return the pages that asked, the words on them, and the taps.

    Words that only a screen reader tells count too.
    """
    page.goto(f"{BASE}/")
    page.get_by_role("link", name="Start the questions").click()
    pages = words = 0
    taps = 1
    while not page.url.endswith("/result"):
        page.wait_for_load_state("load")  # before its styles have come a page shows what they hide
        pages += 1
        words += len(re.findall(r"\w[\w’'-]*", page.inner_text("body")))
        if page.url.endswith("/emergency"):
            page.locator('button[value="none"]').click()
            taps += 1
            continue
        for choice in page.locator("input[type=radio], input[type=checkbox]").all():
            name, value = choice.get_attribute("name"), choice.get_attribute("value")
            wanted = {"respondent": respondent, **STEADY}.get(name or "")
            if value == wanted or (name == "body-parts" and value in parts):
                choice.check(force=True)
                taps += 1
        if page.locator('[name="onset-age"][type=text]').count():
            page.fill('[name="onset-age"][type=text]', "43")
            taps += 2  # into the box, and a number
        page.get_by_role("button", name="Continue", exact=True).click()
        taps += 1
    return pages, words, taps


def main() -> int:
    """Print one table; return 1 where the start page states another time than the measured one."""
    measured: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "SCREENER_INSTANCE": folder}
        screener = Path(sys.executable).parent / "screener"
        with subprocess.Popen(
            [screener, "serve", "--port", str(PORT), "--workers", "1"],
            env=settings,
            stderr=subprocess.DEVNULL,
        ) as server:
            try:
                _wait()
                with sync_playwright() as playwright:
                    browser = playwright.chromium.launch(
                        executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
                        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
                    )
                    for name, (respondent, parts) in PEOPLE.items():
                        page = browser.new_context(viewport={"width": 390, "height": 664}).new_page()
                        stated = stated_minutes(page)
                        measured += _report(name, *walk(page, respondent, parts))
                    browser.close()
            finally:
                server.terminate()
    print(
        f"minutes: {min(measured):.1f} to {max(measured):.1f}; the start page says {stated[0]} to {stated[1]}"
    )
    return int((round(min(measured)), math.ceil(max(measured))) != stated)


def _wait() -> None:
    for _ in range(100):
        try:
            urlopen(f"{BASE}/healthz").close()  # noqa: S310 - an address of our own
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def _report(name: str, pages: int, words: int, taps: int) -> list[float]:
    before_pages, before_words, before_taps = FIRST_EDITION[name]
    minutes = [words / speed + taps * seconds / 60 for speed, seconds in (QUICK, TIRED)]
    was = f"{before_pages} pages, {before_words:,} words, {before_taps or '?'} taps"
    print(
        f"{name}: {pages} pages, {words:,} words, {taps} taps, {minutes[0]:.1f} to {minutes[1]:.1f} min (first edition: {was})"
    )
    print(f"  words: {words / before_words:.0%} of the first edition")
    return minutes


if __name__ == "__main__":
    sys.exit(main())
