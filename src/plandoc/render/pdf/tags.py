"""Mend the tags of a PDF before WeasyPrint writes it, so that a reading aid meets the document and not its pages.

What a page break split becomes one element again; repeated heads and goals become artifacts; notes are Note, headers
have a Scope, ids an IDTree, layout tables no table. The file is "tagged": no conformance is claimed, as none is proved.
"""

from typing import Protocol

from plandoc.render.pdf.headers import name_headers
from plandoc.render.pdf.structure import (
    Entry,
    Pdf,
    Tag,
    TagSources,
    Text,
    array,
    dictionary,
    entry_at,
    read_tree,
    string,
    write_tree,
)

__all__ = ["mend_tags"]

_LAYOUT_KINDS = {"Table": "Div", "THead": "NonStruct", "TBody": "NonStruct", "TR": "NonStruct", "TD": "Div"}
_NULL = b"null"


def mend_tags(pdf: Pdf, sources: TagSources) -> None:
    """Mend the structure tree of a PDF that is about to be written, in place."""
    root = entry_at(pdf, pdf.catalog["StructTreeRoot"])
    top = root["K"]
    document = read_tree(pdf, top[0] if isinstance(top, list) else top, sources)
    _drop_repeated_goals(document)
    _join_kids(document)
    _make_artifacts(pdf, root, document)
    ids: dict[str, Tag] = {}
    _make_notes(document, ids)
    _make_tables(document, ids)
    write_tree(document)
    _index_ids(pdf, root, ids)


def _drop_repeated_goals(document: Tag) -> None:
    """Empty the header cells that repeat a goal on a later page; their row is read on without them."""
    for cell in document.walk():
        if cell.kind == "TH" and any(tag.has_class("continued") for tag in cell.walk()):
            cell.kids = []


def _join_kids(parent: Tag) -> None:
    """Join the fragments among the kids of a tag, and of their kids."""
    kept: list[Tag | Text | object] = []
    last: Tag | None = None
    for kid in parent.kids:
        if isinstance(kid, Tag) and last is not None and _are_fragments(last, kid):
            _join(last, kid)
            continue
        kept.append(kid)
        # A page's notes stand between the two parts of what goes on on the next page.
        if isinstance(kid, Tag) and not _is_note_area(parent, kid):
            last = kid
    parent.kids = kept
    for tag in parent.tags:
        _join_kids(tag)


def _are_fragments(before: Tag, after: Tag) -> bool:
    """Whether two tags are the parts of one element on either side of a page break."""
    same = before.source is not None and before.source is after.source and before.kind == after.kind
    # Content that hangs directly on a tag counts on the tag's own page, so it cannot move to another tag.
    return same and before.page != after.page and all(isinstance(kid, Tag | Text) for kid in before.kids + after.kids)


def _join(before: Tag, after: Tag) -> None:
    """Append a fragment to the one before it: a row cell by cell, a table without its repeated head."""
    before.page = after.page
    if before.kind == "TR":
        for cell, rest in zip(before.tags, after.tags, strict=False):
            cell.kids += rest.kids
        return
    before.kids += [kid for kid in after.kids if not (isinstance(kid, Tag) and kid.kind == "THead")]


def _is_note_area(parent: Tag, tag: Tag) -> bool:
    return parent.kind == "Document" and tag.kind == "NonStruct" and any(kid.has_class("footnote") for kid in tag.tags)


def _make_notes(document: Tag, ids: dict[str, Tag]) -> None:
    """Tag footnotes, which WeasyPrint leaves as bare spans in an area at the end of each page, and their calls."""
    for tag in document.walk():
        if tag.has_class("call"):
            # A later call of a note is a link to it.
            tag.kind = "Reference"
    areas = [tag for tag in document.tags if _is_note_area(document, tag)]
    notes = [note for area in areas for note in area.tags]
    for number, note in enumerate(notes, 1):
        note.kind = "Note"
        note.entry["ID"] = string(f"note-{number}")
        ids[f"note-{number}"] = note
        if note.tags and note.tags[0].kind == "NonStruct":
            note.tags[0].kind = "Lbl"
    for tag in document.tags:
        for call in tag.walk() if tag not in areas else ():
            if call.kind == "NonStruct" and call.has_class("footnote"):
                call.kind = "Reference"


def _make_tables(document: Tag, ids: dict[str, Tag]) -> None:
    tables = [tag for tag in document.walk() if tag.kind == "Table"]
    for number, table in enumerate(tables, 1):
        if any(tag.kind == "TH" for tag in table.walk()):
            name_headers(table, number, ids)
        else:
            _make_layout(table)


def _make_layout(table: Tag) -> None:
    """Take the table out of a table without headers: it only places text, as a masthead does."""
    for tag in table.walk():
        if tag.kind == "TD":
            tag.entry.pop("A", None)
        tag.kind = _LAYOUT_KINDS.get(tag.kind, tag.kind)


def _index_ids(pdf: Pdf, root: Entry, ids: dict[str, Tag]) -> None:
    """Give the tree the index of ids that ISO 32000-1, 14.7.2 asks for where elements have ids."""
    names = [part for name in sorted(ids) for part in (string(name), ids[name].entry.reference)]
    if names:
        index = dictionary({"Names": array(names)})
        pdf.add_object(index)
        root["IDTree"] = index.reference


def _make_artifacts(pdf: Pdf, root: Entry, document: Tag) -> None:
    """Take what no tag of the document owns out of the reading order: page heads, and what is repeated."""
    owned = {kid.entry.reference for tag in document.walk() for kid in tag.kids if isinstance(kid, Text)}
    owned |= {tag.entry.reference for tag in document.walk()}
    # The map from content to structure lists the number of each page and, after it, the owners of its contents.
    listed = entry_at(pdf, root["ParentTree"])["Nums"]
    for number, page in enumerate(pdf.page_references):
        owners = listed[2 * number + 1] if isinstance(listed, list) else []
        loose = [content for content, owner in enumerate(owners) if owner not in owned]
        _unmark(entry_at(pdf, entry_at(pdf, page)["Contents"]), frozenset(loose))
        for content in loose:
            owners[content] = _NULL


class _Stream(Protocol):
    stream: list[object]


def _unmark(contents: object, numbers: frozenset[int]) -> None:
    """Turn marked content into artifacts: its operands are a tag, a dictionary with its number, and BDC."""
    page: _Stream = contents  # type: ignore[assignment] # the contents of a page are a stream
    for at, part in enumerate(page.stream):
        if isinstance(part, dict) and part.get("MCID") in numbers and page.stream[at + 1] == b"BDC":
            page.stream[at - 1 : at + 2] = [b"/Artifact", b"", b"BMC"]
