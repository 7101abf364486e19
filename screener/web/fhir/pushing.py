"""What pushes submissions, with the words of the staff's pages; nothing where no receiver is set."""

from flask import Flask

from screener.adapters.receiver import receiver
from screener.use_cases.exchange import Whole
from screener.use_cases.push import Pusher
from screener.web.fhir.bundles import bundle_of, for_the_clinic
from screener.web.fhir.pages import as_json
from screener.web.use_cases import use_cases


def pusher(app: Flask) -> Pusher | None:
    """Return what pushes the submissions of an application."""
    made = use_cases(app)
    if not made.settings.push_url:
        return None

    def write(found: Whole) -> tuple[bytes, str]:
        with for_the_clinic(app):
            bundle = bundle_of(found)
        return as_json(bundle), f"{bundle['identifier']['system']}|{bundle['identifier']['value']}"

    to = receiver(made.settings.push_url, made.settings.push_secret)
    return Pusher(made.database, made.keyring, to, write)
