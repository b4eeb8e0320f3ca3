"""What a Word file says of itself: title, name, language, when it was made."""

from dataclasses import dataclass
from datetime import UTC, datetime

from plandoc.render.docx.package import related
from plandoc.render.docx.shapes import render_part
from plandoc.render.docx.wordprocessing import DECLARATION, W, parse, serialize, w
from plandoc.render.templates import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a file manager shows of a file."""

    title: str
    name: str
    language: str
    """BCP 47 tag."""


def describe(parts: dict[str, bytes], described: Description, templates: Templates, created: datetime) -> None:
    """Put the description into the package.

    Raises:
        PackageError: the package has no part for it.
        TemplateFault: the template fails, or what it makes is not well-formed.
    """
    context = {
        "title": described.title,
        "name": described.name,
        "language": described.language,
        "created": moment(created),
    }
    parts[related(parts, "", "core-properties")] = (DECLARATION + render_part(templates, "core", context)).encode()


def moment(created: datetime) -> str:
    """A time as files say it, in Coordinated Universal Time; without a zone it counts as that."""
    there = created.replace(tzinfo=UTC) if created.tzinfo is None else created.astimezone(UTC)
    return there.strftime("%Y-%m-%dT%H:%M:%SZ")


def in_language(styles: bytes, language: str, direction: str) -> bytes:
    """The styles with a document's language for Latin or Arabic script; Chinese has its own attribute already."""
    if language.partition("-")[0] in {"zh", "en"}:
        return styles
    root = parse(styles)
    script_attribute = "bidi" if direction == "rtl" else "val"
    for node in root.iterfind(f".//{{{W}}}docDefaults//{{{W}}}lang"):
        node.set(w(script_attribute), language)
    return serialize(root)
