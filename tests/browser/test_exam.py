"""A clinician writes an exam down by keyboard, in few presses, and every page of it is sound."""

from collections.abc import Callable
from pathlib import Path

from tests.browser.person import Person
from tests.browser.test_clinic import comes_in, receives

MOST_PRESSES = 20


def test_an_exam_of_three_parts_takes_few_presses_of_keys(
    someone: Callable[..., Person], instance: Path
) -> None:
    reference = receives(instance, "Eve Examined")
    doctor = comes_in(someone, instance, "dora@clinic.example", "Dora Doctor")
    doctor.goes_to(f"/clinic/submissions/{reference}/exam").sees("folded away until you save")
    typed = ["n", " ", "r", "h", " ", "l", "f"]
    dystonia = ["Tab", "Tab", "Tab", "Space"]  # past the two questions on what happened since
    distribution = ["Tab", "Space", "ArrowDown", "ArrowDown"]
    company = ["Tab", "Space", "Enter"]
    presses = [*typed, *dystonia, *distribution, *company]
    assert len(presses) <= MOST_PRESSES
    with doctor.page.expect_navigation():
        for press in presses:
            doctor.page.keyboard.press(press)
    doctor.sees("Saved, blind, version 1.").sees("Multifocal").sees_a_sound_page()
    doctor.goes_to("/clinic/overview/agreement").sees("1 of 1 who sent answers")
