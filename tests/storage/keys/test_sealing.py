"""A sealed value opens for what it was sealed for, with a key of the ring, unchanged, and for nothing else."""

import base64
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.storage.keys.sealing import KEY_BYTES, VERSION, CannotOpen, Keyring, key_from, new_key

OLD, NEW, OTHER = (bytes([number]) * KEY_BYTES for number in (1, 2, 3))
RING = Keyring([OLD], "data")
PURPOSE = ("submission", "contact", "row-1")
SEALED = RING.seal(b"a secret", *PURPOSE)
HEAD_BYTES, NONCE_BYTES, TAG_BYTES = 5, 12, 16


def _id_of(key: bytes) -> bytes:
    return sha256(b"screener key id" + key).digest()[:4]


PURPOSES = st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=4)


@given(st.binary(max_size=2000), PURPOSES)
def test_what_was_sealed_opens_for_its_purpose(plain: bytes, purpose: list[str]) -> None:
    assert RING.open(RING.seal(plain, *purpose), *purpose) == plain


@given(PURPOSES, PURPOSES)
def test_what_was_sealed_opens_for_no_other_purpose(sealed_for: list[str], opened_for: list[str]) -> None:
    sealed = RING.seal(b"a secret", *sealed_for)
    if sealed_for == opened_for:
        return
    with pytest.raises(CannotOpen):
        RING.open(sealed, *opened_for)


@pytest.mark.parametrize(
    "purpose",
    [
        ("submissions", "contact", "row-1"),
        ("submission", "answers", "row-1"),
        ("submission", "contact", "row-2"),
        ("submission", "contact"),
        ("submission", "contact", "row-1", ""),
        ("submissioncontact", "row-1"),
        ("submission", "contactrow-1"),
        (),
    ],
)
def test_another_table_column_or_row_cannot_open(purpose: tuple[str, ...]) -> None:
    with pytest.raises(CannotOpen):
        RING.open(SEALED, *purpose)


def test_any_flipped_bit_cannot_be_opened() -> None:
    for place in range(len(SEALED)):
        for bit in range(8):
            changed = bytearray(SEALED)
            changed[place] ^= 1 << bit
            with pytest.raises(CannotOpen):
                RING.open(bytes(changed), *PURPOSE)


def test_a_value_cut_short_or_made_longer_cannot_be_opened() -> None:
    for length in range(len(SEALED)):
        with pytest.raises(CannotOpen):
            RING.open(SEALED[:length], *PURPOSE)
    with pytest.raises(CannotOpen):
        RING.open(SEALED + b"\0", *PURPOSE)


def test_another_version_cannot_be_opened() -> None:
    with pytest.raises(CannotOpen):
        RING.open(b"\x02" + SEALED[len(VERSION) :], *PURPOSE)


def test_a_key_that_is_not_on_the_ring_cannot_open() -> None:
    with pytest.raises(CannotOpen):
        Keyring([OTHER], "data").open(SEALED, *PURPOSE)


def test_the_same_key_for_another_use_cannot_open() -> None:
    with pytest.raises(CannotOpen):
        Keyring([OLD], "session").open(SEALED, *PURPOSE)


def test_the_key_id_of_another_key_of_the_ring_cannot_be_put_on_a_value() -> None:
    both = Keyring([OLD, NEW], "data")
    forged = VERSION + _id_of(NEW) + SEALED[HEAD_BYTES:]
    with pytest.raises(CannotOpen):
        both.open(forged, *PURPOSE)


def test_a_sealed_value_is_version_key_id_nonce_text_and_tag() -> None:
    assert SEALED.startswith(VERSION + _id_of(OLD))
    assert len(SEALED) == HEAD_BYTES + NONCE_BYTES + len(b"a secret") + TAG_BYTES


def test_the_same_text_never_seals_to_the_same_value() -> None:
    sealed = [RING.seal(b"a secret", *PURPOSE) for _ in range(200)]
    assert len({value[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES] for value in sealed}) == 200
    assert len({value[HEAD_BYTES + NONCE_BYTES :] for value in sealed}) == 200


def test_after_a_rotation_the_new_key_seals_and_old_values_open() -> None:
    rotated = Keyring([NEW, OLD], "data")
    assert rotated.open(SEALED, *PURPOSE) == b"a secret"
    sealed = rotated.seal(b"later", *PURPOSE)
    assert Keyring([NEW], "data").open(sealed, *PURPOSE) == b"later"
    with pytest.raises(CannotOpen):
        RING.open(sealed, *PURPOSE)


def test_a_key_taken_off_the_ring_opens_nothing_more() -> None:
    with pytest.raises(CannotOpen):
        Keyring([NEW], "data").open(SEALED, *PURPOSE)


def test_fingerprints_come_newest_first_one_a_key() -> None:
    old, new = (Keyring([key], "data").fingerprints("code", "receipt") for key in (OLD, NEW))
    assert Keyring([NEW, OLD], "data").fingerprints("code", "receipt") == [*new, *old]
    assert len(old[0]) == 32


@pytest.mark.parametrize(
    ("ring", "text", "purpose"),
    [
        (RING, "another", "receipt"),
        (RING, "code", "send_key"),
        (Keyring([OLD], "session"), "code", "receipt"),
        (Keyring([NEW], "data"), "code", "receipt"),
    ],
)
def test_a_fingerprint_depends_on_text_purpose_use_and_key(ring: Keyring, text: str, purpose: str) -> None:
    assert ring.fingerprints(text, purpose) != RING.fingerprints("code", "receipt")


def test_a_ring_without_a_key_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        Keyring([], "data")


@pytest.mark.parametrize("keys", [[OLD, OLD], [OLD, NEW, OLD]])
def test_a_ring_with_the_same_key_twice_cannot_be_made(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="two keys are the same"):
        Keyring(keys, "data")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("\x00\x04sendX", "throttle"), ("X", "throttle", "send")),
        (("X", "throttle", "send"), ("sendX", "throttle")),
        (("", "receipt"), ("receipt",)),
    ],
)
def test_text_and_purpose_cannot_be_shifted_into_each_other(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert RING.fingerprints(*one) != RING.fingerprints(*other)


@given(PURPOSES, PURPOSES)
def test_two_texts_with_their_purposes_never_have_the_same_fingerprint(
    one: list[str], other: list[str]
) -> None:
    same = RING.fingerprints("", *one) == RING.fingerprints("", *other)
    assert same == (one == other)


def test_no_key_is_in_what_a_ring_prints() -> None:
    key = key_from(written := new_key())
    ring = Keyring([key], "data")
    for shown in (repr(ring), str(ring), f"{ring}"):
        assert shown == "<Keyring of 1>"
        assert written not in shown
        assert repr(key) not in shown


def test_what_cannot_be_opened_says_nothing_about_key_or_text() -> None:
    with pytest.raises(CannotOpen) as raised:
        RING.open(SEALED, "elsewhere")
    assert raised.value.args == ()
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


GOOD = base64.urlsafe_b64encode(bytes(range(0, 256, 8))[::-1]).decode()


def test_new_keys_are_32_random_bytes_that_read_back() -> None:
    written = {new_key() for _ in range(50)}
    assert len(written) == 50
    assert all(len(key_from(key)) == 32 for key in written)
    random = bytes(range(32))
    assert key_from(f" {base64.urlsafe_b64encode(random).decode()}\n") == random


@pytest.mark.parametrize("weak", [bytes(32), b"\xff" * 32, b"password" * 4, OLD])
def test_a_key_that_repeats_itself_is_refused(weak: bytes) -> None:
    with pytest.raises(ValueError, match="this one repeats itself"):
        key_from(base64.urlsafe_b64encode(weak).decode())


@pytest.mark.parametrize(
    "written",
    [
        "",
        "short",
        "x" * 44,
        "é" * 44,
        "A" * 40,
        "A" * 47 + "=",
        f"{GOOD[:20]} {GOOD[20:]}",
        f"{GOOD[:20]}!{GOOD[20:]}",
        f"{GOOD}!",
        f"{GOOD}{GOOD}",
        GOOD.rstrip("="),
    ],
)
def test_a_malformed_key_is_refused_without_being_shown(written: str) -> None:
    with pytest.raises(ValueError, match=r"^a key is 32 bytes in url-safe base64$") as raised:
        key_from(written)
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
