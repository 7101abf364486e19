"""One submission as a PDF for the staff: the words of its page, on paper."""

from collections.abc import Sequence
from datetime import datetime

from flask import Response, abort, render_template, request

from screener.adapters.written_phones import shown
from screener.clinic import explained
from screener.clinic.axis_one import axis_one
from screener.clinic.derived import Fact
from screener.clinic.notes import Attempt, Note
from screener.clinic.review import export
from screener.codes.reference import grouped
from screener.documents.submission import Cited, Found, SubmissionSheet, submission_pdf
from screener.dystonia.parts import part_for_staff
from screener.dystonia.share import wishes_in_words
from screener.rules import RULES_VERSION
from screener.submissions.content import Contact
from screener.submissions.opened import Opened
from screener.submissions.submission import Submission
from screener.use_cases.reviewed import NoSuchSubmission
from screener.web.clinic import words
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import names_of_actors, names_of_staff
from screener.web.clinic.pages import pages
from screener.web.downloads import download
from screener.web.facts import facts
from screener.web.pictures import picture_of
from screener.web.templating import as_told, the_day, to_the_minute
from screener.web.today import age_in_words
from screener.web.use_cases import use_cases


@pages.get("/submissions/<reference>/pdf")
def submission_sheet(reference: str) -> Response:
    """Give the submission as a file, with what staff wrote where the address asks for it; the audit tells of an export.

    From now on it is read.
    """
    try:
        review = use_cases().reviews.open(reference, actor(), export)
    except NoSuchSubmission:
        abort(404)
    made = review.history[-1].event
    # The reference and nothing else: a name of a file is seen by whoever looks at a folder of downloads.
    written: tuple[Note | Attempt, ...] = (
        (*review.notes, *review.attempts) if request.args.get("written") == "yes" else ()
    )
    return download(
        sheet_pdf(review.opened, made.at, _name(made.actor), written),
        f"submission-{grouped(review.opened.submission.reference)}.pdf",
    )


def sheet_pdf(
    opened: Opened, made_at: datetime, made_by: str, written: Sequence[Note | Attempt] = ()
) -> bytes:
    """Return the sheet of a submission, made for somebody who is named, with these notes and attempts."""
    parts = opened.content.parts if opened.content else ()
    picture = render_template("patient/picture.svg", picture=picture_of(parts))
    return submission_pdf(_sheet(opened, made_at, made_by, written), picture)


def _sheet(
    opened: Opened, made_at: datetime, made_by: str, written: Sequence[Note | Attempt]
) -> SubmissionSheet:
    found, content = opened.submission, opened.content
    return SubmissionSheet(
        language=found.language,
        reference=grouped(found.reference),
        heading=(content and content.contact.name) or grouped(found.reference),
        notices=tuple(_notices(opened)),
        needs=explained.needs(opened),
        about=tuple(_about(opened)),
        flags=tuple(
            Cited(flag.for_clinician, flag.source, words.URGENCY[flag.urgency])
            for flag in explained.flags(found)
        ),
        contact=tuple(_contact(content.contact)) if content else (),
        pattern=None if found.is_tombstone else _pattern(opened),
        history=axis_one(content) if content else (),
        sections=content.seen.sections if content else (),
        left_out=explained.left_out(content) if content else (),
        colophon=_colophon(found, content.contact.consent) if content else "",
        made=f"Made {to_the_minute(made_at)} by {made_by}.",
        clinic=facts().name,
        story=tuple(_written(one) for one in sorted(written, key=lambda one: one.at)),
    )


def _written(one: Note | Attempt) -> Fact:
    said = [] if isinstance(one, Note) else [f"{words.MEANS[one.means]}: {words.OUTCOME[one.outcome]}."]
    said.append("This cannot be opened." if one.text is None else one.text)
    if one.struck:
        said.insert(0, f"Struck as wrong by {_name(one.struck.by)}: {one.struck.reason or ''}.")
    return Fact(f"{to_the_minute(one.at)}, {_name(one.by)}", " ".join(text for text in said if text))


def _notices(opened: Opened) -> list[str]:
    found = opened.submission
    notices = ["Synthetic: nobody sent this."] if found.synthetic else []
    if found.hold:
        notices.append(f"On hold: {words.HOLD[found.hold].lower()}.")
    if found.withdrawn_at:
        who = "The clinic deleted" if found.purged else "The person took back"
        notices.append(f"{who} the answers on {to_the_minute(found.withdrawn_at)}.")
    elif opened.is_damaged:
        notices.append("The answers cannot be opened.")
    return notices


def _about(opened: Opened) -> list[Fact]:
    found = opened.submission
    answered_at = opened.content.answered_at if opened.content else ""
    closed = f" ({words.CLOSED[found.closed_reason]})" if found.closed_reason else ""
    facts = [
        Fact("Reference", grouped(found.reference)),
        Fact("Answered", f"{as_told(answered_at)}, in another system" if answered_at else ""),
        Fact("Received", to_the_minute(found.received_at)),
        Fact("Language", words.LANGUAGE[found.language]),
        Fact("Answered by", words.RESPONDENT.get(found.respondent, "")),
        Fact("Sent by the program", names_of_actors().get(found.sent_by, "") if found.sent_by else ""),
        Fact("Entered by phone by", _name(found.entered_by) if found.entered_by else ""),
        Fact("Status", f"{words.status_of(found)}{closed}"),
        Fact("Assigned to", _name(found.assignee) if found.assignee else "nobody"),
    ]
    return [fact for fact in facts if fact.text]


def _contact(contact: Contact) -> list[Fact]:
    facts = [
        Fact("Phone", shown(contact.phone) if contact.phone else ""),
        Fact("Email", contact.email),
        Fact("Ask for", contact.own_name),
        Fact("Best time", contact.best_time.capitalize()),
        Fact("For a visit", ", ".join(wishes_in_words(contact.wishes))),
        Fact("May leave a message", contact.leave_message.capitalize() or "Not answered: do not leave one"),
        Fact("Speaks", words.spoken_by(contact.language).capitalize()),
        Fact("Date of birth", _born(contact.date_of_birth) if contact.date_of_birth else ""),
        Fact("Message", contact.message),
    ]
    return [fact for fact in facts if fact.text]


def _born(day: str) -> str:
    return f"{the_day(day)}, {age_in_words(day)}"


def _pattern(opened: Opened) -> Found:
    found, content = opened.submission, opened.content
    older = f"Sorted by rules {found.rules_version}; the rules here are {RULES_VERSION}."
    name = words.PATTERN[found.distribution or "none"]
    return Found(
        title=f"{name}, generalized" if found.generalized else name,
        definition=explained.definition(found),
        marked=", ".join(part_for_staff(part) for part in content.parts) if content else "",
        regions=", ".join(words.REGION[region] for region in words.REGION if region in found.regions),
        reasons=(older,) if found.rules_version != RULES_VERSION else explained.reasons(opened),
        pairs=tuple(
            Cited(
                f"{words.REGION[pair.one]} next to {words.REGION[pair.other].lower()}: {pair.strength}.",
                pair.ground,
            )
            for pair in explained.pairs(opened)
        ),
        caveats=tuple(Cited(caveat.why, caveat.source) for caveat in explained.caveats(opened)),
    )


def _colophon(found: Submission, consent: str) -> str:
    agreed = "Consent, read to the caller, who agreed" if found.entered_by else "Consent"
    versions = f"Questionnaire {found.questionnaire_version}, rules {found.rules_version}"
    return f"{versions}. {agreed}: {consent}"


def _name(staff_id: str) -> str:
    return (names_of_staff() | words.NO_ACCOUNT).get(staff_id, "a former colleague")
