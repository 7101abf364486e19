"""Fields that give back to their page what can be read of what came, where WTForms gives it back as it is."""

from typing import Any

from wtforms import DateField, SelectMultipleField
from wtforms.validators import ValidationError

from screener.web.clinic.typed import line_of


class DayField(DateField):  # type: ignore[misc]
    """A day."""

    def _value(self) -> str:
        return line_of(super()._value())


class ManyField(SelectMultipleField):  # type: ignore[misc]
    """Some of many; what is none of them is not repeated."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what cannot be chosen."""
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError("Choose from those below.") from None
