"""1,000 taps with a tremor of 8 pixels at the middle of each part of the body picture: what they mark, in Chromium."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, OPTIONS
from tests.browser.taps import TALL, taps_of_a_shaking_hand
from tests.commands.serving import Server

TAPS = 1000
SEED = 12
WIDTHS = (320, 390, 768, 1280)


def main() -> None:
    """Print for each part and width how many taps in a hundred marked it, and how many a neighbour."""
    server = Server(Path(tempfile.mkdtemp()), workers=1, before=())
    table: dict[tuple[str, str], list[str]] = {}
    worst_hit, worst_neighbour = 1.0, 0.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": TALL})
            page.goto(f"http://127.0.0.1:{server.port}/screen/emergency")
            page.click("#emergency-none")
            page.check("#respondent-self")
            page.get_by_role("button", name="Continue").click()
            page.wait_for_load_state("load")  # before its styles have come, nothing is where it will be
            for taps in taps_of_a_shaking_hand(page, TAPS, SEED):
                cell = f"{taps.hit:6.1%} {taps.neighbour:5.1%}"
                table.setdefault((taps.view, taps.part), []).append(cell)
                if width in (390, 1280):
                    worst_hit = min(worst_hit, taps.hit)
                    worst_neighbour = max(worst_neighbour, taps.neighbour)
        browser.close()
    server.stop()
    print(
        f"{'view':<7}{'part':<16}"
        + "".join(f"{f'{width} px':>16}" for width in WIDTHS)
        + "  (right, neighbour)"
    )
    for (view, part), cells in table.items():
        print(f"{view:<7}{part:<16}" + "".join(f"{cell:>16}" for cell in cells))
    print(f"worst part at 390 and 1280 px = {worst_hit:.1%} right, {worst_neighbour:.1%} a neighbour")


main()
