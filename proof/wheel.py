"""Builds the wheel, the same bytes whoever builds it: `make wheel` does so twice and compares."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
_TAKEN = ("pyproject.toml", "README.md", "LICENSE", "screener")
_FILE, _FOLDER = 0o644, 0o755


def build(tree: Path, into: Path) -> Path:
    """Build the wheel of ``tree`` into a folder, and return it.

    Neither the times, the modes and the caches of the tree, nor the umask, nor what an earlier build left get into it:
    it bears the day of the release in the CHANGELOG.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        for name in _TAKEN:
            _copy(tree / name, source / name)
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
                *("--wheel-dir", str(into), str(source)),
            ],
            check=True,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(released(tree)), "PYTHONHASHSEED": "0"},
            umask=0o022,
        )
    (wheel,) = into.glob("*.whl")
    return wheel


def released(tree: Path) -> int:
    """Return the second at which the day of the newest release begins, in UTC."""
    days = re.findall(
        r"^## \[\d[^]]*\] - (\d{4}-\d\d-\d\d)$", (tree / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    return int(datetime.fromisoformat(days[0]).replace(tzinfo=UTC).timestamp())


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        shutil.copyfile(source, target)
        target.chmod(_FILE)
        return
    target.mkdir()
    target.chmod(_FOLDER)
    for each in sorted(source.iterdir()):
        if each.name != "__pycache__" and not each.name.endswith((".pyc", ".mo")):
            _copy(each, target / each.name)


def digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main() -> int:
    """Build it into ``dist/``, once more elsewhere, and compare."""
    into = ROOT / "dist"
    shutil.rmtree(into, ignore_errors=True)
    wheel = build(ROOT, into)
    with tempfile.TemporaryDirectory() as elsewhere:
        again = digest(build(ROOT, Path(elsewhere)))
    print(f"{wheel.relative_to(ROOT)}\nsha256 {digest(wheel)}")
    if digest(wheel) != again:
        print(f"!! Built once more it is another: sha256 {again}", file=sys.stderr)
        return 1
    print("Built once more, it has the same bytes.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
