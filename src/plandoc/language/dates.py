"""Dates as United Nations documents write them: day, month in full, year, without commas (`24 March 2022`)."""

from datetime import date

_PATTERN = "d MMMM y"


def masthead_date(text: str) -> str:
    """Return a date of a masthead, which is in English in every language version.

    A date in figures, `2022-03-24`, is written out by the names of the CLDR; words are kept as they are.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    from babel.dates import format_date

    return format_date(day, _PATTERN, locale="en_GB")
