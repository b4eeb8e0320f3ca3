"""The time that outputs bear: fixed, so that the same input gives the same bytes on every day.

Source: reproducible-builds.org, specification of SOURCE_DATE_EPOCH.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time that a Word file's archive can hold; what outputs bear where nobody gives a time."""


def created_time(environment: Mapping[str, str]) -> datetime:
    """Return the time of SOURCE_DATE_EPOCH (seconds since 1970), or `UNDATED`; `ValueError` if it is no such number."""
    seconds = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not seconds:
        return UNDATED
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not '{seconds}'"
        raise ValueError(message) from error
