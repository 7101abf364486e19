"""What must be true afterwards, looked up in the database with the keys, and in every byte that was written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import func, select

from screener.audit import Action, LineFilter
from screener.dystonia import DYSTONIA
from screener.questionnaire.flow import walk
from screener.questionnaire.question import Kind
from screener.settings import Settings
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission as table
from screener.storage.tables.work import contact_attempt, note, search_term
from screener.submissions.opened import Opened
from tests.person import answers_in
from torture.nurses import Nurse
from torture.people import Person
from torture.traces import files, planted
from torture.two_nurses import Rounds

WRONG = ("lost", "doubled", "altered", "half purged", "audit broken", "in clear")
_AT_ONCE = 200
_TYPED = ("name", "phone", "email", "message")


class Findings:
    """What is wrong, in words that hold nothing about a person but their number."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._keyring = Keyring(settings.data_keys, "data")
        self.wrong: list[str] = []
        self.figures: Counter[str] = Counter()
        opened = self._all()
        self._contents = {each.submission.reference: each.content for each in opened}
        self._submissions = {each.submission.reference: each.submission for each in opened}
        assert len(self._submissions) == len(opened)
        self._by_phone = Counter(each.content.contact.phone for each in opened if each.content)

    def _all(self) -> list[Opened]:
        with self._database.reading() as connection:
            ids = list(connection.scalars(select(table.c.id)))
            reviews, found = Reviews(connection, self._keyring), list[Opened]()
            for start in range(0, len(ids), _AT_ONCE):
                found += reviews.opened(ids[start : start + _AT_ONCE])
        return found

    def people(self, people: Iterable[Person]) -> None:
        """Check that whoever was shown a reference is stored once, with what they typed, and nobody else twice."""
        for person in people:
            if len(person.references) > 1:
                self._say("doubled", person, "was shown two references")
            for reference in person.references:
                self.figures["references"] += 1
                self._shown(person, reference)
            stored = self._by_phone[person.phone]
            most = 1 if person.pressed and not person.withdrew else 0
            if stored > most and not (person.withdrawing and not person.withdrew and stored == 1):
                self._say("doubled", person, f"is stored {stored} times")

    def _shown(self, person: Person, reference: str) -> None:
        submission = self._submissions.get(reference)
        if submission is None:
            self._say("lost", person, "is not stored")
            return
        if person.withdrew or (person.withdrawing and submission.is_tombstone):
            if not submission.is_tombstone:
                self._say("lost", person, "took it back, and it is there")
            return
        content = self._contents[reference]
        if content is None:
            self._say("altered", person, "cannot be read")
            return
        kept = {**{name: getattr(content.contact, name) for name in _TYPED}, **_told(content.answers)}
        typed = {**{name: person.contact[name] for name in _TYPED}, "phone": person.phone, **_typed(person)}
        if kept != typed:
            differing = sorted(
                name for name in kept.keys() | typed.keys() if kept.get(name) != typed.get(name)
            )
            self._say("altered", person, f"differs in {differing}")
        with self._database.reading() as connection:
            found = Submissions(connection, self._keyring).by_receipt(person.code.replace("-", " "))
        if found is None or found.reference != reference:
            self._say("lost", person, "has a receipt that opens nothing")

    def nurses(self, nurses: Iterable[Nurse]) -> None:
        """Check that every note that was acknowledged is there once, and every change in the audit: one, where several did the same."""
        notes, changes, given = self._written()
        for nurse in nurses:
            for reference, words in nurse.notes:
                if self._submissions[reference].is_tombstone:
                    continue
                self.figures["acknowledged changes"] += 1
                if notes[reference, words] != 1:
                    self.count("lost" if not notes[reference, words] else "doubled", f"a note of {reference}")
            for what, there in ((nurse.statuses, changes), (nurse.given, given)):
                for each, times in Counter(what).items():
                    self.figures["acknowledged changes"] += times
                    if not there[each]:
                        self.count("lost", f"a change: {each}")

    def _written(self) -> tuple[Counter[object], Counter[object], Counter[object]]:
        notes, changes, given = Counter[object](), Counter[object](), Counter[object]()
        with self._database.reading() as connection:
            reviews = Reviews(connection, self._keyring)
            for submission in self._submissions.values():
                notes.update((submission.reference, each.text) for each in reviews.notes(submission))
                wanted = LineFilter(subjects=(submission.id,))
                for line in audit.lines(connection, wanted, before=None, limit=100_000):
                    if line.event.action is Action.STATUS_CHANGED:
                        changes[submission.reference, line.event.details["to"]] += 1
                    if line.event.action is Action.ASSIGNED:
                        given[f"{submission.reference}:{line.event.details['to']}"] += 1
        return notes, changes, given

    def purges(self) -> None:
        """Check that content is there as a whole, or gone as a whole, with notes, tries and search terms."""
        with self._database.reading() as connection:
            gone = [each.id for each in self._submissions.values() if each.is_tombstone]
            left = select(func.count())
            for beside in (note, contact_attempt, search_term):
                rows = connection.scalar(left.select_from(beside).where(beside.c.submission_id.in_(gone)))
                if rows:
                    self.count("half purged", f"{rows} rows of {beside.name}")
            has_terms = set(connection.scalars(select(search_term.c.submission_id)))
        self.figures["purged or taken back"] = len(gone)
        for submission in self._submissions.values():
            if not submission.is_tombstone and submission.id not in has_terms:
                self.count("half purged", f"{submission.reference} cannot be found any longer")

    def rounds(self, reference: str, told: Rounds) -> None:
        """Check that every note of both nurses is there once, and as many changes as were acknowledged."""
        submission = self._submissions[reference]
        with self._database.reading() as connection:
            notes = Counter(each.text for each in Reviews(connection, self._keyring).notes(submission))
            wanted = LineFilter(subjects=(submission.id,), action=Action.STATUS_CHANGED)
            changes = len(audit.lines(connection, wanted, before=None, limit=100_000))
        self.figures["notes of two nurses at once"] = len(told.notes)
        for words in told.notes:
            if notes[words] != 1:
                self.count("doubled" if notes[words] else "lost", f"a note of two nurses at once: {words}")
        if changes != told.changes:
            self.count("lost", f"{told.changes} changes of two nurses were acknowledged, {changes} made")

    def traces(self, folders: Sequence[Path], emails: Sequence[bytes]) -> None:
        """Search every byte that was written for what people typed, as text, as hexadecimal digits, and in base64."""
        pattern = planted()
        for name, written in (*files(folders), *(("an email", each) for each in emails)):
            self.figures["megabytes searched"] += len(written)
            if found := pattern.search(written):
                self.count("in clear", f"{found[0][:12]!r} in {name}")
        self.figures["megabytes searched"] //= 2**20

    def line(self, happened: Mapping[str, int]) -> str:
        """Return all that counts in one line."""
        found = self.figures
        first = f"{happened['kills']} kills, {found['references']} references shown"
        wrong = ", ".join(f"{found[kind]} {kind}" for kind in WRONG)
        rest = (
            "acknowledged changes",
            "purged or taken back",
            "notes of two nurses at once",
            "megabytes searched",
        )
        return f"{first}: {wrong}; {', '.join(f'{found[what]} {what}' for what in rest)}"

    def _say(self, kind: str, person: Person, what: str) -> None:
        self.count(kind, f"person {person.number} {what}")

    def count(self, kind: str, what: str) -> None:
        """Keep that something is wrong."""
        self.figures[kind] += 1
        self.wrong.append(f"{kind}: {what}")


def _typed(person: Person) -> dict[str, object]:
    """Return what was typed and applies: a page holds questions that its script alone brings up."""
    applies = walk(DYSTONIA, answers_in({"all": person.typed})).answers
    return {
        name: sorted(value) if isinstance(value, list) else value
        for name, value in person.typed.items()
        if name in applies
    }


def _told(answers: Mapping[str, object]) -> dict[str, object]:
    return {
        name: str(value) if DYSTONIA.questions[name].kind is Kind.YEARS else value
        for name, value in answers.items()
        if value is not None
    }
