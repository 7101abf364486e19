"""Put every page, with all of its states on the way, before the Nu HTML checker; print what it says, and how many."""

import subprocess
import sys
import tempfile
from pathlib import Path

from proof.walk import LANGUAGES, Keeping, by_phone, instance, to_the_end, until_check
from tests.web.clinic.staff import administrator

CHECKER = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
CLINIC = (
    *("", "overview", "overview/agreement", "accounts", "account", "account/passkeys", "kiosk"),
    *("phone/", "retention", "audit"),
)


def pages() -> dict[str, str]:
    """Return every page by its number and address."""
    with instance() as (_, app):
        for prefix in LANGUAGES:
            to_the_end(until_check(app, prefix), prefix)
        nurse = administrator(app).browser
        by_phone(nurse)
        for page in CLINIC:
            worklist = nurse.page(f"/clinic/{page}") if page else nurse.page("/clinic/")
            addresses = {link["href"] for link, _ in worklist.all("a")}
            for address in sorted(each for each in addresses if each.startswith("/clinic/submissions/")):
                nurse.page(address)
                nurse.page(f"{address.partition('?')[0]}/exam")
        return Keeping.kept


def main() -> int:
    """Check all pages. Return 0 where the checker finds no error."""
    with tempfile.TemporaryDirectory() as folder:
        kept = pages()
        for name, text in kept.items():
            (Path(folder) / f"{name}.html").write_text(text, encoding="utf-8")
        ran = subprocess.run(
            ["java", "-jar", CHECKER, "--errors-only", "--stdout", "--format", "gnu", folder],
            capture_output=True,
            text=True,
            check=False,
        )
    said = ran.stdout.replace(f"file:{folder}/", "")
    sys.stdout.write(said)
    faults = sum(": error" in line for line in said.splitlines())
    if ran.returncode and not faults:
        sys.stderr.write(f"The HTML checker did not run. {ran.stderr}")
        return ran.returncode
    sys.stdout.write(f"The HTML checker: {faults} errors on {len(kept)} pages.\n")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
