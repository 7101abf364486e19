"""Run Lighthouse (mobile) on the main pages of both languages; print the four scores of each and what is not perfect."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from proof.walk import LANGUAGES, instance, until_check
from tests.commands.serving import Server

LIGHTHOUSE = Path(__file__).parent / "node_modules/.bin/lighthouse"
TRIES = 3
PAGES = ("", "/screen/emergency", "/screen/body-parts", "/screen/check", "/screen/result")


def report_on(address: str, cookie: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page; a person's draft comes with the request."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        options = ["--quiet", "--output=json", f"--output-path={file}"]
        options += [f"--extra-headers={json.dumps({'Cookie': cookie})}"]
        options += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        whole = shutil.which("chromium")
        assert whole, "Lighthouse needs the whole of Chromium: apt-get install chromium"
        chromium = {"CHROME_PATH": whole}
        # The browser now and then misses the start of its own trace: once more is no second opinion.
        for _ in range(TRIES):
            ran = subprocess.run([LIGHTHOUSE, address, *options], env=os.environ | chromium, check=False)
            if ran.returncode == 0:
                break
        report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return report


def main() -> int:
    """Measure. Return 0 where every score is 100."""
    perfect = True
    with instance() as (folder, app):
        browsers = [until_check(app, prefix) for prefix in LANGUAGES]
        cookies = [browser.get_cookie("screener") for browser in browsers]
        server = Server(folder, workers=1, before=())
        for prefix, cookie in zip(LANGUAGES, cookies, strict=True):
            assert cookie
            for page in PAGES:
                address = f"http://localhost:{server.port}{prefix}{page}"
                report = report_on(address, f"screener={cookie.value}")
                scores = [round(100 * (each["score"] or 0)) for each in report["categories"].values()]
                print(f"{prefix + page or '/':<24}", *scores)
                if scores != [100] * 4:
                    perfect = False
                    print("    ", *(name for name, each in report["audits"].items() if each["score"] == 0))
        server.stop()
    return int(not perfect)


if __name__ == "__main__":
    sys.exit(main())
