"""What the documents name is there: every path of the tree, and every red flag."""

import re
import tomllib
from pathlib import Path

import pytest

from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.sides import SIDE_QUESTIONS
from screener.dystonia.urgency import RedFlag

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md")],
    key=lambda document: document.relative_to(ROOT),
)
_IN_THE_TREE = re.compile(r"`((?:screener|tests|docs|bench|proof|deploy|\.ci|\.github)/[\w./-]*)`")
_LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_path_and_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    gone = [path for path in _IN_THE_TREE.findall(text) if not (ROOT / path).exists()]
    gone += [link for link in _LINK.findall(text) if not (document.parent / link).exists()]
    assert gone == []


def test_the_newest_version_in_the_changelog_is_that_of_the_package() -> None:
    versions = re.findall(
        r"^## \[(\d+\.\d+\.\d+)\] - 20\d\d-\d\d-\d\d$",
        (ROOT / "CHANGELOG.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert versions[0] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_the_documents_are_found() -> None:
    names = {str(document.relative_to(ROOT)) for document in DOCUMENTS}
    assert {"README.md", "SECURITY.md", "docs/architecture.md", "docs/decisions/0017-rooms.md"} <= names


def test_every_decision_has_its_date_and_its_status() -> None:
    undated = [
        decision.name
        for decision in (ROOT / "docs" / "decisions").glob("*.md")
        if not re.match(r"# \d+\. .+\n\n20\d\d-\d\d-\d\d, (accepted|superseded)", decision.read_text("utf-8"))
    ]
    assert undated == []


def test_the_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(decision.name[:4]) for decision in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_question_of_the_history_stands_in_the_table_and_nothing_else() -> None:
    text = (ROOT / "docs" / "clinical.md").read_text(encoding="utf-8")
    table = text.partition("## The history")[2].partition("\n## ")[0]
    named = re.findall(r"`([\w-]+)`", table)
    elsewhere = {"emergency", "respondent", "body-parts", *SIDE_QUESTIONS}
    assert sorted(named) == sorted(DYSTONIA.questions.keys() - elsewhere)


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.id)
def test_every_red_flag_stands_in_the_list_for_sign_off(flag: RedFlag) -> None:
    assert f"`{flag.id}`" in (ROOT / "docs" / "clinical.md").read_text(encoding="utf-8")
