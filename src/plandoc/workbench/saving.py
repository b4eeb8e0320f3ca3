"""Scenarios that people make in the page, into their files: each in its own, nothing in it lost, nobody overwritten."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from plandoc.build.writing import write_whole
from plandoc.choices.decide import decide, matching
from plandoc.diagnostics import Findings
from plandoc.model.scenario import Decision, Provenance, Scenario
from plandoc.source.files import read_text
from plandoc.source.scenario_writing import print_scenario, print_words, quoted
from plandoc.source.scenarios import KEYS, PROVENANCE_KEYS, read_scenario
from plandoc.source.yaml_editing import YamlEdit, edit_yaml
from plandoc.spans import SourceText, source_text
from plandoc.workbench.state import Agenda, State, as_scenario, of_scenario

LONGEST_NAME = 60
"""Characters of a scenario's name; four bytes each and an ending stay below the 255 bytes of a file name."""
LONGEST_TEXT = 300
"""Characters of a title, and of each field of the provenance."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
"""Names that Windows keeps for devices (Naming Files, Paths, and Namespaces)."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows (Unicode Standard Annex 9): a line would seem to say another."""


class Unsaveable(Exception):  # noqa: N818 - what a person asked for cannot be done, and the sentence says why
    """What cannot be saved; the sentence is for whoever asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A scenario as somebody wants it saved."""

    name: str
    title: str | None = None
    """None leaves what the file says, the empty text takes it out."""
    provenance: Provenance | None = None
    """None leaves what the file says; a field that is empty is taken out."""
    state: State
    scope: frozenset[str]
    """Ids of the groups and names of the values that the page knows; of all others the file keeps what it says."""
    based: str = ""
    """Name of the scenario that a new one began from; what it says of all that is not in the scope is taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A scenario's file as it lies on the disk."""

    source: SourceText
    etag: str
    """The SHA-256 of its bytes."""

    @property
    def scenario(self) -> Scenario:
        """What the file says."""
        return read_scenario(self.source, Findings())


class Conflict(Exception):  # noqa: N818 - two people saved, and neither made a mistake
    """The file on the disk is not the one that a wish was made from."""

    def __init__(self, kept: Kept) -> None:
        """Take the file that is there."""
        super().__init__(f"{kept.source.path} has changed since this page read it.")
        self.kept = kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The folder of the scenarios of a workspace."""

    root: Path
    folder: str
    """Relative to the workspace, `sources/cp-10/scenarios`."""

    def find(self, name: str) -> Kept | None:
        """Return the file of a scenario, or None where there is none; raise `Unsaveable` for what is no name."""
        path = self._path(name)
        try:
            data = (self.root / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            message = f"{path} cannot be read: {error.strerror}."
            raise Unsaveable(message) from error
        findings = Findings()
        source = read_text(self.root, path, findings)
        if source is None or findings.has_errors():
            message = f"{path} is not a text that plandoc can read; `plandoc check` says where."
            raise Unsaveable(message)
        return Kept(source=source, etag=sha256(data).hexdigest())

    def save(self, wish: Wish, agenda: Agenda, expected: str | None) -> Kept:
        """Write a scenario; return its file.

        `expected` is the digest of the file that the wish was made from, None where there must be no file yet. Raises
        `Conflict` where there is another, `Unsaveable` where the wish or the file cannot be followed, and `OSError`
        where the file cannot be written.
        """
        _check_texts(wish)
        path = self._path(wish.name)
        kept = self.find(wish.name)
        if kept is None and expected is not None:
            message = f"{path} is gone. Save it as a new scenario to write it anew."
            raise Unsaveable(message)
        if kept is not None and kept.etag != expected:
            raise Conflict(kept)
        if kept is None:
            self._check_alone(wish.name)
        text = _revised(kept, wish, agenda) if kept else print_scenario(self._made(wish, agenda))
        (self.root / self.folder).mkdir(parents=True, exist_ok=True)
        write_whole(self.root / path, text.encode())
        return Kept(source=source_text(path, text), etag=sha256(text.encode()).hexdigest())

    def _made(self, wish: Wish, agenda: Agenda) -> Scenario:
        """Return a new scenario: an entry for each decision."""
        based = self.find(wish.based) if wish.based else None
        before = of_scenario(based.scenario, agenda)[0] if based else State()
        state = State(
            choices={**_outside(before.choices, wish.scope), **wish.state.choices},
            values={**_outside(before.values, wish.scope), **wish.state.values},
        )
        return as_scenario(state, agenda, name=wish.name, title=wish.title or "", provenance=wish.provenance)

    def _path(self, name: str) -> str:
        """Return the path of a scenario's file; the name is one that no file system reads as anything else."""
        if not is_name(name):
            message = (
                "A scenario's name has letters and digits, and - or _ between them, "
                f"and at most {LONGEST_NAME} of them; no spaces, dots or slashes."
            )
            raise Unsaveable(message)
        path = f"{self.folder}/{name}.yaml"
        if not (self.root / path).parent.resolve().is_relative_to(self.root.resolve()):
            message = f"{self.folder} lies outside the workspace."
            raise Unsaveable(message)
        return path

    def _check_alone(self, name: str) -> None:
        """Refuse a name that some file systems cannot tell from another one."""
        folder = self.root / self.folder
        others = sorted(path.stem for path in folder.glob("*.yaml")) if folder.is_dir() else []
        for other in others:
            if unicodedata.normalize("NFKC", other).casefold() == name.casefold():
                message = f"There is a scenario called {other} already, which differs in capitals only."
                raise Unsaveable(message)


def is_name(text: str) -> bool:
    """Return whether a text can name a scenario: a slug in any script that is a plain file name on every system."""
    return (
        0 < len(text) <= LONGEST_NAME
        and unicodedata.normalize("NFKC", text) == text
        and unicodedata.category(text[0])[0] in "LN"
        and all(one in "-_" or unicodedata.category(one) in _NAMING for one in text)
        and not _DEVICES.fullmatch(text)
    )


_NAMING = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd"})
"""Categories of characters that names are written with: letters, the marks on them, and digits."""


def _outside(entries: Mapping[str, int], scope: frozenset[str]) -> dict[str, int]:
    return {name: chosen for name, chosen in entries.items() if name not in scope}


def check_text(label: str, text: str) -> None:
    """Raise `Unsaveable` for a text that is too long, or that hides or turns what is read; `label` says what it is."""
    if len(text) > LONGEST_TEXT:
        message = f"The {label} is longer than {LONGEST_TEXT} characters."
        raise Unsaveable(message)
    wrong = next((one for one in text if _TURNING.match(one) or unicodedata.category(one) in ("Cc", "Cs")), None)
    if wrong is not None:
        message = f"The {label} holds the invisible character U+{ord(wrong):04X}; type it anew."
        raise Unsaveable(message)


def _check_texts(wish: Wish) -> None:
    said = wish.provenance or Provenance()
    check_text("title", wish.title or "")
    for label, text in (("name of who chose", said.who), ("date", said.when), ("session", said.session)):
        check_text(label, text)


def _revised(kept: Kept, wish: Wish, agenda: Agenda) -> str:
    """Return the text of a file that says what is wished, with all else as it was."""
    before = kept.scenario
    wished = as_scenario(wish.state, agenda)
    edits = (
        *_said(wish, before),
        *_choices(before, wished, wish.scope, agenda),
        *_values(before, wished, wish.scope, agenda),
    )
    try:
        text = edit_yaml(kept.source, edits, KEYS)
    except ValueError as error:
        message = f"{kept.source.path} stays as it is: it is not written so that choices can be set in it."
        raise Unsaveable(message) from error
    after, _ = of_scenario(read_scenario(source_text(kept.source.path, text), Findings()), agenda)
    if any(after.choices.get(name) != wish.state.choices.get(name) for name in _groups(wish.scope, agenda)):
        message = f"{kept.source.path} stays as it is: the choices set in it would not be read as they are meant."
        raise Unsaveable(message)
    return text


def _groups(scope: frozenset[str], agenda: Agenda) -> Iterator[str]:
    return (choice.id for choice in agenda.choices.values() if choice.id in scope and choice.value is None)


def _said(wish: Wish, before: Scenario) -> Iterator[YamlEdit]:
    """Yield what becomes of title and provenance."""
    if wish.title is not None and wish.title != before.title:
        yield YamlEdit(key="title", value=quoted(wish.title) if wish.title else None)
    if wish.provenance is None:
        return
    for key in PROVENANCE_KEYS:
        text = getattr(wish.provenance, key)
        if text != getattr(before.provenance, key):
            yield YamlEdit(section="provenance", key=key, value=quoted(text) if text else None)


def _choices(before: Scenario, wished: Scenario, scope: frozenset[str], agenda: Agenda) -> Iterator[YamlEdit]:
    """Yield an entry for each group that the file decides otherwise; one that is open again says so."""
    registry = tuple(agenda.choices.values())
    decided, wanted = decide(registry, before), decide(registry, wished)
    words = {entry.pattern: str(entry.decision) for entry in wished.entries}
    for name in _groups(scope, agenda):
        if decided[name] == wanted[name]:
            continue
        speaking = tuple(entry.pattern for entry in matching(agenda.choices[name], before))
        own = next((pattern for pattern in speaking if name in (pattern, f"#{pattern}")), None)
        yield YamlEdit(
            section="choices",
            key=own or name,
            value=words.get(name, Decision.OPEN),
            last=own is not None and speaking[-1] != own,
        )


def _values(before: Scenario, wished: Scenario, scope: frozenset[str], agenda: Agenda) -> Iterator[YamlEdit]:
    """Yield what becomes of the values; words that no list knows are nobody's to take out."""
    old, unknown = of_scenario(before, agenda)
    new, _ = of_scenario(wished, agenda)
    words = {value.name: value for value in wished.values}
    for name in agenda.values:
        if name not in scope or old.values.get(name) == new.values.get(name) or (name in unknown and name not in words):
            continue
        yield YamlEdit(section="values", key=name, value=print_words(words[name]) if name in words else None)
