"""What was tried, and what was taken: whatever a specialist asks before choosing a treatment."""

from screener.dystonia.choices import none, not_sure, note, several, yes_no_not_sure
from screener.dystonia.parts import PARTS_ARE_MARKED_OR_NOT_SURE_WHERE
from screener.questionnaire.conditions import Not, all_of, any_of, chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import N_, Wording

HEALTH = N_("Health background")

_BOTULINUM_TRIED = chose("tried", "botulinum")
_BOTULINUM_RECENT = chose("happened", "botulinum-recent")

TREATMENT = Page(
    id="treatment",
    title=Wording(N_("Medicines, and what was tried")),
    section=HEALTH,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        note(
            "medicine-name",
            Wording(N_("Which medicine was it? When did it start, and when did it stop?")),
            Wording(N_("The one for nausea, mood, sleep or voices.")),
            when=chose("medicine", "new", "now", "past"),
        ),
        Question(
            id="blood-thinner",
            kind=Kind.ONE,
            words=Wording(N_("Do you take a blood thinner?"), N_("Does %(person)s take a blood thinner?")),
            hint=Wording(N_("For example warfarin, Eliquis, Xarelto or Plavix.")),
            required=False,
            choices=yes_no_not_sure(),
        ),
        Question(
            id="levodopa",
            kind=Kind.ONE,
            words=Wording(N_("Was levodopa (Sinemet) tried?")),
            required=False,
            choices=(
                *several(
                    no=N_("No"),
                    a_lot=N_("Yes, it helped a lot"),
                    a_little=N_("Yes, it helped a little"),
                    no_effect=N_("Yes, it did not help"),
                ),
                not_sure(),
            ),
        ),
        Question(
            id="tried",
            kind=Kind.MANY,
            words=Wording(N_("Which treatments were tried?")),
            hint=Wording(N_("Select all that apply.")),
            required=False,
            choices=(
                *several(
                    tablets=N_("Pills"),
                    botulinum=N_("Botulinum toxin (Botox) shots"),
                    surgery=N_("Brain surgery (deep brain stimulation)"),
                    therapy=N_("Therapy, such as for speech or walking"),
                ),
                none(N_("None so far")),
                not_sure(exclusive=True),
            ),
        ),
        Question(
            id="botulinum-when",
            kind=Kind.ONE,
            words=Wording(N_("When was the last Botox shot?")),
            required=False,
            when=all_of(_BOTULINUM_TRIED, Not(_BOTULINUM_RECENT)),
            choices=(
                *several(
                    last_month=N_("In the last 4 weeks"),
                    last_three_months=N_("1 to 3 months ago"),
                    longer=N_("More than 3 months ago"),
                ),
                not_sure(),
            ),
        ),
        note(
            "botulinum-dose",
            Wording(N_("How many units was it, if you know?")),
            when=any_of(_BOTULINUM_TRIED, _BOTULINUM_RECENT),
            limit=20,
        ),
        note(
            "tried-helped",
            Wording(N_("What helped, and what did not?")),
            when=chose("tried", "tablets", "botulinum", "surgery", "therapy"),
        ),
    ),
)
