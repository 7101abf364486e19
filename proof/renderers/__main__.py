"""Fill the questionnaire in LHC-Forms and in Smart Forms, in both languages, and post what they export: the same as ours in all."""

import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from proof.renderers.comparing import run
from proof.renderers.forms import HERE, MODULES, Form, LHCForms, SmartForms
from tests.browser.conftest import CHROMIUM

LANGUAGES = ("en", "es")
RENDERERS: tuple[type[Form], ...] = (SmartForms, LHCForms)
"""The slower one first."""


def build() -> None:
    """Bundle the page of Smart Forms: it is had as modules alone."""
    subprocess.run(
        [
            MODULES / ".bin/esbuild", "smart-forms.jsx", "--bundle", "--jsx=automatic", "--log-level=error",
            '--define:process.env.NODE_ENV="production"', "--loader:.woff=dataurl", "--loader:.woff2=dataurl",
            "--outfile=node_modules/.built/smart-forms.js",
        ],
        cwd=HERE,
        check=True,
    )  # fmt: skip


def main() -> int:
    """Try each renderer in each language, one on each core; print what differed, and return 1 where something did."""
    build()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as processes:
        runs = [
            processes.submit(run, renderer, language, set(sys.argv[1:]))
            for renderer in RENDERERS
            for language in LANGUAGES
        ]
        differed = [each for one in runs for each in one.result()]
    print(*differed, sep="\n")
    return int(bool(differed))


if __name__ == "__main__":
    assert CHROMIUM, "Chromium is needed"
    sys.exit(main())
