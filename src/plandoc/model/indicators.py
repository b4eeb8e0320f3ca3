"""What a report knows of an indicator: how it is computed from answers, of whom, and who else knows."""

from dataclasses import dataclass, field
from enum import StrEnum

from plandoc.model.conditions import Condition, Operand
from plandoc.model.inline import Chosen
from plandoc.spans import NOWHERE, Span


class Measure(StrEnum):
    """What an indicator is."""

    PERCENT = "percent"
    COUNT = "count"


class CountedUnit(StrEnum):
    """What an indicator counts."""

    PARTY = "party"
    SUPPLEMENTARY_PARTY = "supplementary-party"
    RECORD = "record"
    LMO = "lmo"
    TOOL = "tool"
    AUTHORITY = "authority"
    EXPERT = "expert"
    USER = "user"
    CASE = "case"


class Base(StrEnum):
    """Of whom, or of what, a percentage is."""

    PARTIES = "parties"
    SUPPLEMENTARY_PARTIES = "supplementary-parties"
    ELIGIBLE_PARTIES = "eligible-parties"
    """For the Global Environment Facility."""
    PARTIES_WITH_ISSUES = "parties-with-issues"
    """That the Compliance Committee found."""
    RECORDS = "records"
    LMOS = "lmos"
    TOOLS = "tools"
    AUTHORITIES = "authorities"


class Treatment(StrEnum):
    """What becomes of a Party without a yes or a no."""

    EXCLUDE = "exclude"
    NO = "no"
    """It stays in the denominator."""
    NEVER = "never"
    """The indicator knows no such case."""


class Source(StrEnum):
    """Who knows."""

    REPORT = "report"
    CLEARING_HOUSE = "clearing-house"
    SECRETARIAT = "secretariat"
    COMPLIANCE_COMMITTEE = "compliance-committee"
    DEPOSITARY = "depositary"


class Direction(StrEnum):
    """Which way an indicator moves when things get better."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerator:
    """Who counts, in two readings; a number where things are added up over Parties, as in a count."""

    strict: Condition | Operand
    """In full only."""
    broad: Condition | Operand
    """In part, too; the same as `strict` where the indicator has no degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """Of whom the percentage is."""

    of: Base
    that: Condition | None = None
    """What they must have answered to be counted."""
    number: Operand | None = None
    """How many there are in one Party, where not Parties are counted; the numerator is a number, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What an earlier cycle knew."""

    cycle: int
    questions: tuple[str, ...] = ()
    note: str = ""
    """Id of a block, or empty."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How an indicator is computed from answers."""

    measure: Measure
    unit: CountedUnit
    numerator: Numerator | None = None
    """None where no answer says."""
    denominator: Denominator | None = None
    """None for a count."""

    @property
    def adds_up(self) -> bool:
        """Whether the numerator is a number, added up over Parties, and no condition that each of them meets or not."""
        return self.measure is Measure.COUNT or (self.denominator is not None and self.denominator.number is not None)

    @property
    def conditions(self) -> tuple[Condition | Operand, ...]:
        """Everything that reads answers: the readings of the numerator, and the denominator's condition and number."""
        readings = () if self.numerator is None else (self.numerator.strict, self.numerator.broad)
        base = () if self.denominator is None else (self.denominator.that, self.denominator.number)
        return (*readings, *(one for one in base if one is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The rule of an indicator once a bracket of it is decided in one way."""

    group: str
    option: Chosen
    """0 for none of the options, k for option k."""
    rule: Rule
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What the report knows of an indicator of the tables."""

    id: str
    """Id of its block, `plan-1/A.1/ind/a`."""
    rule: Rule
    not_applicable: Treatment = Treatment.NEVER
    blank: Treatment = Treatment.EXCLUDE
    skipped: Treatment = Treatment.NO
    no_report: Treatment = Treatment.EXCLUDE
    sources: tuple[Source, ...] = ()
    record: str = ""
    """Id of the block that says what yields it where the report does not; or empty."""
    baseline: Baseline | None = None
    direction: Direction = Direction.NONE
    variants: tuple[Variant, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its rule and those of its variants."""
        return (self.rule, *(variant.rule for variant in self.variants))
