"""The exam of one submission: written down blind first, then beside what the person marked."""

from flask import abort, make_response, redirect, render_template, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from screener.accounts.kept_form import KeptForm
from screener.body.anatomy import LIMB_REGION, MARKS, WITHOUT_SIDE, BodyPart, Side
from screener.clinic.exam import NewerExam
from screener.clinic.findings import LETTER_OF, Contradiction, Findings
from screener.clinic.tallies import rule_on, unsided, word_of
from screener.dystonia.parts import part_label
from screener.submissions.content import Content
from screener.submissions.submission import AlreadyWithdrawn
from screener.use_cases.exams import Examined
from screener.use_cases.reviewed import NoSuchSubmission
from screener.web.addresses import SEE_OTHER
from screener.web.clinic import words
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import follow, follows, names_of_staff, said, say
from screener.web.clinic.exam_form import ExamForm
from screener.web.clinic.kept import put_back
from screener.web.clinic.pages import pages
from screener.web.use_cases import use_cases

_LETTERS_HINT = "n rh ll is neck, right hand, left leg. " + ", ".join(
    f"{letter} {part.value.replace('_', ' ')}" for part, letter in LETTER_OF.items()
)


@pages.get("/submissions/<reference>/exam")
def exam(reference: str) -> Response:
    """Show the form, without a word of what the person marked until there is an exam or somebody chose to look."""
    found = _opened(reference, again=follows(reference))
    newest = found.exams[-1].findings if found.exams else None
    if kept := put_back(url_for("clinic.record_exam", reference=reference)):
        return _page(found, ExamForm(formdata=MultiDict(kept.fields)), 200, kept)
    form = ExamForm(formdata=None, data=newest.as_texts() if newest else None)
    if not found.exams:
        form.letters.render_kw = {**form.letters.render_kw, "autofocus": True}
    return _page(found, form, 200)


@pages.post("/submissions/<reference>/exam")
def record_exam(reference: str) -> Response:
    """Keep what the exam found, as the first version or as a correction."""
    form = ExamForm()
    findings = _findings(form)
    if findings is None:
        return _page(_opened(reference, again=True), form, 422)
    try:
        made = use_cases().exams.record(reference, findings, form.seen.data or 0, actor())
    except NoSuchSubmission:
        abort(404)
    except NewerExam:
        form.seen.errors = (
            "Somebody saved an exam in between. It stands below; yours is still in the form.",
        )
        return _page(_opened(reference, again=True), form, 409)
    except AlreadyWithdrawn:
        form.seen.errors = ("The answers are gone: they were taken back or purged in between.",)
        return _page(_opened(reference, again=True), form, 409)
    say(f"Saved{', blind' if made.blind else ''}, version {made.version}.")
    follow(reference)
    return redirect(url_for("clinic.exam", reference=reference), SEE_OTHER)


@pages.post("/submissions/<reference>/exam/compare-first")
def compare_first(reference: str) -> Response:
    """Show the person's marks before there is an exam, and keep that they were looked at."""
    try:
        use_cases().exams.compare_first(reference, actor())
    except NoSuchSubmission:
        abort(404)
    follow(reference)
    return redirect(url_for("clinic.exam", reference=reference), SEE_OTHER)


def _findings(form: ExamForm) -> Findings | None:
    if not form.validate():
        return None
    try:
        return form.findings()
    except Contradiction as contradiction:
        form[contradiction.field].errors = (str(contradiction),)
        return None


def _opened(reference: str, *, again: bool) -> Examined:
    try:
        return use_cases().exams.open(reference, actor(), again=again)
    except NoSuchSubmission:
        abort(404)


def _page(found: Examined, form: ExamForm, status: int, kept: KeptForm | None = None) -> Response:
    submission, content = found.opened.submission, found.opened.content
    newest = found.exams[-1] if found.exams else None
    findings = newest.findings if newest else None
    unfolded = content if found.looked or newest else None
    return make_response(
        render_template(
            "clinic/exam.html",
            submission=submission,
            name=content.contact.name if content else "",
            form=form,
            kept=kept,
            rows=_rows(),
            letters_hint=_LETTERS_HINT,
            exams=found.exams,
            newest=newest,
            looked=found.looked,
            marked=unfolded.parts if unfolded else (),
            unfolded=unfolded is not None,
            lines=_compared(unfolded, findings) if unfolded and findings else (),
            rule_on_marks=word_of(submission.distribution, generalized=submission.generalized),
            rule_on_seen=rule_on(findings.parts) if findings else None,
            staff=names_of_staff() | words.NO_ACCOUNT,
            words=words,
            said=said(),
        ),
        status,
    )


def _rows() -> list[tuple[str, str, dict[str, str]]]:
    """Return each part with its label and what can be marked of it, by column."""
    rows = []
    for part in BodyPart:
        sides = {} if part in WITHOUT_SIDE else {side.value: f"{side}_{part}" for side in Side}
        middle = {} if part in LIMB_REGION else {"both": part.value}
        label = part_label(part)[0] if part.value in MARKS else part.value.capitalize()
        rows.append((part.value, label, sides | middle))
    return rows


def _compared(content: Content, findings: Findings) -> list[tuple[str, str, str]]:
    marked, seen = unsided(content.parts), unsided(findings.parts)
    lines = []
    for part in sorted(marked | seen, key=list(MARKS).index):
        found = "seen" if part in seen else "not seen"
        if MARKS[part].part in findings.not_examined:
            found = "not examined"
        lines.append((part_label(part)[0], "marked" if part in marked else "not marked", found))
    return lines
