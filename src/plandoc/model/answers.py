"""Answers to a report format, and the file in which one Party's answers travel: one JSON object for all carriers.

{"form": {"id": "national-report-5", "version": 1, "cycle": 5, "scenario": "mixed"},
"party": "…", "language": "zh-Hans",
"answers": {"Q101": "full", "Q102": ["law"], "Q105": 12, "Q002": "2026-01-31", "Q009": [{"Q009.name": "…"}]},
"withheld": {"Q106": "…"}}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Answer: TypeAlias = str | int | float | tuple[str, ...] | tuple["Answers", ...]
"""Words, a code or a day; a number; the codes of a multiple choice; or records, by the ids of their columns."""
Answers: TypeAlias = Mapping[str, Answer]
"""Answers by the ids of fields; what is blank may be missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """What one Party answered to one form."""

    form: str
    """Id of the form."""
    version: int
    cycle: int
    scenario: str = ""
    """Name of the scenario that decided the brackets of the form; empty for the open text."""
    party: str = ""
    """The Party as the report names it; empty where that was not answered."""
    language: str = ""
    """BCP 47 tag of the form that was filled in."""
    answers: Answers = field(default_factory=dict)
    """What counts; blanks are left out."""
    withheld: Answers = field(default_factory=dict)
    """What was answered to questions that are not asked any more: kept, and blank for every rule."""

    def as_json(self) -> dict[str, object]:
        """Return the file as JSON values, its keys in the usual order."""
        return {
            "form": {"id": self.form, "version": self.version, "cycle": self.cycle, "scenario": self.scenario},
            "party": self.party,
            "language": self.language,
            "answers": answers_json(self.answers),
            "withheld": answers_json(self.withheld),
        }


def answers_json(answers: Answers) -> dict[str, object]:
    """Return answers as JSON values: what was ticked and recorded as lists."""
    return {name: _json(answer) for name, answer in answers.items()}


def _json(answer: Answer) -> object:
    if not isinstance(answer, tuple):
        return answer
    return [answers_json(one) if isinstance(one, Mapping) else one for one in answer]
