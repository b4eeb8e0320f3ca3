"""Catalogs into MO files, for programs that read their words with gettext."""

from datetime import UTC, datetime
from io import BytesIO

from plandoc.language.catalog import Catalog

_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The header's dates: the same catalog gives the same bytes."""


def compile_catalog(catalog: Catalog) -> bytes:
    """Return the MO file of a catalog: its finished entries, each by its id (`msgctxt`) and source."""
    from babel.messages.catalog import Catalog as Messages
    from babel.messages.mofile import write_mo

    messages = Messages(project="plandoc", version="1", creation_date=_UNDATED, revision_date=_UNDATED, fuzzy=False)
    messages.last_translator = messages.language_team = messages.msgid_bugs_address = "-"
    for entry in catalog.entries:
        if entry.finished:
            messages.add(entry.source, string=entry.text, context=entry.id)
    compiled = BytesIO()
    write_mo(compiled, messages)
    return compiled.getvalue()
