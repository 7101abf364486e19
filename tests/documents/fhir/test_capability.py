"""What programs are told of the questionnaire names each language that it is offered in."""

from screener.documents.fhir.capability import capability_statement, openapi
from tests.documents.fhir.evaluating import ADDRESSES

LANGUAGES = {"en": "English", "es": "Spanish", "vi": "Vietnamese"}
PLACES = {
    "/Questionnaire/dystonia-self-screen": "English",
    "/Questionnaire/dystonia-self-screen/es": "Spanish",
    "/Questionnaire/dystonia-self-screen/vi": "Vietnamese",
}


def test_the_capability_statement_names_the_address_of_each_language() -> None:
    (rest,) = capability_statement(ADDRESSES, "1.0.0", LANGUAGES)["rest"]
    told = {each["type"]: each for each in rest["resource"]}["Questionnaire"]["documentation"]
    assert told == f"Public: {', '.join(f'{path} in {name}' for path, name in PLACES.items())}."


def test_openapi_has_a_path_for_each_language() -> None:
    paths = openapi(ADDRESSES, "1.0.0", LANGUAGES)["paths"]
    told = {path: paths[path]["get"]["summary"] for path in paths if path.startswith("/Questionnaire/")}
    assert told == {path: f"The questionnaire in {name}" for path, name in PLACES.items()}
