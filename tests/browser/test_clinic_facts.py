"""Somebody who never saw the program tells it about their clinic, in a browser alone, and patients read it in both languages."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.test_clinic import Someone, comes_in

FIRST_TRY = {
    "Name of the clinic": "Prairie Movement Clinic",
    "Phone number": "555-0100",
    "Phone number while it is closed": "316-555-0199",
    "Monday": "8 to 5",
    "Tuesday": "8am-5pm",
    "Friday": "8 am to 12 pm, 1 pm to 4 pm",
    "At the foot of every page, in English": "Call early in the day",
    "At the foot of every page, in Spanish": "Llame temprano",
    "Holidays": "December 25 Christmas / Navidad\nJanuary 1, 2099 New Year / Año Nuevo",
    "Your privacy, in English": "Our privacy officer is Dana Doe.",
    "Your privacy, in Spanish": "Nuestra encargada de privacidad es Dana Doe.",
}
MENDED = {
    "Phone number": "316-555-0100",
    "Monday": "8 am to 5 pm",
    "Holidays": "Dec 25, 2098 Christmas / Navidad\n1 de enero de 2099: New Year / Año Nuevo",
}


def test_a_stranger_tells_about_their_clinic_in_a_browser_alone(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    stranger = comes_in(someone, instance, "sam@clinic.example", "Sam Stranger")
    page = stranger.page
    page.get_by_role("link", name="Clinic", exact=True).click()
    stranger.sees("every page says what was set")
    page.get_by_role("link", name="Change them").click()
    for label, typed in FIRST_TRY.items():
        page.get_by_label(label, exact=True).fill(typed)
    stranger.presses("Preview")
    faults = page.get_by_role("alert").get_by_role("link")
    for said in (
        "with area code, such as 913-555-0100",
        "such as 8 am to 5 pm",
        "the day and the year, such as",
    ):
        expect(faults.filter(has_text=said)).to_have_count(1)
    faults.filter(has_text="the year").click()
    expect(page.get_by_label("Holidays")).to_be_focused()
    expect(page.get_by_label("Your privacy, in Spanish")).to_have_value(FIRST_TRY["Your privacy, in Spanish"])
    for label, typed in MENDED.items():
        page.get_by_label(label, exact=True).fill(typed)
    stranger.presses("Preview")
    spanish = page.get_by_role("region", name="Español")
    for said in (
        "We are closed on Thursday, December 25, 2098: Christmas.",
        "Friday: 8:00",
        "Our privacy officer is Dana Doe.",
    ):
        expect(page.get_by_role("region", name="English")).to_contain_text(said)
    for said in ("25 de diciembre de 2098: Navidad.", "Cuando estamos cerrados", "316-555-0199"):
        expect(spanish).to_contain_text(said)
    page.get_by_role("button", name="Confirm").click()
    stranger.sees("Every page says it from now on").sees("Version 1 is what every page says.")

    patient = someone("of-another-clinic")
    for address, words in {
        "/": ("Prairie Movement Clinic", "Call early in the day"),
        "/es/": ("Prairie Movement Clinic", "Llame temprano"),
        "/about": ("316-555-0100", "316-555-0199", "When we are closed, call:"),
        "/es/about": ("316-555-0100", "316-555-0199", "Cuando estamos cerrados, llame al:"),
        "/privacy": ("Our privacy officer is Dana Doe.", "Monday to Tuesday"),
        "/es/privacy": ("Nuestra encargada de privacidad es Dana Doe.", "De lunes a martes"),
    }.items():
        patient.page.goto(address)
        for said in words:
            expect(patient.page.locator("body")).to_contain_text(said)
        assert "913-588-1227" not in patient.page.content(), address
