"""The sheet to fill in: a row for each question, for each choice of several, and for each field beside a choice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from plandoc.model.printed_form import PrintedChoice, PrintedFormSection, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.wording import demands, headed, label, plain
from plandoc.render.forms.xlsx.looks import Look
from plandoc.render.forms.xlsx.rules import Rules
from plandoc.render.forms.xlsx.sheet import BOLD, SMALL, SMALL_LINE, Sheet

ID, NUMBER, QUESTION, ANSWER, UNIT, NOTES = range(6)
WIDTHS: Mapping[int, float] = {NUMBER: 8, QUESTION: 58, ANSWER: 38, UNIT: 8, NOTES: 46}
"""Widths of columns in characters; the ids are hidden."""


@dataclass(slots=True, kw_only=True)
class QuestionSheet:
    """The sheet while it is written."""

    sheet: Sheet
    rules: Rules
    words: Mapping[str, str]
    feeds: Mapping[str, str]
    """What each question feeds, as its notes say it."""

    def heads(self) -> None:
        """Write the heads of the columns, which stay in sight and head every printed page."""
        keys = ("column-number", "column-question", "column-answer", "column-unit", "column-notes")
        for column, key in enumerate(keys, NUMBER):
            self.sheet.text(column, self.words[key], Look.HEAD)
        self.sheet.next()

    def section(self, section: PrintedFormSection) -> None:
        """Write a section: its heading across the sheet, then its questions."""
        heading = headed(section.number, section.heading)
        self.sheet.wide(NUMBER, NOTES, heading, Look.SECTION, question=section.id)
        self.sheet.height(height_of(heading, sum(WIDTHS.values()) * BOLD))
        self.sheet.next()
        for question in section.questions:
            self.question(question)

    def question(self, question: PrintedQuestion) -> None:
        """Write a question with everything in it."""
        match question.type:
            case QuestionType.MULTIPLE:
                self._row(question, Look.QUESTION, more=self.words["tick-each"].format(yes=self.words["tick"]))
                for choice in question.choices:
                    self._tick(question, choice)
            case QuestionType.RECORDS:
                sheet = records_sheet(question, self.words)
                self._row(question, Look.QUESTION, more=self.words["records-sheet"].format(sheet=sheet))
            case QuestionType.MATRIX | QuestionType.GROUP | QuestionType.NOTE:
                self._row(question, Look.QUESTION if question.type is QuestionType.NOTE else Look.GROUP)
            case _:
                self._answered(question, Look.QUESTION)
        if question.type is not QuestionType.RECORDS:
            for member in question.members:
                self.question(member)

    def _answered(self, question: PrintedQuestion, look: Look) -> None:
        """Write a question with one field, and the fields beside its choices."""
        field(self.sheet, self.rules, question, ANSWER)
        self._row(question, look, lines=question.lines if question.type is QuestionType.TEXT else 1)
        for choice in question.choices:
            self._beside(choice)

    def _beside(self, choice: PrintedChoice) -> None:
        if choice.specify is not None:
            field(self.sheet, self.rules, choice.specify, ANSWER)
            text = f"{choice.text}: {label(choice.specify)}"
            self._cells(choice.specify, text, Look.CHOICE, notes="")

    def _tick(self, question: PrintedQuestion, choice: PrintedChoice) -> None:
        """Write one choice of several, to be ticked with the word for yes."""
        self.sheet.text(ANSWER, "", Look.TEXT_FIELD)
        self.sheet.require(ANSWER, self.rules.tick(), question.id)
        self.sheet.text(ID, f"{question.id}#{choice.code}", Look.CODE)
        self._line(replace(question, number="", unit=""), choice.text, Look.CHOICE, notes="")
        self._beside(choice)

    def _row(self, question: PrintedQuestion, look: Look, *, more: str = "", lines: int = 1) -> None:
        """Write the words of a question; `more` says how it is answered."""
        said = (question.condition, plain(question.help), *demands(question), more, self.feeds.get(question.id, ""))
        self._cells(question, label(question), look, notes="\n".join(filter(None, said)), lines=lines)

    def _cells(self, question: PrintedQuestion, text: str, look: Look, *, notes: str, lines: int = 1) -> None:
        self.sheet.text(ID, question.id, Look.CODE)
        self._line(question, text, look, notes=notes, lines=lines)

    def _line(self, question: PrintedQuestion, text: str, look: Look, *, notes: str, lines: int = 1) -> None:
        texts = {NUMBER: (question.number, Look.NUMBER), QUESTION: (text, look), UNIT: (question.unit, Look.UNIT)}
        for column, (words, looks) in (texts | {NOTES: (notes, Look.NOTES)}).items():
            self.sheet.text(column, words, looks, question=question.id)
        small = height_of(notes, WIDTHS[NOTES] / SMALL) * SMALL_LINE
        self.sheet.height(max(lines, height_of(text, WIDTHS[QUESTION]), small))
        self.sheet.next()


def field(sheet: Sheet, rules: Rules, question: PrintedQuestion, column: int) -> None:
    """Write the open cell of a question into the row."""
    sheet.text(column, "", Look.NUMBER_FIELD if question.type.is_number else Look.TEXT_FIELD)
    rule = rules.of(question, sheet.cell(column))
    if rule is not None:
        sheet.require(column, rule, question.id)


def records_sheet(question: PrintedQuestion, words: Mapping[str, str]) -> str:
    """Return the name of the sheet with the records of a question."""
    return words["question"].format(number=question.number)


def height_of(text: str, width: float) -> int:
    """Return how many lines words take in a column of so many characters; those of East Asia are twice as wide."""
    return sum(
        max(1, -(-sum(2 if east_asian_width(character) in "WF" else 1 for character in line) // int(width)))
        for line in text.split("\n")
    )
