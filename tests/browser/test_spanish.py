"""A person who reads Spanish, with a real browser, every page checked with axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

Someone = Callable[..., Person]


def _begins(person: Person) -> Person:
    person.goes_to("/").presses("Español").is_on("/es/")
    person.presses("Empezar las preguntas").presses("Ninguna de estas opciones")
    return person.marks("Por mí").presses("Continuar")


@pytest.mark.parametrize("width", [320, 1280])
def test_one_hand_gives_focal_and_is_sent_in_spanish(someone: Someone, width: int) -> None:
    person = _begins(someone(f"spanish-{width}", viewport={"width": width, "height": 900}, locale="es-US"))
    person.marks("Mano izquierda").sees("Usted marcó").presses("Continuar").is_on("/es/screen/onset")
    person.writes("Edad en años", "43").answers("Hace cuánto", "Hace más de un año")
    person.answers("Qué tan rápido", "Poco a poco, en años").presses("Continuar")
    person.marks("Ninguna de estas opciones").presses("Continuar").answers("estas medicinas", "No")
    person.answers("Le ha pasado algo", "Ninguna de estas opciones").presses("Continuar")
    person.is_on("/es/screen/result").sees("los médicos llaman a este patrón distonía focal.")
    person.sees("Llame al 913-588-1227").presses("Contar más a la clínica").presses("Cómo sigue")
    person.answers("Cómo ha cambiado", "Mejoró").presses("Continuar").presses("Continuar")
    person.presses("Continuar").is_on("/es/screen/more").sees("1 de")
    person.presses("Enviar las respuestas a la clínica").is_on("/es/screen/check")
    person.presses("Seguir para enviar").presses("Enviar a la clínica")
    person.sees("Por favor, revise esto").writes("Número de teléfono", "913 555 0123")
    person.marks("Quiero enviar mis respuestas a la clínica. La clínica me puede llamar o escribir.")
    person.presses("Enviar a la clínica").is_on("/es/screen/sent").sees("La clínica tiene sus respuestas")
    person.presses("Abrir mi recibo").presses("Retirar mis respuestas").presses("Retirar mis respuestas")
    person.sees("Usted retiró sus respuestas.").presses("English").sees("You took your answers back.")


def test_the_switch_takes_along_what_was_typed_also_after_an_error(someone: Someone) -> None:
    person = _begins(someone())
    person.marks("Cuello", "Voz").presses("English").is_on("/screen/body-parts")
    for label in ("Neck", "Voice"):
        expect(person.page.get_by_label(label, exact=True)).to_be_checked()
    person.continues().is_on("/screen/onset").writes("Age in years", "at school").continues().sees(
        "Please look at this again"
    )
    person.presses("Español").is_on("/es/screen/onset?send=1").sees("Escriba un número de años")
    expect(person.page.get_by_label("Edad en años")).to_have_value("at school")
    expect(person.page.locator(".error-summary")).to_be_focused()
