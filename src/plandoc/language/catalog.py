"""PO files of a document: read, written and looked up by id.

What does not change is written back as it stood, byte for byte, whichever program saved it; what changes is written
without wrapping and without dates. The id of the block is the `msgctxt`; the previous source of a fuzzy entry is kept
beside it (`#|`). Babel and polib lose the previous sources of obsolete entries, headers or line breaks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plandoc.diagnostics import Findings, Related
from plandoc.language.po_blocks import PoBlock, read_blocks
from plandoc.spans import NOWHERE, SourceText, Span, source_text

BRACE_FORMAT = "python-brace-format"
FUZZY = "fuzzy"
_GUESSED = frozenset({"python-format", "c-format", "php-format"})
"""Flags that programs add where they mistake `30% of` for a format."""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_UTF8 = re.compile(r"charset=utf-?8\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One unit and its translation."""

    id: str
    source: str
    """The source text in the alphabet of PO (`msgid`)."""
    text: str = ""
    """The translation; empty while there is none."""
    fuzzy: bool = False
    """Whether the translation was made for another source text and waits for a translator."""
    previous: str = ""
    """The source text that the translation was made for, where it differs."""
    previous_id: str = ""
    """Id of the block that had that source text; empty where it is this one."""
    notes: tuple[str, ...] = ()
    """Lines for the translator that are made anew at each update (`#.`)."""
    comment: str = ""
    """What translators wrote themselves; never changed (`#`)."""
    flags: tuple[str, ...] = ()
    """Flags besides `fuzzy`, in the order of the file."""
    obsolete: bool = False
    """Whether the block is gone from the source; kept, because nothing finished is ever dropped."""
    span: Span = field(default=NOWHERE, compare=False)
    """Where the translation stands in the file that was read."""

    @property
    def finished(self) -> bool:
        """Whether the translation may be printed without a mark."""
        return bool(self.text) and not self.fuzzy and not self.obsolete


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A PO file as it stands."""

    text: str
    header: str = ""
    """The lines of the header entry."""
    blocks: Mapping[Entry, str] = field(default_factory=dict)
    """The lines of each entry, in the order of the file."""
    tail: str = ""
    """Comments after the last entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The translations of a document into one language, in the order of the source."""

    language: str
    source_language: str
    entries: tuple[Entry, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """Names and values of the header in the order of the file, those of other programs among them."""
    typed: Typed | None = field(default=None, compare=False)
    """The file that it was read from."""

    def live(self) -> dict[str, Entry]:
        """Return the entries of today's blocks by id."""
        return {entry.id: entry for entry in self.entries if not entry.obsolete}


def read_catalog(text: str, language: str, source_language: str) -> Catalog:
    """Read a PO file whose faults somebody else reports; what cannot be read is left out."""
    return parse_catalog(source_text("", text), language, source_language, Findings())


def parse_catalog(source: SourceText, language: str, source_language: str, findings: Findings) -> Catalog:
    """Read a PO file; what is no PO is reported (PD062), and so is a second live entry of a unit (PD063).

    The catalog has all that could be read, of two entries of a unit the first; with an error among the findings it
    must not be written back.
    """
    headers: tuple[tuple[str, str], ...] = ()
    header, tail = "", ""
    blocks: dict[Entry, str] = {}
    first: dict[str, Entry] = {}
    for block in read_blocks(source, findings):
        lines = source.text[block.start : block.end]
        if not block.strings:
            tail = lines
        elif not block.broken and _is_header(block):
            header, headers = lines, _headers(block, source, findings)
        elif not block.broken:
            entry = _entry(block, source)
            if entry.obsolete or _is_first(entry, first, findings):
                blocks[entry] = lines
    return Catalog(
        language=language,
        source_language=source_language,
        entries=tuple(blocks),
        headers=headers,
        typed=Typed(text=source.text, header=header, blocks=blocks, tail=tail),
    )


def _is_header(block: PoBlock) -> bool:
    return not block.obsolete and not block.strings["msgid"] and "msgctxt" not in block.strings


def _headers(block: PoBlock, source: SourceText, findings: Findings) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in block.strings["msgstr"].split("\n"))
    headers = tuple((name.strip(), value.strip()) for name, _, value in pairs if name.strip())
    declared = dict(headers).get("Content-Type", "charset=UTF-8")
    if not _UTF8.search(declared):
        findings.add(
            "PD062",
            source.span(block.places["msgstr"], block.end),
            f"The header says that the file is in another encoding: {declared}.",
            hint="Save the file as UTF-8; the header then says `charset=UTF-8`.",
        )
    return headers


def _entry(block: PoBlock, source: SourceText) -> Entry:
    identifier, previous_id = (block.strings.get(name, "") for name in ("msgctxt", "|msgctxt"))
    flags = block.flags()
    return Entry(
        id=identifier,
        source=block.strings["msgid"],
        text=block.strings["msgstr"],
        fuzzy=FUZZY in flags,
        previous=block.strings.get("|msgid", ""),
        previous_id="" if previous_id == identifier else previous_id,
        notes=block.lines("#."),
        comment=block.own_comment(),
        flags=tuple(flag for flag in flags if flag != FUZZY),
        obsolete=block.obsolete,
        span=source.span(block.places["msgstr"], block.end),
    )


def _is_first(entry: Entry, first: dict[str, Entry], findings: Findings) -> bool:
    """Return whether no live entry had this id before; report the one that comes second."""
    if not entry.id:
        message = "This entry has no msgctxt, so that nothing says which block it translates."
        findings.add("PD062", entry.span, message, hint="Write the id of the block as its msgctxt.")
        return False
    known = first.setdefault(entry.id, entry)
    if known is entry:
        return True
    findings.add(
        "PD063",
        entry.span,
        f"The unit {entry.id} stands twice"
        + ("." if known.source == entry.source else ", with two different source texts."),
        hint="Keep the translation that is right, and delete the other entry.",
        related=(Related(span=known.span, message="first here"),),
    )
    return False


def write_catalog(catalog: Catalog) -> str:
    """Return the PO file of a catalog: no dates, live entries in their order, then the obsolete ones.

    Entries that are as they were read keep their lines; a file in which nothing changed is the same file.
    """
    typed = catalog.typed or Typed(text="")
    header = _complete_headers(catalog)
    if typed.text and header == catalog.headers and catalog.entries == tuple(typed.blocks):
        return typed.text
    pieces = [typed.header if typed.header and header == catalog.headers else _written_header(header, typed)]
    for obsolete in (False, True):
        entries = (entry for entry in catalog.entries if entry.obsolete is obsolete)
        pieces.extend(typed.blocks.get(entry) or _written(entry) for entry in entries)
    pieces.extend(filter(None, (typed.tail,)))
    return "\n\n".join(pieces) + "\n"


def _complete_headers(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Return the headers as they were read, and those that every file must have."""
    headers = dict(catalog.headers)
    wanted = {
        "Project-Id-Version": "plandoc",
        "Language": catalog.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": catalog.source_language,
    }
    headers |= {name: value for name, value in wanted.items() if not headers.get(name)}
    return tuple(headers.items())


def _written_header(headers: tuple[tuple[str, str], ...], typed: Typed) -> str:
    comments = [line for line in typed.header.splitlines() if line.startswith("#")]
    lines = (f"{name}: {value}\n" for name, value in headers)
    strings = [f'"{line.translate(_ESCAPES)}"' for line in lines]
    return "\n".join((*comments, 'msgid ""', 'msgstr ""', *strings))


def _written(entry: Entry) -> str:
    flags = [flag for flag in entry.flags if flag not in (BRACE_FORMAT, *_GUESSED)]
    flags = [FUZZY] * entry.fuzzy + flags + [BRACE_FORMAT] * ("{" in entry.source)
    lines = [f"# {line}" if line else "#" for line in entry.comment.split("\n")] if entry.comment else []
    lines += [f"#. {line}" for line in entry.notes]
    lines += [f"#: {entry.id}"] if entry.id and not entry.obsolete else []
    lines += [f"#, {', '.join(flags)}"] if flags else []
    lead = "#~" if entry.obsolete else "#"
    if entry.previous:
        lines += _strings(f"{lead}| ", "msgctxt", entry.previous_id or entry.id)
        lines += _strings(f"{lead}| ", "msgid", entry.previous)
    lead = "#~ " if entry.obsolete else ""
    lines += _strings(lead, "msgctxt", entry.id) if entry.id else []
    return "\n".join((*lines, *_strings(lead, "msgid", entry.source), *_strings(lead, "msgstr", entry.text)))


def _strings(lead: str, keyword: str, text: str) -> Iterator[str]:
    """Yield the lines of one string; it is broken after the line breaks that it has, and nowhere else."""
    pieces = _LINES.findall(text)
    if len(pieces) < 2:  # noqa: PLR2004 - a string of one line stands beside its keyword
        yield f'{lead}{keyword} "{text.translate(_ESCAPES)}"'
        return
    yield f'{lead}{keyword} ""'
    yield from (f'{lead}"{piece.translate(_ESCAPES)}"' for piece in pieces)
