"""The files of a report folder into a report: form.yaml first, and then the drawers in the order of their names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.indicators import Indicator
from plandoc.model.questions import EarlierCycle
from plandoc.model.report import Definition, Report
from plandoc.source.front_matter import report_unknown_keys
from plandoc.source.report.conditions import Named
from plandoc.source.report.crosswalk import read_cycle
from plandoc.source.report.indicators import IndicatorReader
from plandoc.source.report.lists import CODE, read_list
from plandoc.source.report.outline import outline
from plandoc.source.report.questions import QuestionReader
from plandoc.source.report.texts import Texts
from plandoc.source.report.values import Values, report_twice
from plandoc.source.structured import YamlMapping, YamlNode, YamlSequence, read_yaml
from plandoc.spans import SourceText, Span

FOLDER = "report"
FORM = "form.yaml"
FORM_KEYS = ("id", "version", "cycle", "title", "mandate", "guidance", "definitions", "sections")
DRAWERS = ("lists", "sections", "indicators", "earlier")
DEFINITION_KEYS = ("id", "term", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One named entry of a drawer."""

    name: str
    span: Span
    node: YamlNode
    source: SourceText


def read_report(sources: tuple[SourceText, ...], findings: Findings) -> Report | None:
    """Read the files of a report folder; None where there are none, or none of them is form.yaml (reported)."""
    form = next((source for source in sources if source.path.rpartition("/")[2] == FORM), None)
    if form is None:
        for source in sources[:1]:
            hint = f"Write `{FORM}` with `id: report-5`, `version: 1`, `cycle: 5`, `sections: […]`."
            findings.add("PD090", source.span(0, 0), f"The folder {FOLDER} has no {FORM}.", hint=hint)
        return None
    return _Reader(form, tuple(source for source in sources if source is not form), findings).report()


class _Reader:
    """Reads one report."""

    def __init__(self, form: SourceText, drawers: tuple[SourceText, ...], findings: Findings) -> None:
        self._findings = findings
        root = read_yaml(form, 0, len(form.text), findings)
        self._form = Values(root, form, findings, FORM_KEYS)
        self._files = tuple((source, read_yaml(source, 0, len(source.text), findings)) for source in drawers)
        for _, node in self._files:
            report_unknown_keys(node, DRAWERS, findings)

    def report(self) -> Report:
        """Return everything that the files say."""
        texts = Texts(self._findings)
        title, mandate, guidance, definitions = self._front(texts)
        lists = {
            one.name: read_list(one.name, one.span, one.node, one.source, texts, self._findings)
            for one in self._entries("lists")
        }
        nodes = tuple(self._sections())
        # Ids and types first, so that conditions may be told what stands further down from what there is not.
        named = outline(tuple(node for node, _ in nodes), lists, self._findings)
        reader = QuestionReader(named, lists, texts, self._findings)
        sections = tuple(reader.section(node, source) for node, source in self._ordered(nodes))
        return Report(
            id=self._identifier(),
            version=self._whole("version"),
            cycle=self._whole("cycle"),
            title=title,
            mandate=mandate,
            guidance=guidance,
            definitions=definitions,
            sections=sections,
            lists=tuple(lists.values()),
            indicators=tuple(self._indicators(texts, named)),
            earlier=tuple(self._earlier()),
            part=texts.part(self._form.span, named),
            span=self._form.span,
        )

    def _front(self, texts: Texts) -> tuple[str, str, tuple[str, ...], tuple[Definition, ...]]:
        """Read the texts before the first section."""
        form, source = self._form, self._form.source
        form.needed("title", "The form")
        title = texts.add("title", form.node("title"), source)
        mandate = texts.add("mandate", form.node("mandate"), source)
        guidance = tuple(texts.add(f"guidance/{at}", node, source) for at, node in enumerate(form.nodes("guidance"), 1))
        return title, mandate, guidance, tuple(self._definitions(texts))

    def _definitions(self, texts: Texts) -> Iterator[Definition]:
        seen: dict[str, Span] = {}
        for one in self._form.each("definitions", DEFINITION_KEYS):
            name = one.needed("id", "A definition")
            if not CODE.fullmatch(name):
                if name:
                    hint = "Use small letters, digits, - and _."
                    one.complain(one.place("id"), f"{name} cannot be the id of a definition.", hint)
                continue
            if seen.setdefault(name, one.span) is not one.span:
                report_twice(f"The definition {name}", one.span, seen[name], self._findings)
                continue
            for key in ("term", "text"):
                one.needed(key, f"The definition {name}")
            where = f"definitions/{name}"
            term = texts.add(f"{where}/term", one.node("term"), one.source)
            yield Definition(term=term, text=texts.add(where, one.node("text"), one.source))

    def _identifier(self) -> str:
        name = self._form.needed("id", "The form")
        if name and not CODE.fullmatch(name):
            hint = "Use small letters, digits, - and _."
            self._form.complain(self._form.place("id"), f"{name} cannot be the id of a form.", hint)
        return name

    def _whole(self, key: str) -> int:
        """Return a whole number from 1 that the form must have."""
        number = self._form.whole(key)
        if number is None or number < 1:
            if number is not None or self._form.node(key) is None:
                message = f"The form has no {key} from 1."
                self._form.complain(self._form.place(key), message, f"Write `{key}: 1`.")
            return 1
        return number

    def _entries(self, drawer: str) -> Iterator[_Entry]:
        """Yield the named entries of one kind in all files; names that stand twice are reported."""
        seen: dict[str, Span] = {}
        for source, root in self._files:
            values = Values(root, source, self._findings, tuple(str(key.value) for key, _ in root.items))
            for name, span, node in values.pairs(drawer):
                if seen.setdefault(name, span) is span:
                    yield _Entry(name=name, span=span, node=node, source=source)
                elif seen[name].path != span.path:
                    report_twice(f"{name}", span, seen[name], self._findings)

    def _sections(self) -> Iterator[tuple[YamlMapping, SourceText]]:
        for source, root in self._files:
            listed = root.get("sections")
            if listed is not None and not isinstance(listed, YamlSequence):
                hint = "Write `- id: A.1` below it."
                self._findings.add("PD090", listed.span, "The key sections holds no list.", hint=hint)
            for node in listed.items if isinstance(listed, YamlSequence) else ():
                if isinstance(node, YamlMapping):
                    yield node, source
                else:
                    hint = "Write `- id: A.1` and its keys."
                    self._findings.add("PD090", node.span, "A section has no keys.", hint=hint)

    def _ordered(self, nodes: tuple[tuple[YamlMapping, SourceText], ...]) -> Iterator[tuple[YamlMapping, SourceText]]:
        """Yield the sections in the order of form.yaml; those that it leaves out come last, reported."""
        found: dict[str, tuple[YamlMapping, SourceText]] = {}
        for node, source in nodes:
            name = node.text("id")
            if name in found:
                report_twice(f"The section {name}", node.span, found[name][0].span, self._findings)
            found.setdefault(name, (node, source))
        for name, span in self._form.words("sections"):
            if name in found:
                yield found.pop(name)
                continue
            hint = did_you_mean(name, found, "Remove it, or write the section; each stands here once.")
            self._findings.add("PD092", span, f"No file has a section {name} that is still to come.", hint=hint)
        for name, (node, source) in found.items():
            hint = f"Write {name} there, where it is to be printed."
            self._findings.add("PD092", node.span, f"{FORM} does not list the section {name}.", hint=hint)
            yield node, source

    def _indicators(self, texts: Texts, named: Mapping[str, Named]) -> Iterator[Indicator]:
        for one in self._entries("indicators"):
            found = IndicatorReader(named, texts, one.source, self._findings).indicator(one.name, one.span, one.node)
            if found is not None:
                yield found

    def _earlier(self) -> Iterator[EarlierCycle]:
        for one in self._entries("earlier"):
            cycle = read_cycle(one.name, one.span, one.node, one.source, self._findings)
            if cycle is not None:
                yield cycle
