"""A question page GET and a question POST, against a bare Flask + Flask-WTF app with a page of the same size.

Both run in this process behind the same WSGI client, with logs going nowhere.
"""

import io
import re
import tempfile
from collections.abc import Mapping

from flask import Flask, redirect, render_template_string, session
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from side_by_side import rates, report
from werkzeug.test import Client
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length

from screener import create_app, logs
from screener.settings import from_environment

PAGE = "/screen/onset"
CHOICES = {
    name: name
    for name in ("turns", "tilts", "forward", "back", "tight", "shoulder", "tremor", "pain", "none")
}
TEMPLATE = """<!doctype html><title>Bare</title><h1>Neck</h1><form method="post">{{ form.csrf_token }}
{% for field in form if field.name != 'csrf_token' %}<p>{{ field.label }}{{ field() }}{% for error in field.errors %}{{ error }}{% endfor %}</p>{% endfor %}
<button>Continue</button></form><p>{{ padding }}</p>"""


class BareForm(FlaskForm):  # type: ignore[misc]
    """The fields of the neck page, as Flask-WTF's documentation would write them."""

    signs = SelectMultipleField("Signs", choices=CHOICES, validators=[DataRequired()])
    other = StringField("Other", validators=[Length(max=40)])
    kind = RadioField("Kind", choices={"one": "one", "two": "two"}, validators=[DataRequired()])


def bare_app(padding: str) -> Flask:
    """Return the baseline: one form, answers in Flask's signed session, a template, a redirect."""
    app = Flask("bare")
    app.secret_key = "0" * 32
    CSRFProtect(app)

    @app.route("/", methods=["GET", "POST"])
    def page() -> ResponseReturnValue:
        form = BareForm()
        if form.validate_on_submit():
            session["answers"] = {"signs": form.signs.data, "other": form.other.data, "kind": form.kind.data}
            return redirect("/", 303)
        return render_template_string(TEMPLATE, form=form, padding=padding)

    return app


def token(client: Client, path: str) -> str:
    """Return the CSRF token of a form."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def main() -> None:
    """Print both ratios."""
    logs.configure(io.StringIO())
    ours = Client(create_app(from_environment({"SCREENER_INSTANCE": tempfile.mkdtemp()})))
    for page_id, answer in (
        ("emergency", {"emergency": "none"}),
        ("respondent", {"respondent": "self"}),
        ("body-parts", {"body-parts": ["neck", "left_hand"]}),
    ):
        sent = ours.post(
            f"/screen/{page_id}", data={"csrf_token": token(ours, f"/screen/{page_id}"), **answer}
        )
        assert sent.status_code == 303, page_id
    size = len(ours.get(PAGE).data)
    bare = Client(bare_app("x" * max(0, size - len(Client(bare_app("")).get("/").data))))
    print(f"page: {size:,} bytes, bare page: {len(bare.get('/').data):,} bytes")
    report(
        "question GET",
        *rates(lambda: ours.get(PAGE), lambda: bare.get("/"), calls=150, rounds=15),
        "bare GET",
    )
    our_data = {
        "csrf_token": token(ours, PAGE),
        "onset-age": "43",
        "onset-when": "over-a-year",
        "onset-pace": "years",
    }
    bare_data = {
        "csrf_token": token(bare, "/"),
        "signs": ["turns", "tremor"],
        "other": "a note",
        "kind": "one",
    }

    def post(client: Client, path: str, data: Mapping[str, object]) -> None:
        assert client.post(path, data=data).status_code == 303

    report(
        "question POST",
        *rates(lambda: post(ours, PAGE, our_data), lambda: post(bare, "/", bare_data), calls=150, rounds=15),
        "bare POST",
    )


main()
