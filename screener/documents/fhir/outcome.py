"""What the answers come to, computed by whoever shows the questionnaire: the red flags first, then the pattern."""

from screener.documents.fhir import names
from screener.documents.fhir.expressions import expression
from screener.documents.fhir.extensions import Words, control, expressed, flag
from screener.documents.fhir.names import Json
from screener.documents.fhir.pattern import distribution, generalized
from screener.documents.fhir.templates import FLAGS_TEMPLATE, PATTERN_TEMPLATE, extracted_by
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.urgency import RedFlag
from screener.questionnaire.wording import N_

PATTERN = N_("Self-described pattern; not a diagnosis")
GENERALIZED = N_("Doctors also call a pattern as wide as this one generalized.")


def flag_item(flag_id: str) -> str:
    """Return the link id of a red flag."""
    return f"flag.{flag_id}"


def outcome(say: Words) -> list[Json]:
    """Return the items that renderers compute: each red flag with its words, the distribution, and whether generalized."""
    items = [item for red_flag in RED_FLAGS for item in _flag(red_flag, say)]
    pattern: list[Json] = [
        {
            "linkId": "distribution",
            **say("text", PATTERN),
            "type": "string",
            "readOnly": True,
            "extension": [expressed(names.CALCULATED, distribution()), extracted_by(PATTERN_TEMPLATE)],
        },
        {
            "linkId": "generalized",
            **say("text", GENERALIZED),
            "type": "boolean",
            "readOnly": True,
            # On an item that every response has: not every program looks for a template at the top.
            "extension": [
                control("check-box"),
                expressed(names.CALCULATED, generalized()),
                extracted_by(FLAGS_TEMPLATE),
            ],
        },
    ]
    return [*items, *pattern]


def _flag(red_flag: RedFlag, say: Words) -> list[Json]:
    link_id = flag_item(red_flag.id)
    raised: Json = {
        "linkId": link_id,
        "text": red_flag.id,
        "type": "boolean",
        "readOnly": True,
        "extension": [flag(names.HIDDEN), expressed(names.CALCULATED, expression(red_flag.when))],
    }
    told: Json = {
        "linkId": f"{link_id}.words",
        **say("text", red_flag.for_patient),
        "type": "display",
        # Asked of the answers again and not of the item above: not every renderer looks anew at what hangs on a computed item.
        "extension": [expressed(names.ENABLE_WHEN, expression(red_flag.when))],
    }
    return [raised, told]
