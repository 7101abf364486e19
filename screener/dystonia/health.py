"""Health background, and what was done so far: the usual history of a specialist."""

from screener.dystonia.choices import none, not_sure, note, several, yes_no_not_sure
from screener.dystonia.parts import PARTS_ARE_MARKED_OR_NOT_SURE_WHERE
from screener.dystonia.treatment import HEALTH, TREATMENT
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import N_, Wording


def _yes_or_no(question_id: str, words: Wording) -> Question:
    return Question(id=question_id, kind=Kind.ONE, words=words, required=False, choices=yes_no_not_sure())


BACKGROUND = Page(
    id="background",
    title=Wording(N_("Health background")),
    section=HEALTH,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        Question(
            id="family",
            kind=Kind.MANY,
            words=Wording(
                N_("Does anyone in your family have one of these?"),
                N_("Does %(whose)s family have one of these?"),
            ),
            hint=Wording(N_("Blood relatives only. Select all that apply.")),
            required=False,
            choices=(
                *several(
                    dystonia=N_("Dystonia"),
                    tremor=N_("Tremor (shaking)"),
                    parkinsons=N_("Parkinson’s disease"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        Question(
            id="early-life",
            kind=Kind.MANY,
            words=Wording(N_("Were there any of these, early in life?")),
            hint=Wording(N_("Select all that apply.")),
            required=False,
            choices=(
                *several(
                    birth=N_("Problems at birth"),
                    jaundice=N_("Very yellow skin as a newborn"),
                    late=N_("Walking or talking late"),
                    cerebral_palsy=N_("Cerebral palsy"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        _yes_or_no(
            "liver",
            Wording(
                N_("Have you had liver trouble, or yellow eyes?"),
                N_("Was there ever liver trouble, or yellow eyes?"),
            ),
        ),
        _yes_or_no("injury-first", Wording(N_("Was the part hurt before it began there?"))),
        Question(
            id="happened-age",
            kind=Kind.YEARS,
            words=Wording(
                N_("How old were you at the time of the stroke or the head injury?"),
                N_("How old was %(person)s at the time of the stroke or the head injury?"),
            ),
            required=False,
            when=chose(
                "happened", "stroke-recent", "stroke-earlier", "head-injury-recent", "head-injury-earlier"
            ),
        ),
    ),
)

SO_FAR = Page(
    id="so-far",
    title=Wording(N_("What was done so far")),
    section=HEALTH,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        _yes_or_no(
            "told",
            Wording(
                N_("Has a doctor given you a name for this?"),
                N_("Has a doctor given %(person)s a name for this?"),
            ),
        ),
        note("told-name", Wording(N_("Which name, and who said it?")), when=chose("told", "yes")),
        Question(
            id="tests-done",
            kind=Kind.MANY,
            words=Wording(N_("Which tests were done?")),
            hint=Wording(N_("Select all that apply.")),
            required=False,
            choices=(
                *several(
                    brain_scan=N_("A brain scan"),
                    gene=N_("A gene test"),
                    blood=N_("Blood tests"),
                    nerves=N_("A test of the nerves or muscles (EMG)"),
                ),
                none(N_("None so far")),
                not_sure(exclusive=True),
            ),
        ),
        note(
            "tests",
            Wording(N_("What did the tests show?")),
            when=chose("tests-done", "brain-scan", "gene", "blood", "nerves"),
        ),
    ),
)

PAGES = (BACKGROUND, TREATMENT, SO_FAR)
