"""What is handed on: the wheel, the audit of what it needs, and the bill of what is installed beside it."""

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from proof.audit import Found, locked, verdict
from proof.bill import differences
from proof.wheel import build, digest

ROOT = Path(__file__).parents[2]
LOCK = "alembic==1.20.1 \\\n    --hash=sha256:00\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:01\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


def test_a_wheel_of_the_same_tree_has_the_same_bytes_whoever_builds_it(wheel: Path, tmp_path: Path) -> None:
    """Elsewhere, later, with other modes and another umask, beside what an earlier build and a run left."""
    tree = tmp_path / "elsewhere"
    tree.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copyfile(ROOT / name, tree / name)
    shutil.copytree(ROOT / "screener", tree / "screener", copy_function=shutil.copyfile)
    for file in tree.rglob("*"):
        file.chmod(0o700 if file.is_dir() else 0o600)
        os.utime(file, (1, 1))
    (tree / "build/lib/screener").mkdir(parents=True)
    (tree / "build/lib/screener/old.py").write_text("")
    (tree / "screener/__pycache__").mkdir(exist_ok=True)
    (tree / "screener/__pycache__/old.pyc").write_bytes(b"")
    before = os.umask(0o077)
    try:
        again = build(tree, tmp_path / "wheel")
    finally:
        os.umask(before)
    assert digest(again) == digest(wheel)


def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    packed = {name for name in names if not name.split("/")[0].endswith(".dist-info")}
    house = ROOT / "screener"
    there = {
        str(file.relative_to(ROOT))
        for file in house.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.suffix not in {".pyc", ".mo"}
    }
    assert packed == there


def test_every_package_of_a_lock_is_read_with_its_version() -> None:
    assert locked(LOCK) == {"alembic 1.20.1", "colorama 0.4.6"}
    for name in (
        "requirements.lock",
        "requirements-test.lock",
        "requirements-mutation.lock",
        "requirements-tools.lock",
    ):
        text = (ROOT / name).read_text("utf-8")
        assert len(locked(text)) == sum(line[:1].isalnum() for line in text.splitlines())


def _answer(name: str, *advisories: str) -> dict[str, object]:
    return {"name": name, "version": "1", "vulns": [{"id": each} for each in advisories]}


@pytest.mark.parametrize(
    ("reports", "status", "said"),
    [
        ([{}], 2, "!! NOT AUDITED: 2 of 2"),
        (
            [{"dependencies": [{"name": "a", "skip_reason": "not found"}, _answer("b")]}],
            2,
            "!! NOT AUDITED: 1 of 2",
        ),
        ([{"dependencies": [_answer("a"), _answer("b")]}], 0, "Audited 2 of 2"),
        ([{"dependencies": [_answer("a")]}, {"dependencies": [_answer("b")]}], 0, "Audited 2 of 2"),
        ([{"dependencies": [_answer("a", "CVE-1"), _answer("b")]}], 1, "Known: a 1: CVE-1"),
        ([{"dependencies": [_answer("a", "CVE-1")]}], 1, "Known: a 1: CVE-1"),
    ],
)
def test_an_audit_is_clean_only_where_it_asked_about_everything(
    reports: list[dict[str, object]], status: int, said: str
) -> None:
    found = Found()
    for report in reports:
        found.add(report)
    ended, words = verdict({"a 1", "b 1"}, found)
    assert (ended, said in words) == (status, True)


@pytest.mark.parametrize(
    ("components", "strange"),
    [
        ([("alembic", "1.20.1")], []),
        ([("Alembic", "1.20.1"), ("flask", "1")], ["flask 1"]),
        ([("alembic", "1.20.2")], ["alembic 1.20.2"]),
        ([], ["it names nothing"]),
    ],
)
def test_a_bill_is_compared_with_the_lock(components: list[tuple[str, str]], strange: list[str]) -> None:
    bill = json.dumps({"components": [{"name": name, "version": version} for name, version in components]})
    assert differences(bill, LOCK) == strange
