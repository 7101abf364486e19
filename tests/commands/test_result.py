"""`screener result`: what answers come to, one line in and one line out."""

import json
import subprocess
import sys

import pytest

from screener.dystonia import DYSTONIA
from screener.rules import RULES_VERSION

SCREENER = (sys.executable, "-c", "from screener.cli import main; main()", "result")


def _run(*options: str, lines: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SCREENER, *options], input=lines, capture_output=True, timeout=30, check=False, text=True
    )


def test_each_line_of_answers_gives_its_result_in_order() -> None:
    acute = {
        "respondent": "self",
        "body-parts": ["neck", "jaw_tongue"],
        "onset-age": 24,
        "onset-when": "last-week",
        "onset-pace": "days",
        "medicine": "now",
    }
    ran = _run("--batch", lines=f"{json.dumps(acute)}\n{{}}\n")
    first, second = map(json.loads, ran.stdout.splitlines())
    assert (ran.returncode, ran.stderr) == (0, "")
    assert first == {
        "distribution": "segmental",
        "generalized": False,
        "parts": ["jaw_tongue", "neck"],
        "flags": ["acute_reaction", "new_this_week", "after_blocker"],
        "urgency": "today",
        "caveats": [],
        "pages": first["pages"],
        "questionnaire_version": DYSTONIA.version,
        "rules_version": RULES_VERSION,
    }
    assert first["pages"][:2] == ["emergency", "respondent"]
    assert (second["distribution"], second["flags"], second["urgency"]) == (None, [], None)


def test_a_bad_line_gives_an_error_in_its_place_and_status_1_at_the_end() -> None:
    lines = '{"body-parts": ["neck"]}\nno json\n{"body-parts": ["nose"]}\n[]\n\n{"body-parts": ["neck"]}\n'
    ran = _run("--batch", lines=lines)
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 1
    assert [list(one) == ["error"] for one in found] == [False, True, True, True, True, False]
    assert found[2]["error"] == "body-parts: unknown choice"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[" * 100_000, "this line is no JSON"),
        ('{"onset-age": ' + "9" * 5000 + "}", "this line is no JSON"),
        ('{"body-parts": ["neck"], "body-parts": ["none"]}', "a name stands twice"),
        ('{"onset-age": NaN}', "onset-age: a value of another kind"),
    ],
)
def test_json_that_cannot_be_read_in_one_way_is_an_error_of_its_line(line: str, said: str) -> None:
    ran = _run("--batch", lines=f'{line}\n{{"respondent": "self"}}\n')
    assert ran.returncode == 1
    first, second = map(json.loads, ran.stdout.splitlines())
    assert first == {"error": said}
    assert "distribution" in second


def test_whoever_has_an_emergency_sign_is_of_today_and_asked_nothing_more() -> None:
    ran = _run("--batch", lines='{"emergency": "applies", "body-parts": ["neck"]}')
    found = json.loads(ran.stdout)
    assert (found["urgency"], found["pages"], found["flags"]) == ("today", ["emergency"], [])


def test_a_caveat_of_adults_alone_is_not_said_of_a_child() -> None:
    foot = {"body-parts": ["left_foot"], "onset-age": 8}
    ran = _run("--batch", lines="\n".join(json.dumps(foot | {"onset-age": age}) for age in (8, 40)))
    assert [json.loads(line)["caveats"] for line in ran.stdout.splitlines()] == [[], ["one_leg"]]


def test_the_schema_lists_every_question() -> None:
    schema = json.loads(_run("--schema").stdout)
    assert schema["questionnaire_version"] == DYSTONIA.version
    assert [row["id"] for row in schema["questions"]] == list(DYSTONIA.questions)


def test_one_of_the_two_must_be_chosen() -> None:
    for options in ((), ("--batch", "--schema")):
        ran = _run(*options)
        assert ran.returncode == 2
        assert "choose one of --batch and --schema" in ran.stderr
