"""The form of a saved filter."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from screener.use_cases.worklist import NAME_LIMIT
from screener.web.clinic.typed import text_of


class FilterNameForm(FlaskForm):  # type: ignore[misc]
    """The name of a saved filter, and whether it is for everybody."""

    shared = BooleanField("For everybody")
    name = StringField(
        "Name",
        filters=[text_of],
        validators=[Length(1, NAME_LIMIT, f"Give the filter a name of up to {NAME_LIMIT} letters.")],
    )
