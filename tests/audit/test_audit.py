from datetime import UTC, datetime

import pytest

from screener.audit import ALLOWED_DETAILS, PATIENT, Action, Event

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)


def test_an_event_says_what_who_which_record_and_when() -> None:
    event = Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON, {"language": "es"})
    assert (event.action, event.actor, event.subject, event.at) == (
        "submission.received",
        "patient",
        "id-1",
        NOON,
    )
    assert event.details == {"language": "es"}


def test_an_event_without_details_has_none() -> None:
    assert Event(Action.SUBMISSION_WITHDRAWN, PATIENT, "id-1", NOON).details == {}


def test_only_versions_and_facts_about_the_work_are_kept_for_ever() -> None:
    of_staff = {"address", "role", "step"}
    of_the_work = {"version", "undoes", "from", "to", "reason", "first_contact_at", "means", "outcome"}
    of_lists = {"filter", "count"}
    of_purges = {"proposal", "proposed_by", "left"}
    of_submissions = {"language", "questionnaire_version", "rules_version"}
    assert (
        of_submissions | of_staff | of_the_work | of_lists | of_purges | {"exam_version", "call_back_at"}
        == ALLOWED_DETAILS
    )
    every = dict.fromkeys(ALLOWED_DETAILS, "x")
    assert Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON, every).details == every


@pytest.mark.parametrize("detail", ["distribution", "name", "flags", "Language", "parts", ""])
def test_any_other_detail_is_refused_by_name(detail: str) -> None:
    with pytest.raises(ValueError, match=f"^not kept in the audit: {detail}$"):
        Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON, {"language": "en", detail: "x"})


def test_all_refused_details_are_named_in_order() -> None:
    with pytest.raises(ValueError, match=r"^not kept in the audit: name, parts$"):
        Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON, {"parts": "x", "name": "x"})


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware time"):
        Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON.replace(tzinfo=None))


def test_an_event_cannot_be_changed() -> None:
    event = Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON)
    with pytest.raises(AttributeError):
        event.actor = "somebody"  # type: ignore[misc]  # what mypy refuses is what is tried


def test_the_actions_are_written_as_they_are_stored() -> None:
    assert [*Action] == [
        "submission.received",
        "submission.withdrawn",
        "submission.viewed",
        "submission.exported",
        "submission.status_changed",
        "submission.assigned",
        "submission.note_added",
        "submission.contact_attempted",
        "submission.call_back_set",
        "submission.struck",
        "submission.news_stopped",
        "exam.recorded",
        "exam.corrected",
        "exam.compared_first",
        "agreement.exported",
        "worklist.searched",
        "worklist.exported",
        "account.invited",
        "account.invitation_taken_back",
        "account.opened",
        "account.password_link_made",
        "account.roles_changed",
        "account.renamed",
        "account.email_changed",
        "account.password_set",
        "account.disabled",
        "account.enabled",
        "account.emails_chosen",
        "second_factor.set_up",
        "second_factor.reset",
        "recovery_codes.made",
        "recovery_codes.used",
        "passkey.added",
        "passkey.removed",
        "passkey.used",
        "passkey.perhaps_copied",
        "sign_in.password_accepted",
        "sign_in.completed",
        "sign_in.failed",
        "sign_in.throttled",
        "sign_on.refused",
        "sign_on.proved_again",
        "identity.connected",
        "identity.disconnected",
        "sign_out.here",
        "sign_out.everywhere",
        "submission.purged",
        "submission.held",
        "submission.hold_lifted",
        "purge.proposed",
        "purge.confirmed",
        "purge.cancelled",
        "research.proposed",
        "research.confirmed",
        "research.cancelled",
        "research.taken",
        "facts.proposed",
        "facts.confirmed",
        "facts.cancelled",
        "audit.searched",
        "audit.exported",
        "audit.checked",
        "database.restored",
        "keys.rotated",
        "synthetic.removed",
        "kiosk.made",
        "kiosk.revoked",
        "client.made",
        "client.revoked",
        "client.signed_in",
        "client.refused",
        "client.searched",
        "submission.read_by_client",
        "submission.taken_out",
        "submission.pushed",
    ]


def test_what_a_newer_version_did_is_called_as_it_calls_it() -> None:
    newer = Action("submission.faxed")
    assert (newer, newer.value, newer.name) == ("submission.faxed", "submission.faxed", "submission.faxed")
    assert newer not in list(Action)
    with pytest.raises(ValueError, match="7"):
        Action(7)  # type: ignore[arg-type]  # what mypy refuses is what is tried
