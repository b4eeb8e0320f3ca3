"""One mapping of a report file as typed values: whatever is not of its kind is reported and left out."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from plandoc.diagnostics import Findings, Related, did_you_mean
from plandoc.source.front_matter import report_unknown_keys
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, YamlSequence, typed
from plandoc.spans import SourceText, Span

Word = TypeVar("Word", bound=StrEnum)


class Values:
    """The values of one mapping, by key."""

    def __init__(self, node: YamlMapping, source: SourceText, findings: Findings, keys: tuple[str, ...]) -> None:
        """Take a mapping; keys that are not in `keys` are reported."""
        self._node = node
        self.source = source
        self.findings = findings
        report_unknown_keys(node, keys, findings)

    @property
    def span(self) -> Span:
        """Where the mapping stands."""
        return self._node.span

    def node(self, key: str) -> YamlNode | None:
        """Return the value of a key as it was read; None where there is none, or nothing behind it."""
        node = self._node.get(key)
        return None if isinstance(node, YamlScalar) and node.value is None else node

    def place(self, key: str) -> Span:
        """Return where the value of a key stands, or the mapping where it has none."""
        node = self.node(key)
        return self.span if node is None else node.span

    def word(self, key: str) -> str:
        """Return a single value as typed; empty where there is none."""
        node = self.node(key)
        if node is not None and not isinstance(node, YamlScalar):
            self.complain(node.span, f"The key {key} holds more than one value.", f"Write `{key}: …` on one line.")
        return typed(node, self.source).strip() if isinstance(node, YamlScalar) else ""

    def needed(self, key: str, what: str) -> str:
        """Return a single value that must be there."""
        word = self.word(key)
        if not word and not isinstance(self.node(key), YamlMapping | YamlSequence):
            self.complain(self.place(key), f"{what} has no {key}.", f"Write `{key}: …`.")
        return word

    def member(self, key: str, words: type[Word], default: Word | None = None) -> Word | None:
        """Return a word of a closed set; the default where there is none, or another word (reported)."""
        said = self.word(key)
        if said in tuple(words):
            return words(said)
        if said or default is None:
            message = f"The key {key} cannot say {said}." if said else f"The key {key} is missing here."
            hint = did_you_mean(said, words, f"Write one of {', '.join(words)}.")
            self.complain(self.place(key), message, hint)
        return default

    def one_of(self, key: str, words: type[Word], default: Word) -> Word:
        """Return a word of a closed set, or the default."""
        return self.member(key, words, default) or default

    def members(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """Return a list of words of a closed set."""
        found = []
        for word, span in self.words(key):
            if word in tuple(words):
                found.append(words(word))
            else:
                hint = did_you_mean(word, words, f"Write some of {', '.join(words)}.")
                self.complain(span, f"The key {key} cannot name {word}.", hint)
        return tuple(found)

    def number(self, key: str) -> int | float | None:
        """Return a number; None where there is none."""
        node = self.node(key)
        if isinstance(node, YamlScalar) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return node.value
        if node is not None:
            self.complain(node.span, f"The key {key} holds no number.", f"Write `{key}: 1`.")
        return None

    def whole(self, key: str) -> int | None:
        """Return a whole number; None where there is none."""
        number = self.number(key)
        if isinstance(number, float):
            self.complain(self.place(key), f"The key {key} holds no whole number.", f"Write `{key}: 1`.")
        return number if isinstance(number, int) else None

    def flag(self, key: str) -> bool:
        """Return true or false; false where nothing is said."""
        node = self.node(key)
        if isinstance(node, YamlScalar) and isinstance(node.value, bool):
            return node.value
        if node is not None:
            self.complain(node.span, f"The key {key} says neither true nor false.", f"Write `{key}: true`.")
        return False

    def words(self, key: str) -> tuple[tuple[str, Span], ...]:
        """Return a list of single values as typed, each with its place."""
        return tuple(
            (typed(item, self.source).strip(), item.span) for item in self.nodes(key) if isinstance(item, YamlScalar)
        )

    def wholes(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers."""
        found = []
        for item in self.nodes(key):
            if isinstance(item, YamlScalar) and isinstance(item.value, int) and not isinstance(item.value, bool):
                found.append(item.value)
            else:
                self.complain(item.span, f"The key {key} lists whole numbers.", f"Write `{key}: [2, 17]`.")
        return tuple(found)

    def nodes(self, key: str) -> tuple[YamlNode, ...]:
        """Return the members of a list; none where there is none."""
        node = self.node(key)
        if isinstance(node, YamlSequence):
            return node.items
        if node is not None:
            self.complain(
                node.span, f"The key {key} holds no list.", f"Write `{key}: [… , …]`, or one `- …` to a line."
            )
        return ()

    def each(self, key: str, keys: tuple[str, ...]) -> Iterator["Values"]:
        """Yield the members of a list of mappings."""
        for item in self.nodes(key):
            if isinstance(item, YamlMapping):
                yield Values(item, self.source, self.findings, keys)
            else:
                self.complain(item.span, f"A member of {key} has no keys.", f"Write `- {{{keys[0]}: …}}`.")

    def inside(self, key: str, keys: tuple[str, ...]) -> "Values | None":
        """Return the mapping behind a key; None where there is none."""
        node = self.node(key)
        if isinstance(node, YamlMapping):
            return Values(node, self.source, self.findings, keys)
        if node is not None:
            self.complain(node.span, f"The key {key} has no keys of its own.", f"Write `{key}: {{{keys[0]}: …}}`.")
        return None

    def pairs(self, key: str) -> tuple[tuple[str, Span, YamlNode], ...]:
        """Return the keys of the mapping behind a key as typed, with their places and values."""
        node = self.node(key)
        if isinstance(node, YamlMapping):
            return tuple((typed(name, self.source), name.span, value) for name, value in node.items)
        if node is not None:
            self.complain(node.span, f"The key {key} has no entries.", "Write one `name: …` to a line below it.")
        return ()

    def complain(self, span: Span, message: str, hint: str, *, code: str = "PD090") -> None:
        """Report something about these values."""
        self.findings.add(code, span, message, hint=hint)


def report_twice(what: str, span: Span, first: Span, findings: Findings) -> None:
    """Report an id that stands twice (PD020)."""
    related = (Related(span=first, message="first here"),)
    findings.add("PD020", span, f"{what} stands twice.", hint="Give one of them another id.", related=related)
