"""What a privacy officer asks of the audit, on both databases."""

import json
from pathlib import Path

import pytest

from screener.audit import Action, LineFilter
from screener.clinic.worklist import Query
from screener.clinic.writing import AddNote
from screener.documents.record import as_file, record_json
from screener.storage import audit
from screener.storage.database import Database
from screener.use_cases.audit_stream import TOLD, Streaming
from tests.storage.working import NEUROLOGIST, NURSE, auditing, content, listing, reviewing, send


def _actions(database: Database, wanted: LineFilter) -> list[Action]:
    return [line.event.action for line in auditing(database).page(wanted).lines]


def test_a_list_is_known_by_whom_it_held_also_after_they_are_gone(database: Database) -> None:
    one, other = (
        send(database, number, id=name, language=language)
        for number, name, language in ((1, "one", "en"), (2, "other", "es"))
    )
    list(listing(database).export(Query(), NURSE))
    list(listing(database).export(Query.read([("language", "es")]), NEUROLOGIST))
    both, spanish = (
        line.number
        for line in reversed(auditing(database).page(LineFilter(action=Action.WORKLIST_EXPORTED)).lines)
    )
    officer = auditing(database)
    assert officer.held(both) == sorted([one.reference, other.reference])
    assert officer.held(spanish) == [other.reference]
    about_one = LineFilter(records=("one",))
    assert _actions(database, about_one) == [Action.WORKLIST_EXPORTED, Action.SUBMISSION_RECEIVED]
    assert [line.event.actor for line in officer.about(["other"])] == ["patient", NURSE.id, NEUROLOGIST.id]
    assert officer.about([]) == ()


def test_somebody_is_found_by_what_they_are_called_and_that_is_in_the_audit_too(database: Database) -> None:
    send(database, 1, id="one", content=content(name="Zoe Quixote", phone="+19135550142"))
    second = send(database, 2, id="two", content=content(name="Zoe Quixote", phone="+19135550143"))
    send(database, 3, id="three", content=content(name="Ann Other", phone="+19135550144"))
    officer = auditing(database)
    assert len(officer.references_of("zoe quixote", "sealed", NURSE)) == 2
    assert officer.references_of("(913) 555-0143", "sealed", NURSE) == [second.reference]
    assert officer.references_of("nobody here", "sealed", NURSE) == []
    (newest, *_) = auditing(database).page(LineFilter(action=Action.AUDIT_SEARCHED)).lines
    assert (newest.event.subject, newest.event.details["count"]) == ("sealed", "0")


def test_an_export_of_the_audit_is_a_line_itself_and_holds_what_was_before_it(database: Database) -> None:
    send(database)
    exported = list(auditing(database).export(LineFilter(), "everything", NURSE))
    assert [line.event.action for line in exported] == [Action.SUBMISSION_RECEIVED]
    assert _actions(database, LineFilter())[0] is Action.AUDIT_EXPORTED


def test_all_of_one_person_is_one_file_with_what_was_written_and_who_looked(database: Database) -> None:
    sent = send(database, content=content(name="Zoe Quixote", message="Ring twice"))
    reviewing(database).open(sent.reference, NURSE)
    reviewing(database).work(sent.reference, 1, [AddNote("prefers mornings")], NURSE)
    (whole,) = auditing(database).whole([sent.reference], NEUROLOGIST)
    kept = record_json(whole.opened, (*whole.notes, *whole.attempts), whole.exams, whole.lines)
    read = json.loads(as_file([kept], {NURSE.id: "Ann Proto"}))[0]
    assert read["submission"]["content"]["contact"]["name"] == "Zoe Quixote"
    assert read["submission"]["content"]["contact"]["message"] == "Ring twice"
    assert [note["text"] for note in read["notes"]] == ["prefers mornings"]
    assert read["notes"][0]["by"] == "Ann Proto"
    assert [line["what"] for line in read["audit"]] == [
        "submission.received",
        "submission.viewed",
        "submission.note_added",
        "submission.exported",
    ]


def test_the_page_that_answers_ones_own_step_is_no_second_view_and_no_way_past_the_first(
    database: Database,
) -> None:
    sent = send(database)
    reviews = reviewing(database)
    reviews.open(sent.reference, NURSE, again=True)
    reviews.open(sent.reference, NURSE, again=True)
    reviews.open(sent.reference, NEUROLOGIST, again=True)
    assert _actions(database, LineFilter(action=Action.SUBMISSION_VIEWED)) == [Action.SUBMISSION_VIEWED] * 2


def test_a_long_history_has_no_silent_end(database: Database) -> None:
    sent = send(database)
    with database.writing() as connection:
        (line,) = audit.lines(connection, LineFilter(), before=None, limit=None)
        for _ in range(600):
            audit.append(connection, line.event)
    assert len(reviewing(database).open(sent.reference, NURSE).history) == 602


class _Stream:
    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.broken = False
        self.most = 500

    def write(self, lines: list[bytes]) -> int:
        if self.broken:
            raise OSError
        self.lines += lines[: self.most]
        return min(self.most, len(lines))


def test_the_stream_holds_each_line_once_in_order_and_goes_on_where_it_was(
    database: Database, tmp_path: Path
) -> None:
    stream, position = _Stream(), tmp_path / "position"
    for number in range(3):
        send(database, number + 1, id=f"id-{number}")
    assert Streaming(database, stream, position).send_new() == 3
    send(database, 9, id="id-9")
    stream.broken = True
    streaming = Streaming(database, stream, position)
    assert [streaming.send_new(), streaming.send_new()] == [0, 0]
    stream.broken = False
    assert [streaming.send_new(), streaming.send_new()] == [1, 0]
    read = [json.loads(line) for line in stream.lines]
    assert [line["line"] for line in read] == [1, 2, 3, 4]
    assert read[3]["subject"] == "id-9"
    assert read[0]["action"] == "submission.received"


def test_what_is_taken_in_part_goes_on_with_the_rest_also_after_a_restart(
    database: Database, tmp_path: Path
) -> None:
    stream, position = _Stream(), tmp_path / "position"
    for number in range(5):
        send(database, number + 1, id=f"id-{number}")
    stream.most = 2
    assert [Streaming(database, stream, position).send_new() for _ in range(4)] == [2, 2, 1, 0]
    assert [json.loads(line)["line"] for line in stream.lines] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("earlier", ["3", "3 " + "0" * 64, "4 " + "0" * 64, "9", "9" * 30, "-1", "three", ""])
def test_the_stream_of_a_database_that_was_put_back_leaves_no_line_out(
    database: Database, tmp_path: Path, earlier: str
) -> None:
    stream, position = _Stream(), tmp_path / "position"
    for number in range(4):
        send(database, number + 1, id=f"id-{number}")
    position.write_text(earlier)
    known = 1 if earlier == "3" else 4  # an earlier version wrote no hash down
    assert Streaming(database, stream, position).send_new() == known
    assert [json.loads(line)["line"] for line in stream.lines] == [1, 2, 3, 4][-known:]
    assert Streaming(database, stream, position).send_new() == 0


def test_no_name_and_no_word_that_somebody_typed_leaves_by_the_stream() -> None:
    assert not TOLD & {"from", "to", "filter"}
