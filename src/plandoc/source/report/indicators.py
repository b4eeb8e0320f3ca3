"""What the report knows of the indicators: rules, sources, baselines."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plandoc.diagnostics import Findings
from plandoc.model.conditions import Condition, Operand
from plandoc.model.indicators import (
    Base,
    Baseline,
    CountedUnit,
    Denominator,
    Direction,
    Indicator,
    Measure,
    Numerator,
    Rule,
    Source,
    Treatment,
    Variant,
)
from plandoc.model.inline import Chosen
from plandoc.model.scenario import Decision
from plandoc.source.report.conditions import ConditionReader, Named
from plandoc.source.report.texts import Texts
from plandoc.source.report.values import Values
from plandoc.source.scenarios import read_decision
from plandoc.source.structured import YamlMapping, YamlNode
from plandoc.spans import SourceText, Span

RULE_KEYS = ("measure", "unit", "numerator", "denominator")
INDICATOR_KEYS = (
    *RULE_KEYS,
    "not_applicable",
    "blank",
    "skipped",
    "no_report",
    "source",
    "record",
    "baseline",
    "direction",
    "variants",
)
VARIANT_KEYS = ("group", "option", *RULE_KEYS)
READINGS = ("strict", "broad")
DENOMINATOR_KEYS = ("of", "that", "number")
BASELINE_KEYS = ("cycle", "questions", "note")
_INDEXES: Mapping[Decision, Chosen] = {Decision.KEEP: 1, Decision.DROP: 0, Decision.NONE: 0}


class IndicatorReader:
    """Reads the indicators of one file."""

    def __init__(self, named: Mapping[str, Named], texts: Texts, source: SourceText, findings: Findings) -> None:
        """Take all questions, which rules may name."""
        self._texts = texts
        self._source = source
        self._findings = findings
        self._conditions = ConditionReader(named, source, findings)

    def indicator(self, identifier: str, span: Span, node: YamlNode) -> Indicator | None:
        """Read what stands under the id of an indicator."""
        if not isinstance(node, YamlMapping):
            self._findings.add("PD090", node.span, f"{identifier} says nothing.", hint="Write `measure: percent` …")
            return None
        values = Values(node, self._source, self._findings, INDICATOR_KEYS)
        measure, unit = values.member("measure", Measure), values.member("unit", CountedUnit)
        if measure is None or unit is None:
            return None
        rule = self._rule(values, Rule(measure=measure, unit=unit), identifier)
        self._report_missing(identifier, rule, values)
        return Indicator(
            id=identifier,
            rule=rule,
            not_applicable=values.one_of("not_applicable", Treatment, Treatment.NEVER),
            blank=values.one_of("blank", Treatment, Treatment.EXCLUDE),
            skipped=values.one_of("skipped", Treatment, Treatment.NO),
            no_report=values.one_of("no_report", Treatment, Treatment.EXCLUDE),
            sources=values.members("source", Source),
            record=self._texts.add(f"{identifier}/record", values.node("record"), self._source),
            baseline=self._baseline(identifier, values),
            direction=values.one_of("direction", Direction, Direction.NONE),
            variants=tuple(self._variants(identifier, values, rule)),
            span=span,
        )

    def _report_missing(self, identifier: str, rule: Rule, values: Values) -> None:
        if rule.measure is Measure.PERCENT and rule.denominator is None:
            values.complain(
                values.span, f"{identifier} is a percentage of nothing.", "Write `denominator: {of: parties}`."
            )
        if rule.measure is Measure.COUNT and rule.denominator is not None:
            values.complain(values.place("denominator"), f"{identifier} is a count, of nobody.", "Remove denominator.")
        for key in ("source", "direction"):
            if values.node(key) is None:
                values.complain(values.span, f"{identifier} has no {key}.", f"Write `{key}: …`.")

    def _rule(self, values: Values, before: Rule, identifier: str) -> Rule:
        """Return a rule with what these values say, and everything else as before."""
        rule = before
        inside = values.inside("denominator", DENOMINATOR_KEYS)
        if inside is not None:
            rule = replace(rule, denominator=self._denominator(inside, f"{identifier}.denominator"))
        if values.node("numerator") is not None:
            rule = replace(rule, numerator=self._numerator(values, rule, identifier))
        elif rule.numerator is not None and rule.adds_up is not before.adds_up:
            hint = "Write the numerator beside it: a number goes with a number, a condition with a condition."
            values.complain(values.span, f"{identifier} changes what is added up, and not its numerator.", hint)
        return rule

    def _denominator(self, inside: Values, path: str) -> Denominator | None:
        base, node = inside.member("of", Base), inside.node("number")
        that = self._conditions.condition(inside.node("that"), f"{path}.that")
        number = None if node is None else self._conditions.number(node, f"{path}.number")
        return None if base is None else Denominator(of=base, that=that, number=number)

    def _numerator(self, values: Values, rule: Rule, identifier: str) -> Numerator | None:
        node, path = values.node("numerator"), f"{identifier}.numerator"
        readings = (
            node if isinstance(node, YamlMapping) and all(str(key.value) in READINGS for key, _ in node.items) else None
        )
        if readings is None:
            whole = self._reading(node, rule, path)
            return None if whole is None else Numerator(strict=whole, broad=whole)
        inside = Values(readings, self._source, self._findings, READINGS)
        strict, broad = (self._reading(inside.node(key), rule, f"{path}.{key}") for key in READINGS)
        for key in READINGS:
            if inside.node(key) is None:
                inside.complain(inside.span, f"{path} has no {key} reading.", "Write both, or one condition for both.")
        return None if strict is None or broad is None else Numerator(strict=strict, broad=broad)

    def _reading(self, node: YamlNode | None, rule: Rule, path: str) -> Condition | Operand | None:
        if node is None:
            return None
        if rule.adds_up:
            return self._conditions.number(node, path)
        return self._conditions.condition(node, path)

    def _baseline(self, identifier: str, values: Values) -> Baseline | None:
        inside = values.inside("baseline", BASELINE_KEYS)
        if inside is None:
            return None
        cycle = inside.whole("cycle")
        if cycle is None:
            inside.complain(inside.place("cycle"), f"The baseline of {identifier} has no cycle.", "Write `cycle: 4`.")
            return None
        return Baseline(
            cycle=cycle,
            questions=tuple(name for name, _ in inside.words("questions")),
            note=self._texts.add(f"{identifier}/baseline", inside.node("note"), self._source),
            span=inside.span,
        )

    def _variants(self, identifier: str, values: Values, rule: Rule) -> Iterator[Variant]:
        for one in values.each("variants", VARIANT_KEYS):
            group, said = one.needed("group", f"A variant of {identifier}"), one.needed("option", "A variant")
            decision = read_decision(said)
            if not group or decision is None or decision is Decision.OPEN:
                if said:
                    one.complain(one.place("option"), f"{said} is no option.", "Write keep, drop, or a number.")
                continue
            measure = one.one_of("measure", Measure, rule.measure)
            unit = one.one_of("unit", CountedUnit, rule.unit)
            option = _INDEXES[decision] if isinstance(decision, Decision) else decision
            varied = self._rule(one, replace(rule, measure=measure, unit=unit), f"{identifier}.{group}.{said}")
            yield Variant(group=group, option=option, rule=varied, span=one.place("group"))
