"""That several submissions are of one person: written down by one press."""

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.submissions.submission import AlreadyWithdrawn
from screener.use_cases.reviewed import NoSuchSubmission
from screener.use_cases.same_person import As
from screener.web.addresses import SEE_OTHER
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import follow, say
from screener.web.clinic.pages import pages
from screener.web.clinic.typed import press_of, text_of, version_of
from screener.web.use_cases import use_cases


@pages.post("/submissions/<reference>/same-person")
def relate(reference: str) -> BaseResponse:
    """Write in the notes of two submissions that they are of one person, and close a duplicate."""
    try:
        what = As(request.form.get("as", ""))
    except ValueError:
        abort(400)
    version, other = version_of(request.form.get("version")), text_of(request.form.get("other"))
    press = press_of(request.form.get("press"))
    try:
        use_cases().reviews.present(reference)
    except NoSuchSubmission:
        abort(404)
    try:
        done = use_cases().same_person.relate(reference, version, other, what, actor(), press=press)
    except NoSuchSubmission:
        say("There is no other submission of this reference. Nothing was changed.")
    except AlreadyWithdrawn:
        say("The answers of one of them are gone. Nothing was changed.")
    else:
        if done.left:
            say("Written down in both. Somebody changed this in between: close it yourself if it still fits.")
        else:
            say("Written down in both, and closed." if what is As.DUPLICATE else "Written down in both.")
    follow(reference)
    return redirect(url_for("clinic.submission", reference=reference), SEE_OTHER)
