"""The parts of an address that mean something: slugs, unions of them, periods, formats."""

from werkzeug.routing import BaseConverter, ValidationError

from syndication.formats import FEED_FORMATS, Format, format_of
from syndication.models import Period
from syndication.web.addressing import addresses


class SlugConverter(BaseConverter):
    """A slug as addresses have it: small letters, digits, hyphens."""

    regex = "[a-z0-9]+(?:-+[a-z0-9]+)*"


class UnionConverter(BaseConverter):
    """The slugs of one scheme, ``a+b``: in their order, each once. Other spellings are redirected (errors.py)."""

    regex = rf"{SlugConverter.regex}(?:\+{SlugConverter.regex})*"

    def to_python(self, value: str) -> tuple[str, ...]:
        slugs = addresses.read_union(value)
        if "+".join(slugs) != value:
            raise ValidationError
        return slugs


class PeriodConverter(BaseConverter):
    """What an archive document covers: ``2016``, ``2016-04``, ``2016-04-17``."""

    regex = "[0-9]{4}(?:-[0-9]{2}){0,2}"

    def to_python(self, value: str) -> Period:
        try:
            return Period.parse(value)
        except ValueError as error:
            raise ValidationError from error


class FormatConverter(BaseConverter):
    """The suffix of a feed document."""

    regex = "|".join(form.suffix.removeprefix(".") for form in FEED_FORMATS)

    def to_python(self, value: str) -> Format:
        form = format_of(f".{value}")
        if form is None:
            raise ValidationError
        return form


class ColourConverter(BaseConverter):
    """A colour as six hexadecimal digits in small letters."""

    regex = "[0-9a-f]{6}"


CONVERTERS = {
    "slug": SlugConverter,
    "union": UnionConverter,
    "period": PeriodConverter,
    "format": FormatConverter,
    "colour": ColourConverter,
}
"""By the names that routes use."""
