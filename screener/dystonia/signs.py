"""What has been noticed, a question for each marked part of the body; shaking and pain are asked once, elsewhere.

The signs are those of the clinic's page (The University of Kansas Health System, "Dystonia"), with the patterns that
movement-disorder texts describe for each region.
"""

from screener.dystonia.choices import SHORT, none, not_sure, note, several
from screener.questionnaire.conditions import any_of, chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

SIGNS = N_("What you noticed")


def _asked(group: str, parts: tuple[str, ...], words: Wording, *signs: Choice) -> Question:
    return Question(
        id=f"signs-{group}",
        kind=Kind.MANY,
        words=words,
        hint=Wording(N_("Select all that apply.")),
        choices=(*signs, none(N_("None of these")), not_sure(exclusive=True)),
        required=False,
        when=chose("body-parts", *parts),
    )


def _both(*names: str) -> tuple[str, ...]:
    return tuple(f"{side}_{name}" for name in names for side in ("left", "right"))


_GROUPS = (
    _asked(
        "eyes",
        ("upper_face",),
        Wording(N_("What have you noticed in your eyes?"), N_("What have you noticed in %(whose)s eyes?")),
        *several(
            blinking=N_("Blinking a lot"),
            closing=N_("Eyes close on their own"),
            hard_to_open=N_("Hard to open the eyes"),
            light=N_("Bright light makes it worse"),
            brow=N_("Forehead or eyebrows pull"),
        ),
    ),
    _asked(
        "face",
        ("lower_face",),
        Wording(N_("What have you noticed in your face?"), N_("What have you noticed in %(whose)s face?")),
        *several(
            lips=N_("Lips purse or pull"),
            grimacing=N_("Grimacing: the face pulls by itself"),
            cheek=N_("A cheek pulls or twitches"),
            mouth=N_("The mouth moves again and again"),
        ),
    ),
    _asked(
        "jaw",
        ("jaw_tongue",),
        Wording(
            N_("What have you noticed in your jaw or tongue?"),
            N_("What have you noticed in %(whose)s jaw or tongue?"),
        ),
        *several(
            clenching=N_("Jaw clenches"),
            opening=N_("Jaw pulls open"),
            sideways=N_("Jaw pulls to one side"),
            tongue=N_("Tongue pushes out or curls"),
            chewing=N_("Hard to chew"),
            speech=N_("Hard to speak clearly"),
        ),
    ),
    _asked(
        "voice",
        ("larynx",),
        Wording(N_("What have you noticed in your voice?"), N_("What have you noticed in %(whose)s voice?")),
        *several(
            strained=N_("Voice sounds tight or strained"),
            breaks=N_("Voice breaks or stops"),
            breathy=N_("Voice is weak, like a whisper"),
            effort=N_("Speaking takes a lot of effort"),
        ),
    ),
    _asked(
        "neck",
        ("neck",),
        Wording(N_("What have you noticed in your neck?"), N_("What have you noticed in %(whose)s neck?")),
        *several(
            turns=N_("Head turns to one side"),
            tilts=N_("Head tilts to one side"),
            forward=N_("Head pulls forward"),
            back=N_("Head pulls back"),
            tight=N_("Neck muscles tighten or cramp"),
            shoulder=N_("A shoulder lifts"),
        ),
    ),
    _asked(
        "back",
        ("trunk",),
        Wording(
            N_("What have you noticed in your back, chest or belly?"),
            N_("What have you noticed in %(whose)s back, chest or belly?"),
        ),
        *several(
            forward=N_("Body bends forward"),
            back=N_("Body bends back"),
            sideways=N_("Body leans to one side"),
            twists=N_("Body twists"),
            tight=N_("Muscles tighten or cramp"),
            walking=N_("It comes when walking"),
        ),
    ),
    _asked(
        "arm",
        _both("shoulder", "arm", "hand"),
        Wording(
            N_("What have you noticed in your arm or hand?"),
            N_("What have you noticed in %(whose)s arm or hand?"),
        ),
        *several(
            cramps=N_("Hand or fingers cramp"),
            fingers=N_("Fingers curl or stick out"),
            wrist=N_("Wrist bends or turns"),
            arm=N_("Arm twists or lifts"),
            shoulder=N_("Shoulder pulls"),
        ),
    ),
    _asked(
        "leg",
        _both("leg", "foot"),
        Wording(
            N_("What have you noticed in your leg or foot?"),
            N_("What have you noticed in %(whose)s leg or foot?"),
        ),
        *several(
            foot_turns=N_("Foot turns in or out, or points down"),
            toes=N_("Toes curl or lift"),
            toe_walking=N_("Walking on the toes"),
            dragging=N_("Leg drags"),
            cramps=N_("Foot or leg cramps"),
            falls=N_("Trips or falls"),
        ),
    ),
)


def _page(page_id: str, title: Wording, *groups: Question) -> Page:
    other = note(f"{page_id}-other", Wording(N_("Anything else you noticed there?")), limit=SHORT)
    return Page(
        id=page_id,
        title=title,
        section=SIGNS,
        when=any_of(*(group.when for group in groups)),
        questions=(*groups, other),
    )


_EYES, _FACE, _JAW, _VOICE, _NECK, _BACK, _ARM, _LEG = _GROUPS

PAGES = (
    _page("signs-head", Wording(N_("In the face, jaw or voice")), _EYES, _FACE, _JAW, _VOICE),
    _page("signs-body", Wording(N_("In the neck, back, chest or belly")), _NECK, _BACK),
    _page("signs-limbs", Wording(N_("In the arms, hands, legs or feet")), _ARM, _LEG),
)
