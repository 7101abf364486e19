"""The blueprint of the patient's pages; registered once for each language, under a name of its own."""

from flask import Blueprint

pages = Blueprint("patient", __name__)
