"""The custom XML part that says what a form is: which format, which version, whose report; never an answer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.docx.package import add_part
from plandoc.render.docx.wordprocessing import parse, serialize
from plandoc.render.forms.docx.naming import AnswerKey
from plandoc.render.forms.filled import FormIdentity

NAMESPACE: Final = "urn:plandoc:form:1"
_STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM: Final = "{7D3B6E52-0C0B-4B0A-9F0E-5A6E6F726D31}"
"""Names the part among all custom parts of a file; the same in every form."""
_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_SAID: Final = ("id", "version", "cycle", "language", "scenario", "party", "begins", "ends")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(FormIdentity):
    """What a form is, and what its controls do not say of themselves."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The code of each choice by its label, for questions answered from a drop-down list."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Tags by the names of bookmarks that do not spell them."""


def identity_part(form: PrintedForm, listed: Iterable[PrintedQuestion], keys: Iterable[AnswerKey]) -> bytes:
    """Return the part of a form: `listed` are the questions with drop-down lists, `keys` all that are answered."""
    root = etree.Element(f"{{{NAMESPACE}}}form", nsmap={None: NAMESPACE})
    said = (form.id, form.version, form.cycle, form.language, form.scenario, "", "", "")
    for name, value in zip(_SAID, said, strict=True):
        root.set(name, str(value))
    dropped = {question.id: question for question in listed}
    for question in form.questions():
        if question.type.is_answered:
            node = etree.SubElement(root, f"{{{NAMESPACE}}}field", id=question.id, type=question.type)
            for choice in dropped[question.id].choices if question.id in dropped else ():
                etree.SubElement(node, f"{{{NAMESPACE}}}choice", code=choice.code).text = choice.text
    for key in keys:
        if not key.is_spelled:
            etree.SubElement(root, f"{{{NAMESPACE}}}name", bookmark=key.bookmark, tag=key.tag)
    return serialize(root)


def add_identity(parts: dict[str, bytes], main: str, part: bytes) -> None:
    """Put the part into a package, under the first number that is free."""
    number = next(n for n in range(1, len(parts) + 2) if f"customXml/item{n}.xml" not in parts)
    add_part(parts, main, (f"../customXml/item{number}.xml", part), "customXml", content_type="application/xml")
    root = etree.Element(f"{{{_STORE}}}datastoreItem", {f"{{{_STORE}}}itemID": _ITEM}, nsmap={"ds": _STORE})
    schemas = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_STORE}}}schemaRef", {f"{{{_STORE}}}uri": NAMESPACE})
    properties = (f"itemProps{number}.xml", serialize(root))
    add_part(parts, f"customXml/item{number}.xml", properties, "customXmlProps", content_type=_PROPERTIES)


def signed(part: bytes, **said: str) -> bytes:
    """Return the part with `party`, `begins` and `ends` as given; what is empty stays as it was."""
    root = parse(part)
    for name, value in said.items():
        if value:
            root.set(name, value)
    return serialize(root)


def find_identity(parts: Mapping[str, bytes]) -> tuple[str, Identity] | None:
    """Return the name and the content of the part of a package; None where there is none that can be read."""
    for name in sorted(parts):
        if name.startswith("customXml/") and name.endswith(".xml") and NAMESPACE.encode() in parts[name]:
            try:
                root = parse(parts[name])
            except etree.XMLSyntaxError:
                continue
            if root.tag == f"{{{NAMESPACE}}}form":
                return name, _read(root)
    return None


def _read(root: etree._Element) -> Identity:
    said = {name: root.get(name, "") for name in _SAID}
    known = set(QuestionType)
    fields = [node for node in root.iterfind(f"{{{NAMESPACE}}}field") if node.get("type") in known]
    return Identity(
        **said,
        types={node.get("id", ""): QuestionType(node.get("type", "")) for node in fields},
        labels={node.get("id", ""): dict(_labels(node)) for node in fields if len(node)},
        names={node.get("bookmark", ""): node.get("tag", "") for node in root.iterfind(f"{{{NAMESPACE}}}name")},
    )


def _labels(node: etree._Element) -> Iterator[tuple[str, str]]:
    for choice in node:
        yield choice.text or "", choice.get("code", "")
