"""A working day in the clinic, with a real browser: in by invitation, through the worklist, a call, a note, out."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import expect
from sqlalchemy import update

from screener import create_app
from screener.accounts.session import IDLE
from screener.accounts.staff import FIRST
from screener.audit import Actor
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import walk
from screener.settings import from_environment
from screener.storage.tables.account import staff_session
from screener.submissions.content import Contact
from screener.use_cases.send_keys import new_send_key
from screener.web.page_request import CLINIC
from screener.web.session import STAFF_COOKIE
from screener.web.use_cases import use_cases
from tests.authenticator_app import code_of
from tests.browser.person import Person
from tests.person import answers
from tests.strict import StrictClient
from tests.web.clinic.staff import PASSWORD
from tests.web.clinic.staff import Person as StaffPerson

Someone = Callable[..., Person]
TODAY = {"new-or-worse": frozenset({"swallowing"})}


def receives(instance: Path, name: str, **changes: object) -> str:
    """Let a patient send; return the reference."""
    contact = Contact(
        name=name, phone="+19135550123", best_time="morning", leave_message="yes", consent="Yes."
    )
    return receives_from(instance, contact, **changes)


def receives_from(instance: Path, contact: Contact, **changes: object) -> str:
    """Let somebody send who can be reached so; return the reference."""
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    given = Answers({**answers(), **changes})  # type: ignore[dict-item]
    receipt = use_cases(app).submissions.send(
        walk(DYSTONIA, given),
        contact,
        language="en",
        translate=str,
        send_key=new_send_key(),
        address="test",
    )
    use_cases(app).database.engine.dispose()
    reference: str = receipt.reference
    return reference


def comes_in(someone: Someone, instance: Path, email: str, name: str) -> Person:
    """Be signed in at a desk, as clinician and administrator, and see the worklist."""
    return at_a_desk(someone, with_an_account(instance, email, name))


def with_an_account(instance: Path, email: str, name: str) -> StaffPerson:
    """Return somebody with an account and a session, who has both from no page."""
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    app.test_client_class = StrictClient
    staff = StaffPerson(app, email, name=name, administrator=True).come_in()
    use_cases(app).database.engine.dispose()
    return staff


def at_a_desk(someone: Someone, staff: StaffPerson, home: str = "/clinic/") -> Person:
    """Give somebody with a session a browser window with its cookie, and the page in it that they come to: the worklist."""
    person = someone(f"clinic-{staff.name}", viewport={"width": 1280, "height": 900})
    cookie = staff.browser.get_cookie(STAFF_COOKIE.name, path=CLINIC)
    assert cookie
    address = {"domain": "127.0.0.1", "path": CLINIC, "httpOnly": True, "sameSite": "Lax"}
    person.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, **address}])  # type: ignore[typeddict-item]
    return person.goes_to("/clinic/").is_on(home)


def comes_in_by_the_pages(someone: Someone, instance: Path, email: str, name: str) -> Person:
    """Accept an invitation, set up the app, and see the recovery codes."""
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    invite = use_cases(app).invitations.invite
    token = invite(email, FIRST, Actor("test", ""))
    use_cases(app).database.engine.dispose()
    person = someone(f"clinic-{name}", viewport={"width": 1280, "height": 900})
    person.goes_to(f"/clinic/invitation/{token}").writes("Your name", name)
    person.writes("New password", PASSWORD)
    person.page.get_by_role("main").get_by_role("button").click()
    person.sees_a_sound_page().writes("Email address", email).writes("Password", PASSWORD)
    person.continues()
    key = person.page.locator("main code").first.inner_text()
    person.page.get_by_label("Code").fill(code_of(key))
    person.page.get_by_role("main").get_by_role("button").click()
    return person.sees_a_sound_page()


def test_a_working_day(someone: Someone, instance: Path, server: str) -> None:
    assert server
    quiet, urgent = receives(instance, "Quinn Quiet"), receives(instance, "Ursula Urgent", **TODAY)
    ann = comes_in(someone, instance, "ann@clinic.example", "Ann Nurse")
    rows = ann.page.locator("tbody tr")
    expect(rows.first).to_contain_text("Ursula Urgent")
    expect(rows.first).to_contain_text("Today")
    expect(rows.first).to_contain_text("unread")
    ann.page.get_by_role("link", name="Ursula Urgent").click()
    ann.sees_a_sound_page().sees("Red flags").sees("43 at onset").sees("Neck")
    ann.page.get_by_label("Reached").check()
    ann.writes("Note", "Will come on Tuesday.").presses("Save").sees("Saved.").sees("Will come on Tuesday.")
    expect(ann.page.locator(".record-head")).to_contain_text("Contacted")

    ben = comes_in(someone, instance, "ben@clinic.example", "Ben Nurse")
    ben.goes_to(f"/clinic/submissions/{urgent}")
    ann.page.get_by_label("Note", exact=True).fill("She has a daughter who drives.")
    ann.presses("Save").sees("She has a daughter who drives.")
    ben.page.get_by_label("Note", exact=True).fill("Left a leaflet for her.")
    ben.page.get_by_label("Appointment booked").check()
    ben.presses("Save").sees("Somebody changed this in between").sees("Left a leaflet for her.")
    expect(ben.page.get_by_label("Appointment booked")).to_be_checked()
    ben.presses("Save").sees("Saved.").sees("She has a daughter who drives.")

    ann.goes_to("/clinic/").page.get_by_role("searchbox").fill("urgent ursula")
    ann.presses("Search").sees("Ursula Urgent")
    assert "ursula" not in ann.page.url.lower()
    expect(ann.page.locator("tbody tr")).to_have_count(1)
    ann.goes_to("/clinic/?unread=yes").sees("Quinn Quiet")
    assert not ann.page.get_by_text("Ursula Urgent").count()
    ann.page.get_by_text("Filter", exact=True).click()
    ann.presses("Show").sees("Quinn Quiet").page.get_by_text("Kept filters").click()
    ann.writes("Keep this filter as", "To read").presses("Keep").sees("The filter was saved.")
    ann.goes_to("/clinic/").page.get_by_text("Kept filters").click()
    ann.presses("To read").is_on("/clinic/?tab=open&unread=yes")
    ann.goes_to(f"/clinic/submissions/{quiet}").goes_to("/clinic/?sort=newest")
    ann.page.get_by_label(f"Choose {_grouped(quiet)}").check()
    ann.page.locator(".bulk-bar").get_by_label("Status").select_option("in_review")
    ann.presses("Change the chosen").sees("1 changed.")
    with ann.page.expect_download() as download:
        ann.page.get_by_role("button", name="as a table (CSV)").click()
    assert "Quinn Quiet" in download.value.path().read_text(encoding="utf-8-sig")
    ann.goes_to("/clinic/audit")
    for done in ("Exported", "Searched", "Note added", "Opened"):
        # midnight may be among it: each day has a body of its own
        expect(ann.page.locator("table")).to_contain_text(done)
    ann.presses("Sign out")
    ann.page.goto("/clinic/")
    ann.is_on("/clinic/sign-in")


_IN_SIGHT = """() => {
  const foot = document.querySelector(".list-foot").getBoundingClientRect().top
  const rows = [...document.querySelectorAll(".worklist tbody tr")]
  return rows.filter(row => row.getBoundingClientRect().bottom <= Math.min(innerHeight, foot)).length
}"""


def test_a_dozen_rows_are_in_sight_and_eight_under_the_open_filter(someone: Someone, instance: Path) -> None:
    for number in range(13):
        receives(instance, f"Person {number}", **TODAY)
    nina = comes_in(someone, instance, "nina@clinic.example", "Nina Nurse")
    nina.page.set_viewport_size({"width": 1280, "height": 800})
    nina.goes_to("/clinic/")
    assert nina.page.evaluate(_IN_SIGHT) >= 12
    nina.page.get_by_text("Filter", exact=True).click()
    assert nina.page.evaluate(_IN_SIGHT) >= 8


def test_an_administrator_sees_the_most_urgent_row_whole_on_a_small_phone(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    receives(instance, "Ursula Urgent", **TODAY)
    nora = comes_in(someone, instance, "nora@clinic.example", "Nora Narrow")
    nora.page.set_viewport_size({"width": 320, "height": 640})
    nora.goes_to("/clinic/")
    row, foot = (nora.page.locator(which).first.bounding_box() for which in ("tbody tr", ".list-foot"))
    assert row
    assert foot
    assert row["y"] + row["height"] <= min(640, foot["y"])


def test_the_form_of_the_work_is_in_sight_beside_the_flags(someone: Someone, instance: Path) -> None:
    reference = receives(instance, "Ursula Urgent", **TODAY)
    nina = comes_in(someone, instance, "olga@clinic.example", "Olga Nurse")
    nina.page.set_viewport_size({"width": 1280, "height": 800})
    nina.goes_to(f"/clinic/submissions/{reference}")
    for name in (".flags", "#contact", "#pattern", "#call button", "#happened"):
        box = nina.page.locator(name).bounding_box()
        assert box, name
        assert box["y"] + box["height"] <= 800, name
    nina.page.set_viewport_size({"width": 390, "height": 844})
    flags, save = (nina.page.locator(name).bounding_box() for name in (".flags", "#call button"))
    assert flags
    assert save
    assert save["y"] - flags["y"] <= 2 * 844


def test_a_callers_answers_are_entered_by_touch_of_the_picture_too(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    cara = comes_in(someone, instance, "cara@clinic.example", "Cara Nurse")
    cara.presses("Enter a caller’s answers").presses("Start with a caller in English")
    cara.presses("One of these applies").sees("Please hang up now").presses("Back to the list of signs")
    cara.presses("None of these").marks("Myself").continues()
    cara.page.set_viewport_size({"width": 390, "height": 844})
    cara.page.locator('.hit[for="body-parts-left_hand"]').first.click()
    expect(cara.page.get_by_label("Left hand", exact=True)).to_be_checked()
    cara.presses("Back").presses("Another caller, or end this call").presses(
        "Go on with this caller in English"
    )
    cara.sees("How it began")
    cara.presses("Another caller, or end this call").presses("End this call and clear the answers")
    cara.sees("Nothing was kept.")


def test_the_day_without_a_mouse_and_how_it_ends_by_itself(someone: Someone, instance: Path) -> None:
    urgent = receives(instance, "Kay Keyboard", **TODAY)
    kim = comes_in_by_the_pages(someone, instance, "kim@clinic.example", "Kim Keys")
    codes = kim.page.locator(".codes code").all_inner_texts()
    kim.presses("I have them: go on").presses("Sign out")

    kim.tabs_to("Email address").types("kim@clinic.example")
    kim.tabs_to("Password").types(PASSWORD).enters()
    kim.tabs_to("Code").types(codes[0]).enters().is_on("/clinic/")
    kim.tabs_to("Filter").page.keyboard.press("Enter")
    kim.tabs_to("Red flags").types("Today")
    kim.tabs_to("Show").enters()
    assert "urgency=today" in kim.page.url
    kim.tabs_to("Kay Keyboard").enters().sees("Red flags")
    kim.tabs_to("Note").types("Prefers the morning.")
    kim.tabs_to("Save").enters().sees("Saved.").sees("Prefers the morning.")
    kim.tabs_to("Sign out").enters().is_on("/clinic/sign-in")

    kim.page.clock.install()
    kim.writes("Email address", "kim@clinic.example").writes("Password", PASSWORD).continues()
    kim.writes("Code", codes[1]).presses("Sign in").presses("Overview").sees("Time to first contact")
    kim.presses("Kim Keys").page.get_by_label("Email about new submissions").select_option("hourly")
    kim.page.get_by_role("button", name="Save", exact=True).click()
    kim.sees_a_sound_page().goes_to(f"/clinic/submissions/{urgent}")
    with kim.page.expect_download() as download:
        kim.page.get_by_role("link", name="Download as a PDF").click()
    assert download.value.suggested_filename == f"submission-{_grouped(urgent)}.pdf"
    warning = kim.page.get_by_role("alert")
    kim.page.clock.fast_forward("13:01")
    expect(warning).to_contain_text("You will be signed out in two minutes")
    nobody_does_anything_for_a_quarter_of_an_hour(instance)
    kim.page.clock.fast_forward("02:00")
    kim.sees("You were signed out.").sees_a_sound_page().is_on("/clinic/sign-in")
    kim.goes_to(f"/clinic/submissions/{urgent}").is_on("/clinic/sign-in")


def test_typing_is_use_and_what_is_typed_when_the_time_runs_out_is_kept(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives(instance, "Wanda Words")
    writer = with_an_account(instance, "wes@clinic.example", "Wes Writer")
    wes, codes = at_a_desk(someone, writer), writer.recovery_codes
    wes.page.clock.install()
    wes.goes_to(f"/clinic/submissions/{reference}")
    note, warning = wes.page.get_by_label("Note", exact=True), wes.page.locator("[data-idle]")
    for words in ("Mornings only. ", "Ask for José. "):
        wes.page.clock.fast_forward("14:00")
        expect(warning).to_be_visible()
        with wes.page.expect_request("**/stay.svg*"):
            note.press_sequentially(words)
        expect(warning).to_be_hidden()
    wes.page.clock.fast_forward("15:01")
    expect(wes.page).to_have_url(re.compile("/clinic/sign-in$"))
    wes.sees("What you had written is not saved yet.").sees_a_sound_page()
    wes.writes("Email address", "wes@clinic.example").writes("Password", PASSWORD).continues()
    wes.writes("Code", codes[0]).presses("Sign in").is_on(f"/clinic/submissions/{reference}")
    expect(note).to_have_value("Mornings only. Ask for José.")
    wes.sees("It is not saved yet").presses("Save").sees("Saved.").sees("Mornings only. Ask for José.")

    note.fill("Afternoons too.")
    wes.page.get_by_text("Strike …").click()
    wes.writes("Why it is wrong", "Another José & co.")
    wes.page.clock.fast_forward("15:01")
    expect(wes.page).to_have_url(re.compile("/clinic/sign-in$"))
    wes.writes("Email address", "wes@clinic.example").writes("Password", PASSWORD).continues()
    wes.writes("Code", codes[1]).presses("Sign in").is_on("/clinic/kept")
    wes.sees("Afternoons too.").sees("Another José & co.")


def nobody_does_anything_for_a_quarter_of_an_hour(instance: Path) -> None:
    """Let every session of staff be as old as it would be then."""
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    database = use_cases(app).database
    with database.writing() as connection:
        connection.execute(update(staff_session).values(seen_at=datetime.now(UTC) - IDLE))
    database.engine.dispose()


def _grouped(reference: str) -> str:
    return f"{reference[:4]}-{reference[4:]}"
