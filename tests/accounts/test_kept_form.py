import pytest

from screener.accounts.kept_form import worth_keeping


def test_what_was_written_is_kept_in_its_order_with_all_it_needs_to_be_sent_again() -> None:
    fields = [("version", "3"), ("note", "Mornings."), ("part", "neck"), ("part", "jaw"), ("status", "")]
    assert worth_keeping(fields) == tuple(fields)


@pytest.mark.parametrize("name", ["csrf_token", "password", "code", "answer", "kept", "kept_for"])
def test_what_proves_who_somebody_is_is_never_kept(name: str) -> None:
    assert worth_keeping([(name, "secret"), ("note", "Mornings.")]) == (("note", "Mornings."),)
    assert worth_keeping([(name, "secret")]) == ()


@pytest.mark.parametrize(
    "fields",
    [[], [("version", "3"), ("seen", "1"), ("press", "f" * 32)], [("note", " \n"), ("version", "3")]],
)
def test_a_form_in_which_nobody_chose_or_wrote_anything_is_not_kept(fields: list[tuple[str, str]]) -> None:
    assert worth_keeping(fields) == ()
