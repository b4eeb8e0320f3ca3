"""A form with answers put in beforehand: whose report it is, for which period. The file is filled, not made anew."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from plandoc.model.answers import Answer
from plandoc.render.docx.package import read_package, related, write_package
from plandoc.render.docx.wordprocessing import fragment, parse, serialize, w
from plandoc.render.forms.docx.controls import CHECKED, UNCHECKED, W14
from plandoc.render.forms.docx.identity import find_identity, signed
from plandoc.render.forms.docx.naming import AnswerKey, read_name

_PLACE: Final = "plandoc-control"
"""Processing instruction that stands for a control while the rest becomes text."""
_SPLIT: Final = re.compile(rf"<\?{_PLACE}\s*\?>")


def prefill(data: bytes, values: Mapping[str, Answer], *, party: str = "", begins: str = "", ends: str = "") -> bytes:
    """Return a form with some answers put in; the same arguments give the same bytes.

    Args:
        data: a form as `render_form` makes it. What is found out about it is kept for the next call.
        values: answers by the ids of questions; none to columns of records.
        party: whose form it is, for the part that says what the form is; so are
        begins: the first day of the reporting period, `2023-01-01`, and
        ends: its last day.

    Raises:
        PackageError: the file is not a Word file.
        ValueError: the form has no such question.
    """
    blank = _opened(data)
    unknown = sorted(set(values) - {key.question for key, _ in blank.controls})
    if unknown:
        message = f"the form asks no question {', '.join(unknown)}"
        raise ValueError(message)
    texts = [blank.texts[0]]
    for (key, control), text, after in zip(blank.controls, blank.empty, blank.texts[1:], strict=True):
        texts += (_filled(control, key, values[key.question]) if key.question in values else text, after)
    parts = {**blank.parts, blank.main: "".join(texts).encode()}
    if blank.identity:
        parts[blank.identity] = signed(parts[blank.identity], party=party, begins=begins, ends=ends)
    return write_package(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blank:
    """A form taken apart at its controls."""

    parts: Mapping[str, bytes]
    main: str
    identity: str
    """Name of the part that says what the form is; empty where there is none."""
    texts: tuple[str, ...]
    """The document before, between and after the controls."""
    controls: tuple[tuple[AnswerKey, etree._Element], ...]
    empty: tuple[str, ...]
    """The controls as they are."""


@lru_cache(maxsize=4)
def _opened(data: bytes) -> _Blank:
    """Take a form apart; a memo, since it is filled for many Parties one after another."""
    parts = read_package(data)
    main, found = related(parts, "", "officeDocument"), find_identity(parts)
    names = found[1].names if found else {}
    root = parse(parts[main])
    controls = []
    for control in list(root.iter(w("sdt"))):
        tag, parent = control.find(f"{w('sdtPr')}/{w('tag')}"), control.getparent()
        name = "" if tag is None else tag.get(w("val"), "")
        key = read_name(names.get(name, name))
        if key is None or key.record or parent is None or control.find(f".//{w('sdt')}") is not None:
            continue
        parent.replace(control, etree.ProcessingInstruction(_PLACE))
        controls.append((key, control))
    return _Blank(
        parts=parts,
        main=main,
        identity=found[0] if found else "",
        texts=tuple(_SPLIT.split(serialize(root).decode())),
        controls=tuple(controls),
        empty=tuple(fragment(control) for _, control in controls),
    )


def _filled(control: etree._Element, key: AnswerKey, value: Answer) -> str:
    """A control with an answer, as text."""
    control = deepcopy(control)
    properties = control.find(w("sdtPr"))
    if properties is None:
        return fragment(control)
    box, drop, day = (properties.find(name) for name in (f"{{{W14}}}checkbox", w("dropDownList"), w("date")))
    if key.code:
        ticked = key.code == value or (isinstance(value, tuple) and key.code in value)
        if box is not None:
            for state in box.iterfind(f"{{{W14}}}checked"):
                state.set(f"{{{W14}}}val", str(int(ticked)))
        _write(control, CHECKED if ticked else UNCHECKED)
        return fragment(control)
    text = str(value)
    if day is not None:
        day.set(w("fullDate"), f"{text}T00:00:00Z")
    elif drop is not None:
        labels = {item.get(w("value")): item.get(w("displayText"), "") for item in drop.iterfind(w("listItem"))}
        text = labels.get(text, text)
    for flag in properties.findall(w("showingPlcHdr")):
        properties.remove(flag)
    _write(control, text)
    return fragment(control)


def _write(control: etree._Element, text: str) -> None:
    """Put words in the place of those that a control holds, a line break where one stands."""
    run = next(control.iter(w("r")))
    for name in ("rStyle", "u"):
        for placeholder in run.findall(f"{w('rPr')}/{w(name)}"):
            placeholder.getparent().remove(placeholder)  # type: ignore[union-attr]
    for old in run.findall(w("t")):
        run.remove(old)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        node = etree.SubElement(run, w("t"))
        node.text = line
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
