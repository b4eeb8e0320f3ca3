"""Indicators and the questions that feed them as a printed document: one table from each side."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from plandoc.forms.traced import Earlier, Role, Standing, Tie, Trace, TracedIndicator, TracedQuestion, TracedRule
from plandoc.language.conventions import conventions_of, spoken
from plandoc.model.blocks import PartKind
from plandoc.model.indicators import Indicator, Source, Treatment
from plandoc.model.locale import Locale
from plandoc.model.printed import (
    BlockKind,
    LineBreak,
    Masthead,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedRow,
    PrintedTable,
    PrintedText,
    Words,
)
from plandoc.model.workspace import Workspace

NAME = "trace"
_BY_INDICATOR = {"indicator": 24, "questions": 15, "numerator": 25, "denominator": 16, "source": 20}
"""Widths of the columns in per cent of the table, by the key of their head."""
_BY_QUESTION = {"question": 45, "feeds": 55}


def trace_document(workspace: Workspace, trace: Trace) -> PrintedDocument:
    """Return what hangs on what as a document in the language of the trace."""
    locale = workspace.locale(trace.language) or Locale(language=trace.language, tag=trace.language)
    conventions = conventions_of(locale, is_translation=trace.language != workspace.settings.language)
    words = spoken(locale, "trace-")
    organization = next((plan.masthead.organization for plan in workspace.settings.documents), "")
    writer = _Writer(trace, words)
    form = words["form-scenario" if trace.scenario else "form"]
    return PrintedDocument(
        name=NAME,
        language=locale.tag,
        direction=locale.direction,
        title=words["title"],
        masthead=Masthead(organization=organization, standing=conventions.standing),
        words=conventions.words,
        bracketed=not trace.scenario,
        sections=(
            PrintedText(
                id=NAME,
                kind=PartKind.FRAME,
                blocks=(
                    _block("title", words["title"], kind=BlockKind.TITLE, level=1),
                    _block("form", form.format(title=trace.title, version=trace.version, scenario=trace.scenario)),
                    _block("totals", words["totals"].format(**totals(trace))),
                ),
            ),
            _table("by-indicator", _BY_INDICATOR, words, tuple(writer.by_indicator())),
            _table("by-question", _BY_QUESTION, words, tuple(writer.by_question())),
        ),
        notes=(),
    )


def totals(trace: Trace) -> Mapping[str, int]:
    """Return how many indicators there are, fed by questions, known from elsewhere only, by nobody, and dropped."""
    left = tuple(one for one in trace.indicators if one.standing is not Standing.DROPPED)
    fed = tuple(one for one in left if is_fed(trace, one))
    sourced = tuple(one for one in left if one not in fed and one.known and one.known.sources)
    return {
        "indicators": len(trace.indicators),
        "fed": len(fed),
        "sourced": len(sourced),
        "bare": len(left) - len(fed) - len(sourced),
        "dropped": len(trace.indicators) - len(left),
    }


def is_fed(trace: Trace, indicator: TracedIndicator) -> bool:
    """Return whether a question yields an indicator, and does not only explain it."""
    return any({Role.NUMERATOR, Role.DENOMINATOR} & {*tie.roles} for tie in trace.of_indicator(indicator.id))


def said_role(tie: Tie, question: TracedQuestion, words: Mapping[str, str]) -> str:
    """Return in words what a question does for an indicator: its roles, and the choices that count."""
    if not question.choices or tie.roles[0] in (Role.GATE, Role.CONTEXT):
        return words["and"].join(words[f"role-{role}"] for role in tie.roles)

    def listed(key: str, codes: tuple[str, ...]) -> Iterator[str]:
        if codes:
            labels = (words["choice"].format(choice=label) for label in question.labels(codes))
            yield words[key].format(choices=words["or"].join(labels))

    if tie.strict == tie.broad:
        counts = [*listed("counts", tie.strict)]
    else:
        counts = [*listed("counts-strict", tie.strict), *listed("counts-broad", tie.broad)]
    everybody = len(tie.denominator) == len(question.choices)
    remains = [words["remains-all"]] if everybody else [*listed("remains", tie.denominator)]
    return words["and"].join((*counts, *remains))


class _Writer:
    """Writes the rows of both tables."""

    def __init__(self, trace: Trace, words: Mapping[str, str]) -> None:
        self._trace = trace
        self._words = words

    def by_indicator(self) -> Iterator[PrintedRow | PrintedBlock]:
        """Yield a band for each goal, and a row for each of its indicators."""
        for goal, indicators in groupby(self._trace.indicators, key=lambda one: (one.goal, one.goal_text)):
            yield _block(f"goal/{goal[0]}", goal[1], kind=BlockKind.BAND)
            yield from map(self._indicator, indicators)

    def by_question(self) -> Iterator[PrintedRow | PrintedBlock]:
        """Yield a band for each section, and a row for each question that does something for an indicator."""
        tied = tuple(one for one in self._trace.questions if self._trace.of_question(one.id))
        for section, questions in groupby(tied, key=lambda one: one.section):
            rows = tuple(map(self._question, questions))
            yield _block(f"section/{rows[0].goal.id}", section, kind=BlockKind.BAND)
            yield from rows

    def _indicator(self, indicator: TracedIndicator) -> PrintedRow:
        questions = dict.fromkeys(tie.question for tie in self._trace.of_indicator(indicator.id))
        fed = [self._tied(name, indicator.id) for name in questions]
        known = indicator.known
        return _row(
            indicator.id,
            (f"{indicator.short} {indicator.text}", self._dropped(indicator.standing)),
            fed or (self._words["no-question"],),
            self._each(indicator.rules, self._numerators),
            (*self._each(indicator.rules, lambda rule: (rule.denominator,)), *self._not_applicable(known)),
            tuple(self._source(indicator, known)) if known else (self._words["source-none"],),
        )

    def _question(self, question: TracedQuestion) -> PrintedRow:
        number = f"{question.number}. " if question.number else ""
        return _row(
            question.id,
            (f"{number}{question.text} ({question.id})", self._dropped(question.standing)),
            tuple(self._fed(tie, question) for tie in self._trace.of_question(question.id)),
        )

    def _dropped(self, standing: Standing) -> str:
        return self._words["dropped"] if standing is Standing.DROPPED else ""

    def _tied(self, name: str, indicator: str) -> str:
        """Return a question with all that it does for an indicator, under whatever rule."""
        ties = (tie for tie in self._trace.of_indicator(indicator) if tie.question == name)
        roles = dict.fromkeys(self._words[f"role-{role}"] for tie in ties for role in tie.roles)
        question = self._trace.question(name)
        key = "tie" if question.number else "tie-unnumbered"
        return self._words[key].format(question=question.number or name, role=self._words["or"].join(roles))

    def _fed(self, tie: Tie, question: TracedQuestion) -> str:
        indicator = self._trace.indicator(tie.indicator)
        when = next((rule.when for rule in indicator.rules if rule.variant == tie.variant), "")
        key = "tie-variant" if when else "tie-indicator"
        return self._words[key].format(indicator=indicator.short, when=when, role=said_role(tie, question, self._words))

    def _each(self, rules: tuple[TracedRule, ...], said: Callable[[TracedRule], tuple[str, ...]]) -> tuple[str, ...]:
        """Return what is said of each rule, that of a variant only where it differs, and with its condition."""
        own = tuple(said(rules[0])) if rules else ()
        found = [one for one in own if one]
        for rule in rules[1:]:
            if tuple(said(rule)) != own:
                found += (self._words["under-variant"].format(when=rule.when, said=one) for one in said(rule) if one)
        return tuple(found)

    def _numerators(self, rule: TracedRule) -> tuple[str, ...]:
        if rule.strict == rule.broad:
            return (rule.strict,)
        return (
            self._words["strict"].format(condition=rule.strict),
            self._words["broad"].format(condition=rule.broad),
        )

    def _not_applicable(self, known: Indicator | None) -> Iterator[str]:
        if known and known.not_applicable is not Treatment.NEVER:
            yield self._words[f"na-{known.not_applicable}"]

    def _source(self, indicator: TracedIndicator, known: Indicator) -> Iterator[str]:
        words, rule = self._words, known.rule
        yield words["measure"].format(
            measure=words[f"measure-{rule.measure}"],
            unit=words[f"unit-{rule.unit}"],
            direction=words[f"direction-{known.direction}"],
        )
        yield words["sources"].format(sources=words["or"].join(map(self._named, known.sources)) or words["source-none"])
        yield indicator.record
        if known.baseline:
            asked = words["or"].join(map(self._earlier, indicator.earlier))
            said = (words["baseline"].format(cycle=known.baseline.cycle), asked, indicator.baseline_note)
            yield words["and"].join(one for one in said if one)

    def _named(self, source: Source) -> str:
        return self._words[f"source-{source}"]

    def _earlier(self, earlier: Earlier) -> str:
        said = dict.fromkeys(self._words[f"comparability-{link.comparability}"] for _, link in earlier.links)
        if not said:
            return earlier.question
        joined = self._words["or"].join(said)
        return self._words["baseline-question"].format(question=earlier.question, comparability=joined)


def _table(
    key: str, shares: Mapping[str, int], words: Mapping[str, str], body: tuple[PrintedRow | PrintedBlock, ...]
) -> PrintedTable:
    return PrintedTable(
        id=f"{NAME}-{key}",
        opening=(_block(key, words[key], kind=BlockKind.HEADING, level=2),),
        columns=tuple(
            PrintedColumn(key=name, head=(Words(text=words[name]),), note=(), share=share)
            for name, share in shares.items()
        ),
        body=body,
    )


def _block(name: str, text: str, *, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> PrintedBlock:
    return PrintedBlock(id=f"{NAME}/{name}", kind=kind, level=level, pieces=(Words(text=text),))


def _row(name: str, head: tuple[str, str], *cells: Iterable[str]) -> PrintedRow:
    """Return a row; the second line of its head, and empty paragraphs of its cells, are left away."""
    text, below = head
    pieces = (Words(text=text), *((LineBreak(), Words(text=below, emphasis=True)) if below else ()))
    return PrintedRow(
        goal=PrintedBlock(id=f"{NAME}/{name}", kind=BlockKind.GOAL, pieces=pieces),
        cells=tuple(
            tuple(_block(f"{name}/{column}-{line}", said) for line, said in enumerate((one for one in cell if one), 1))
            for column, cell in enumerate(cells, 1)
        ),
    )
