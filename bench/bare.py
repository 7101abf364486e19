"""The baseline: what a page of one form costs in bare Flask + Flask-WTF, its template compiled once.

``BARE_PADDING`` is how many characters are added, so that the page is as large as the one it is compared with.
"""

import os

from flask import Flask, redirect, render_template, session
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from jinja2 import DictLoader
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length

CHOICES = {
    name: name
    for name in ("turns", "tilts", "forward", "back", "tight", "shoulder", "tremor", "pain", "none")
}
TEMPLATE = """<!doctype html><title>Bare</title><h1>Neck</h1><form method="post">{{ form.csrf_token }}
{% for field in form if field.name != 'csrf_token' %}<p>{{ field.label }}{{ field() }}{% for error in field.errors %}{{ error }}{% endfor %}</p>{% endfor %}
<button>Continue</button></form><p>{{ padding }}</p>"""


class BareForm(FlaskForm):  # type: ignore[misc]
    """A few fields, as Flask-WTF's documentation would write them."""

    signs = SelectMultipleField("Signs", choices=CHOICES, validators=[DataRequired()])
    other = StringField("Other", validators=[Length(max=40)])
    kind = RadioField("Kind", choices={"one": "one", "two": "two"}, validators=[DataRequired()])


def make() -> Flask:
    """Return the application: answers in Flask's signed session, a template, a redirect."""
    app = Flask("bare")
    app.secret_key = "0" * 32
    app.jinja_loader = DictLoader({"page.html": TEMPLATE})
    CSRFProtect(app)
    padding = "x" * int(os.environ.get("BARE_PADDING", "0"))

    @app.route("/", methods=["GET", "POST"])
    def page() -> ResponseReturnValue:
        form = BareForm()
        if form.validate_on_submit():
            session["answers"] = {"signs": form.signs.data, "other": form.other.data, "kind": form.kind.data}
            return redirect("/", 303)
        return render_template("page.html", form=form, padding=padding)

    return app


app = make()
