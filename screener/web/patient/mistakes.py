"""What was typed and cannot be taken: one sentence for each mistake, which says how to mend it, and what may be meant."""

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, gettext

from screener.adapters import ages, contact, dates, email_addresses, look_alikes, written_phones
from screener.codes import reference
from screener.codes.five_words import NotACode
from screener.questionnaire.question import Kind
from screener.questionnaire.wording import N_
from screener.web.language import spoken

_OTHERWISE = {
    Kind.PHONE: N_("Write a phone number with area code, such as 913-555-0123."),
    Kind.EMAIL: N_("Write an email address like name@example.com."),
    Kind.DATE: N_("Write the date of birth as month, day and year, such as 4/28/1956."),
    Kind.YEARS: N_("Write the age as a number of years, such as 43. Or choose “Not sure”."),
}
_SENTENCES: dict[type[ValueError], str] = {
    contact.Letters: N_("Write the number alone, without words. An extension can follow: ext. 45."),
    contact.NoAreaCode: N_("The area code is missing. Write it first, such as 913-555-0123."),
    contact.TwoNumbers: N_("Write one phone number only."),
    contact.NoSuchNumber: N_("There is no such phone number. Check each digit."),
    contact.CostsExtra: N_("We cannot call a number that costs extra. Write another one."),
    email_addresses.NoAt: N_("The @ is missing. Write an address like name@example.com."),
    email_addresses.TwoAddresses: N_("Write one email address, with one @ in it."),
    email_addresses.Blank: N_("There is a space in the address. Write it alone, without spaces."),
    email_addresses.DotTooMany: N_("Check the dots in the address. There is one too many."),
    email_addresses.NoEnding: N_("The end of the address is missing, such as .com."),
    dates.NoSuchDay: N_("There is no such day. Check the month and the day."),
    dates.NotYet: N_("This day is still to come. Check the year."),
    dates.LongAgo: N_("This is more than 130 years ago. Check the year."),
    dates.PartMissing: N_("A part is missing. Write month, day and year, such as 4/28/1956."),
    dates.TwoFigures: N_("Write the year with four figures, such as 1956."),
    ages.TwoAges: N_("Write one age. A guess is fine."),
    ages.HowLongAgo: N_("This looks like how long ago it was. Write how old, such as 43."),
    ages.NoNumber: N_("Write a number of years, such as 43. A guess is fine. Or choose “Not sure”."),
    look_alikes.LetterForFigure: N_("A letter stands among the digits. Type zero as 0, and one as 1."),
    ages.YearInsteadOfAge: N_("This looks like a year. Write how old, such as 43."),
}
_WRONG_LENGTH = N_(
    "We count %(digits)s digits. A number with area code has 10. A number from another country starts with +."
)

_NOT_FIVE = N_("Type all 5 words, with a space between them.")
_REFERENCE = N_("This is your reference number. Type the 5 words.")
_UNKNOWN_WORD = N_("Check word %(number)s. It is not one of our words.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be meant: the value that is taken when it is chosen, and its words."""

    value: str
    words: str


def how_to_mend(fault: ValueError, kind: Kind) -> str:
    """Return the sentence for a fault of the readers, in the language of the request."""
    match fault:
        case contact.WrongLength():
            return str(gettext(_WRONG_LENGTH, digits=fault.figures))
        case contact.WhichCountry():
            return str(
                gettext("Is this a number in Mexico? Choose it, or write it anew with its country code.")
            )
        case email_addresses.PerhapsMeant():
            return str(
                gettext("Did you mean %(address)s? Choose one, or write it anew.", address=fault.address)
            )
        case dates.TwoDays():
            one, other = (format_date(day, "long") for day in _likelier_first(fault))
            return str(gettext("Is it %(one)s or %(other)s? Choose one.", one=one, other=other))
    return str(gettext(_SENTENCES.get(type(fault), _OTHERWISE[kind])))


def how_to_mend_words(fault: NotACode, typed: str) -> str:
    """Return the sentence for what was typed and can be no code of five words, in the language of the request."""
    if reference.normalized(typed, reference.REFERENCE_LENGTH):
        return str(gettext(_REFERENCE))
    return str(gettext(_UNKNOWN_WORD, number=fault.unknown) if fault.unknown else gettext(_NOT_FIVE))


def _likelier_first(fault: dates.TwoDays) -> tuple[date, ...]:
    """Return the two days with the one first that the language of the request writes so: Spanish has the day first."""
    return fault.days[::-1] if spoken().day_first else fault.days


def offers(fault: ValueError) -> tuple[Offer, ...]:
    """Return what may be meant, to choose from; nothing where only who typed it can tell."""
    match fault:
        case dates.TwoDays():
            return tuple(Offer(day.isoformat(), format_date(day, "long")) for day in _likelier_first(fault))
        case contact.WhichCountry():
            return tuple(Offer(number, written_phones.shown(number)) for number in fault.numbers)
        case email_addresses.PerhapsMeant():
            return tuple(Offer(each, each) for each in (fault.address, fault.as_written) if each)
    return ()
