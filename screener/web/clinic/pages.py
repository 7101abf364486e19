"""The blueprint of the staff's pages."""

from flask import Blueprint

pages = Blueprint("clinic", __name__)
