"""Every decoder on what it was fuzzed with and fell over once, on its seeds, and on a few inputs drawn anew."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.decoders import CORPUS, DECODERS
from tests.drawing import steadily

_KEPT = sorted(file for name in DECODERS for file in (CORPUS / name).glob("*"))


@pytest.mark.parametrize("file", _KEPT, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_was_found_once_is_decoded_or_refused(file: Path) -> None:
    DECODERS[file.parent.name](file.read_bytes())


def test_every_decoder_has_a_seed() -> None:
    assert {file.parent.name for file in _KEPT} == set(DECODERS)


@pytest.mark.hypothesis
@pytest.mark.parametrize("name", DECODERS)
def test_any_text_is_decoded_or_refused(name: str) -> None:
    @steadily(30)
    @given(st.text() | st.from_regex(r"[0-9/ .,:@a-z+-]{0,40}"))
    def decode(text: str) -> None:
        DECODERS[name](text.encode("utf-8", "surrogatepass"))

    decode()
