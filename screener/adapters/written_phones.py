"""A phone number that was read, as links dial it and as people in the region write it."""

import phonenumbers

from screener.adapters.contact import DEFAULT_REGION


def dialled(number: str) -> str:
    """Return what a link dials: the number, and after a pause its extension, in the form that phones take."""
    return number.replace(";ext=", ",")


def dialled_here(number: str) -> str:
    """Return an E.164 number, with ``;ext=`` or without, as somebody in the region dials it: there is no plus before it."""
    plain, _, extension = number.partition(";ext=")
    parsed = phonenumbers.parse(plain)
    if phonenumbers.region_code_for_number(parsed) == DEFAULT_REGION:
        national = str(parsed.national_number)
        written = f"{national[:3]}-{national[3:6]}-{national[6:]}"
    else:
        written = phonenumbers.format_out_of_country_calling_number(parsed, DEFAULT_REGION)
    return f"{written} ext. {extension}" if extension else written


def shown(number: str) -> str:
    """Return an E.164 number, with ``;ext=`` or without, as people in the region write it."""
    plain, _, extension = number.partition(";ext=")
    parsed = phonenumbers.parse(plain)
    here = phonenumbers.region_code_for_number(parsed) == DEFAULT_REGION
    style = phonenumbers.PhoneNumberFormat.NATIONAL if here else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    written = phonenumbers.format_number(parsed, style)
    return f"{written} ext. {extension}" if extension else written
