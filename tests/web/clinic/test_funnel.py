"""How far people come, on the overview: pages of patients alone, without a trace of who."""

from flask import Flask
from sqlalchemy import insert

from screener.storage.tables.funnel import funnel
from screener.web.today import today
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until
from tests.strict import new_browser
from tests.web.clinic.staff import administrator


def test_pages_that_were_shown_and_presses_of_send_are_counted(app: Flask) -> None:
    root = administrator(app)
    assert "Nothing was shown so far." in root.browser.page("/clinic/overview").text
    patient = new_browser(app)
    answer_until(patient, "check")
    patient.get("/screen/result")
    patient.submit("/screen/share", CONTACT)
    for _ in range(4):
        patient.get("/screen/sent")  # looked at again, and not sent again
    for _ in range(5):
        other = new_browser(app)
        other.get("/screen/emergency")
        other.get("/screen/nothing")
    shown = [text for _, text in root.browser.page("/clinic/overview").all("td")]
    assert "6" in shown, "once by who sent, and once by each of five"
    with use_cases(app).database.reading() as connection:
        stored = {
            (row.page, row.language, row.tablet): row.number for row in connection.execute(funnel.select())
        }
    assert stored["emergency", "en", False] == 6
    assert stored["sent", "en", False] == 1
    assert {page for page, _, _ in stored} >= {"body-parts", "result", "share"}
    assert "nothing" not in {page for page, _, _ in stored}


NOBODY: tuple[dict[str, str], ...] = (
    {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    {"User-Agent": "facebookexternalhit/1.1 (preview)"},
    {"User-Agent": "UptimeRobot/2.0"},
    {"User-Agent": "curl/8.5.0"},
    {"User-Agent": ""},
    {"Sec-Purpose": "prefetch;prerender"},
    {"Purpose": "prefetch"},
)
SOMEBODY: tuple[dict[str, str], ...] = (
    {"User-Agent": "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) Chrome/91.0 Mobile Safari/537.36"},
    {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1"},
)


def test_what_nobody_reads_is_not_counted(app: Flask) -> None:
    for shown, number in ((NOBODY, []), (SOMEBODY, [len(SOMEBODY)])):
        for headers in shown:
            assert new_browser(app).get("/screen/emergency", headers=headers).status_code == 200
        use_cases(app).funnel.write()
        with use_cases(app).database.reading() as connection:
            assert [row.number for row in connection.execute(funnel.select())] == number


def test_a_collapse_is_said_on_the_overview(app: Flask) -> None:
    root = administrator(app)
    with app.test_request_context():
        day = today()
    row = {"language": "en", "tablet": False}
    with use_cases(app).database.writing() as connection:
        for ago, page, number in (
            (0, "emergency", 40),
            (0, "sent", 1),
            (10, "emergency", 100),
            (10, "sent", 50),
        ):
            connection.execute(
                insert(funnel).values(
                    day=day.fromordinal(day.toordinal() - ago), page=page, number=number, **row
                )
            )
    said = root.browser.page("/clinic/overview").text
    assert "Far fewer people send their answers" in said
    assert "Of a hundred starts in the last 7 days, 2 were sent; in the weeks before, 50." in said
