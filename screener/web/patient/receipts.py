"""The receipt: found by its words, shown as it stands, and the way to take the answers back."""

from flask import abort, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.clinic.standing import standing
from screener.codes import five_words
from screener.codes.receipt import in_link, normalized
from screener.dystonia import advice, voice_of
from screener.dystonia.red_flags import told
from screener.questionnaire.typed import readable_part
from screener.questionnaire.wording import N_
from screener.submissions.submission import Submission
from screener.web import draft
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.patient.mistakes import how_to_mend_words
from screener.web.patient.pages import pages
from screener.web.templating import address
from screener.web.use_cases import use_cases

_UNKNOWN = N_("We do not know these words. Check each word and their order.")


@pages.get("/receipt")
def find_receipt() -> str:
    """Ask for a receipt code."""
    return render_template("patient/find_receipt.html", typed="", error=None)


@pages.post("/receipt")
def open_receipt() -> BaseResponse:
    """Go to the receipt of the code that was typed."""
    typed = request.form.get("code", "")
    code = normalized(typed)
    if code is None:
        return _again(typed, _why_no_code(typed))
    if use_cases().submissions.receipt(code, network_address()) is None:
        return _again(typed, gettext(_UNKNOWN))
    return redirect(address("receipt", code=in_link(code)), SEE_OTHER)


def _again(typed: str, error: str) -> BaseResponse:
    again = render_template(
        "patient/find_receipt.html", typed=readable_part(typed)[: five_words.LONGEST_TYPED], error=error
    )
    return make_response(again, 422)


def _why_no_code(typed: str) -> str:
    try:
        five_words.normalized(typed)
    except five_words.NotACode as fault:
        return how_to_mend_words(fault, typed)
    return str(gettext(_UNKNOWN))


@pages.get("/receipt/<code>/", endpoint="receipt_with_a_stroke")  # as some mail programs write a link
@pages.get("/receipt/<code>")
def receipt(code: str) -> str:
    """Show the state of a submission, and the parts that it marks, to the holder of its receipt code."""
    submission = _found(code)
    content = use_cases().submissions.content(submission)
    return render_template(
        "patient/receipt.html",
        submission=submission,
        parts=content.parts if content else (),
        standing=standing(submission),
        tells_news=use_cases().submissions.tells_news(submission),
        code=code,
        advice=advice,
        flags=told(submission.flags),
        voice=voice_of(submission.respondent),
    )


@pages.get("/receipt/<code>/withdraw")
def confirm_withdraw(code: str) -> BaseResponse:
    """Ask once before a submission is withdrawn; one that is gone is shown as such."""
    submission = _found(code)
    if submission.is_tombstone:
        return redirect(address("receipt", code=code), SEE_OTHER)
    return make_response(render_template("patient/withdraw.html", submission=submission, code=code))


@pages.post("/receipt/<code>/withdraw")
def withdraw(code: str) -> BaseResponse:
    """Purge the content of the submission, and the copy of it in this browser, and show its receipt."""
    if use_cases().submissions.withdraw(code, network_address()) is None:
        abort(404)
    if (draft.sent() or {}).get("code") == normalized(code):
        draft.forget_copy()
    return redirect(address("receipt", code=code), SEE_OTHER)


@pages.post("/receipt/<code>/stop-emails")
def stop_emails(code: str) -> BaseResponse:
    """Tell the person nothing more by email."""
    if use_cases().submissions.stop_news(code, network_address()) is None:
        abort(404)
    return redirect(address("receipt", code=code), SEE_OTHER)


def _found(code: str) -> Submission:
    return use_cases().submissions.receipt(code, network_address()) or abort(404)
