"""What decides how soon somebody should be seen: medicines, and what happened to the brain or was done for it."""

from screener.dystonia.choices import none, not_sure, several, yes_no_not_sure
from screener.dystonia.onset import HEALTH
from screener.dystonia.parts import PARTS_ARE_MARKED_OR_NOT_SURE_WHERE
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import N_, Wording

MEDICINES = Page(
    id="medicines",
    title=Wording(N_("Medicines and treatment")),
    section=HEALTH,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        Question(
            id="medicine",
            kind=Kind.ONE,
            words=Wording(
                N_("Have you taken, or been given, any of these medicines?"),
                N_("Did %(person)s take, or get, any of these medicines?"),
            ),
            hint=Wording(
                N_(
                    "For nausea: Reglan (metoclopramide), Compazine (prochlorperazine), Phenergan (promethazine), "
                    "droperidol. For mood, sleep, or hearing voices: Haldol (haloperidol), Risperdal (risperidone), Invega, "
                    "Abilify, Zyprexa, Seroquel, Thorazine. Shots and drips count too."
                )
            ),
            choices=(
                *several(
                    no=N_("No"),
                    new=N_("Yes, new, or a higher dose, in the last 2 weeks. One dose counts."),
                    now=N_("Yes, still taken. No new or higher dose in the last 2 weeks"),
                    past=N_("Yes, but not in the last 2 weeks"),
                ),
                not_sure(),
            ),
        ),
        Question(
            id="happened",
            kind=Kind.MANY,
            words=Wording(
                N_("Did any of these happen to you?"), N_("Did any of these happen to %(person)s?")
            ),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    stroke_recent=N_("A stroke, in the last 12 months"),
                    stroke_earlier=N_("A stroke, more than 12 months ago"),
                    head_injury_recent=N_("A bad head injury, in the last 12 months"),
                    head_injury_earlier=N_("A bad head injury, more than 12 months ago"),
                    botulinum_recent=N_("A Botox shot, in the last 4 weeks"),
                    device=N_("A brain stimulator or a medicine pump was put in"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        Question(
            id="worse-within-days",
            kind=Kind.ONE,
            words=Wording(N_("Did it get worse within days, with the stimulator or the pump?")),
            when=chose("happened", "device"),
            choices=yes_no_not_sure(),
        ),
        Question(
            id="speech-after-shot",
            kind=Kind.ONE,
            words=Wording(N_("Is it harder to speak since the Botox shot?")),
            when=chose("happened", "botulinum-recent"),
            choices=yes_no_not_sure(),
        ),
    ),
)
