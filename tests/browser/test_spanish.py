"""A person who reads Spanish, with a real browser, every page checked with axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

Someone = Callable[..., Person]


def _begins(person: Person) -> Person:
    person.goes_to("/").presses("Español").is_on("/es/")
    person.presses("Empezar las preguntas").presses("Ninguna de estas opciones")
    return person.marks("Por mí").presses("Continuar").marks("Sí").presses("Continuar")


@pytest.mark.parametrize("width", [320, 1280])
def test_one_hand_gives_focal_and_is_sent_in_spanish(someone: Someone, width: int) -> None:
    person = _begins(someone(f"spanish-{width}", viewport={"width": width, "height": 900}, locale="es-US"))
    person.marks("Mano izquierda").sees("Usted marcó").presses("Continuar").is_on("/es/screen/signs-arm")
    person.marks("Cuesta escribir").presses("Continuar")
    person.writes("Edad en años", "43").answers("Hace cuánto", "Hace más de un año")
    person.answers("Qué tan rápido", "Poco a poco, en años").presses("Continuar")
    person.answers("Cómo ha cambiado", "Mejoró").answers("Cuándo pasa", "En ataques que van y vienen")
    person.answers("Qué lo empeora", "El estrés").presses("Continuar")
    person.answers("Se alivia", "Sí").answers("También tiene usted", "Ninguna de estas opciones")
    person.answers("Duele", "Algo").presses("Continuar")
    person.answers("familia", "Ninguna de estas opciones").answers("ataque cerebral", "No")
    person.answers("lesión grave", "No").answers("nació", "No").answers("estas medicinas", "No")
    person.presses("Continuar").answers("Algún médico", "No").answers("tratamientos", "Ninguno hasta ahora")
    person.presses("Continuar").answers("empeorando", "Ninguna de estas opciones").presses("Continuar")
    person.is_on("/es/screen/check").presses("Continuar al resultado")
    person.sees("los médicos llaman a este patrón distonía focal.").sees("Llame al 913-588-1227")
    person.presses("Enviar las respuestas a la clínica").presses("Enviar a la clínica")
    person.sees("Por favor, revise esto").writes("Número de teléfono", "913 555 0123")
    person.marks("Quiero enviar mis respuestas a la clínica. La clínica puede comunicarse conmigo.")
    person.presses("Enviar a la clínica").is_on("/es/screen/sent").sees("La clínica tiene sus respuestas")
    person.presses("Abrir mi recibo").presses("Retirar mis respuestas").presses("Retirar mis respuestas")
    person.sees("Usted retiró sus respuestas.").presses("English").sees("You took your answers back.")


def test_the_switch_takes_along_what_was_typed_also_after_an_error(someone: Someone) -> None:
    person = _begins(someone())
    person.marks("Cuello", "Voz").presses("English").is_on("/screen/body-parts")
    for label in ("Neck", "Voice"):
        expect(person.page.get_by_label(label, exact=True)).to_be_checked()
    person.continues().marks("Left side only").continues()
    person.marks("Voice breaks or stops").continues().marks("Head turns to one side").continues()
    person.is_on("/screen/onset").writes("Age in years", "forty").continues().sees(
        "Please look at this again"
    )
    person.presses("Español").is_on("/es/screen/onset").sees("Escriba la edad en años")
    expect(person.page.get_by_label("Edad en años")).to_have_value("forty")
    expect(person.page.locator(".error-summary")).to_be_focused()
