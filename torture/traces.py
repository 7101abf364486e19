"""Every byte that was written, searched for what people typed: as text, as hexadecimal digits, and in base64."""

import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from torture.people import MARK, PHONE_MARK


def planted() -> re.Pattern[bytes]:
    """Return a pattern of everything planted, in each way that it may be written."""
    words = [MARK, MARK.title(), f"+1{PHONE_MARK}", f"({PHONE_MARK[:3]}) {PHONE_MARK[3:]}"]
    written = {word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le")}
    forms = set(written)
    for each in written:
        forms |= {each.hex().encode(), each.hex().upper().encode()}
        for before in range(3):  # base64 looks another way at each place in a group of three
            coded = base64.b64encode(bytes(before) + each)
            forms.add(coded[(0, 2, 3)[before] : len(coded) // 4 * 4 - 4].rstrip(b"="))
    return re.compile(b"|".join(re.escape(form) for form in sorted(forms) if len(form) > 6))


def files(folders: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file in some folders."""
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                yield file.name, file.read_bytes()
