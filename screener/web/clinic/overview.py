"""The overview: the figures of a year as pictures, each with its table."""

from collections.abc import Mapping
from datetime import timedelta

from flask import render_template, request

from screener.body.anatomy import UNSIDED_MARKS, Region
from screener.body.footprint import Footprint, touched
from screener.clinic.funnel import RESULT, SENT, SHARE
from screener.clinic.overview import PURGED, WITHDRAWN, Overview, Waits
from screener.clinic.targets import AgainstTarget
from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import EVERY_FLAG
from screener.submissions.submission import Status
from screener.web.clinic import words
from screener.web.clinic.at_work import names_of_staff
from screener.web.clinic.pages import pages
from screener.web.facts import facts
from screener.web.use_cases import use_cases

_FAINTEST = 0.12  # what was marked once must not look like what never was
_SHADES = (0.25, 0.5, 0.75, 1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_STEPS = {RESULT: "The result", SHARE: "Send: the form", SENT: "Sent"}
_PURGED = "Purged by the clinic"


@pages.get("/overview")
def overview() -> str:
    """Show what came in the year until now; synthetic submissions are left out unless the address asks for them."""
    synthetic = request.args.get("synthetic") == "yes"
    found = use_cases().overview.overview(facts().late_after, synthetic=synthetic)
    return render_template(
        "clinic/overview.html",
        found=found,
        funnel=use_cases().funnel.funnel(),
        page_titles={page.id: page.title.you for page in DYSTONIA.pages} | _STEPS,
        languages=words.LANGUAGE,
        synthetic=synthetic,
        kinds=_kinds(found),
        regions=[(words.REGION[region], number) for region, number in found.by_region.items()],
        shades=_shades(found.by_region),
        waits=_waits(found),
        lengths=list(zip(words.LENGTH, found.reached.by_length, found.waiting.by_length, strict=True)),
        scale=_scale(found.by_region),
        against=_against(found),
        flags=[(_flag(flag_id), number) for flag_id, number in found.by_flag.items()],
        work=found.work,
        staff=names_of_staff() | words.NO_ACCOUNT,
        unreached=found.unreached,
        withdrawn=found.by_status[Status.WITHDRAWN],
    )


def _kinds(found: Overview) -> dict[str, list[tuple[str, int]]]:
    names = words.PATTERN | {WITHDRAWN: words.STATUS[Status.WITHDRAWN], PURGED: _PURGED}
    return {
        "Pattern": [(names[name], number) for name, number in found.by_pattern.items()],
        "Status": [
            *((words.STATUS[status], number) for status, number in found.by_status.items()),
            (_PURGED, found.purged),
        ],
        "Language": [(words.LANGUAGE[name], number) for name, number in found.by_language.items()],
    }


def _shades(by_region: Mapping[Region, int]) -> dict[str, float]:
    # The parts are sealed and the regions are not, so that all parts of a region have one shade.
    most = max(by_region.values())
    shades = {}
    for part in UNSIDED_MARKS:
        (region,) = Footprint.of(touched([part])).regions
        if number := by_region[region]:
            shades[part] = round(_FAINTEST + (1 - _FAINTEST) * number / most, 2)
    return shades


def _scale(by_region: Mapping[Region, int]) -> list[tuple[int, float]]:
    """Return some of the shades, from the faintest to the strongest, each with how often it stands for."""
    most = max(by_region.values())
    steps = sorted({round(most * share) or 1 for share in _SHADES}) if most else []
    return [(number, round(_FAINTEST + (1 - _FAINTEST) * number / most, 2)) for number in steps]


def _flag(flag_id: str) -> str:
    urgency = next(flag.urgency for flag in EVERY_FLAG if flag.id == flag_id)
    return f"{words.FLAG_NAME[flag_id]} ({words.URGENCY[urgency].lower()})"


def _against(found: Overview) -> list[tuple[str, str, AgainstTarget]]:
    """Return the lines of targets, each with the name of its people and the target in words."""
    return [
        (
            f"Red flag: {words.URGENCY[line.urgency].lower()}" if line.urgency else "No red flag",
            "none set" if line.target is None else in_words(line.target),
            line,
        )
        for line in found.against
    ]


def _waits(found: Overview) -> list[tuple[str, int, str, str, str]]:
    rows = {
        "Reached": found.reached,
        "Still waiting, until now": found.waiting,
        "Both together": found.together,
    }
    return [(name, waits.number, *_figures(waits)) for name, waits in rows.items()]


def _figures(waits: Waits) -> tuple[str, str, str]:
    median, ninetieth, longest = (
        "–" if wait is None else in_words(wait) for wait in (waits.median, waits.ninetieth, waits.longest)
    )
    return median, ninetieth, longest


def in_words(wait: timedelta) -> str:
    """Return a wait to the hour, or after two days to the tenth of a day."""
    if wait < _HOUR:
        return "under 1 hour"
    if wait < 2 * _DAY:
        hours = round(wait / _HOUR)
        return f"{hours} {'hour' if hours == 1 else 'hours'}"
    return f"{wait / _DAY:.1f}".removesuffix(".0") + " days"
