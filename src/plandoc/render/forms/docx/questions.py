"""Questions as rows of a table: number, words, answer; long texts below, matrices and records as grids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plandoc.model.printed_form import PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.docx.runs import run
from plandoc.render.forms.docx.answers import AnswerWriter, is_dropped
from plandoc.render.forms.docx.paragraphs import FormParagraphs
from plandoc.render.forms.docx.rows import Cell, Row
from plandoc.render.forms.wording import MARK, demands, is_marked
from plandoc.render.html.inline import plain

_NUMBER: Final = 880
"""Width of the column of numbers, in twentieths of a point."""
_MOST_COLUMNS: Final = 5
"""Choices or columns that a grid is laid out for; more of them stand below each other."""
_BOX: Final = 1300
"""Widest column of a choice in a grid."""
_SHORT: Final = 2
"""Lines of the longest text that is answered beside the question."""
_RECORDS: Final = {True: 8, False: 4}
"""Records there is room for, as lines of a grid or one below the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWriter:
    """Writes the questions of one form."""

    paragraphs: FormParagraphs
    answers: AnswerWriter
    feeds: dict[str, str]
    """What each question feeds, `→ A.1(a)`."""
    heads: tuple[str, str, str]
    """Of the columns for number, question and answer."""
    record: str
    """What heads one of several records, with `{number}`."""
    width: int
    """Of the table, in twentieths of a point."""

    @property
    def _beside(self) -> int:
        """Width of the column of answers."""
        return (self.width - _NUMBER) * 48 // 100

    def head(self) -> Row:
        """The row with the names of the columns."""
        widths = (_NUMBER, self.width - _NUMBER - self._beside, self._beside)
        cells = (
            Cell(width=width, content=self.paragraphs.plain("FormHead", head), kind="head")
            for width, head in zip(widths, self.heads, strict=True)
        )
        return Row(cells=tuple(cells), head=True)

    def tables(self, questions: Sequence[PrintedQuestion]) -> Iterator[Sequence[Row]]:
        """The rows of questions, cut where a grid begins or ends: what heads its columns is repeated on every page."""
        table: list[Row] = []
        for row in (row for question in questions for row in self.rows(question)):
            if row.head or (not row.grid and (not table or table[-1].grid)):
                yield table
                table = [] if row.head else [self.head()]
            table.append(row)
        yield table

    def rows(self, question: PrintedQuestion) -> Iterator[Row]:
        """A question with everything in it."""
        match question.type:
            case QuestionType.NOTE:
                yield self._across(question, "FormQuestion", "text")
            case QuestionType.GROUP:
                yield self._across(question, "FormBand", "band")
                for member in question.members:
                    yield from self.rows(member)
            case QuestionType.MATRIX:
                yield from self._matrix(question)
            case QuestionType.RECORDS:
                yield from self._records(question)
            case QuestionType.TEXT if question.lines > _SHORT:
                yield self._above(question)
            case _:
                yield self._row(question)

    def _row(self, question: PrintedQuestion, record: int = 0) -> Row:
        """Number, words, answer."""
        label = self.record.format(number=record) if record else question.number
        words = self.width - _NUMBER - self._beside
        return Row(
            cells=(
                self._number(question),
                Cell(width=words, content=self._words(question)),
                self._answer(question, self._beside, label, record),
            ),
            lines=question.lines if question.type is QuestionType.TEXT else 1,
        )

    def _above(self, question: PrintedQuestion) -> Row:
        """A question over the place for a long text, in one cell: no word processor leaves them on different pages."""
        width = self.width - _NUMBER
        words, answer = self._words(question), self._answer(question, width, question.number)
        return Row(
            cells=(self._number(question), replace(answer, content=words + answer.content)), lines=question.lines + 2
        )

    def _across(self, question: PrintedQuestion, style: str, kind: str) -> Row:
        """Words over the whole width."""
        return Row(cells=(Cell(width=self.width, content=self._words(question, style), kind=kind),))

    def _matrix(self, question: PrintedQuestion) -> Iterator[Row]:
        """Rows that share their choices: as a grid of boxes where that has room, otherwise each like a question."""
        yield self._introduced(question)
        choices = question.members[0].choices if question.members else ()
        if len(choices) > _MOST_COLUMNS or any(choice.specify for choice in choices):
            yield from map(self._row, question.members)
            return
        share = min(_BOX, (self.width - _NUMBER) * 56 // 100 // max(len(choices), 1))
        words = self.width - _NUMBER - share * len(choices)
        heads = [self._head(choice.text, share) for choice in choices]
        yield Row(cells=(self._head(question.number, _NUMBER), self._head("", words), *heads), head=True, grid=True)
        for member in question.members:
            boxes = (
                Cell(width=share, content=self.answers.box(member, choice), kind="answer") for choice in member.choices
            )
            yield Row(
                cells=(self._number(member), Cell(width=words, content=self._words(member, above=question)), *boxes),
                grid=True,
            )

    def _records(self, question: PrintedQuestion) -> Iterator[Row]:
        """Several records: as lines of a grid where their columns have room, otherwise one after another."""
        yield self._introduced(question)
        grid = len(question.members) <= _MOST_COLUMNS
        widths = self._shares(len(question.members))
        if grid:
            heads = (
                Cell(width=width, content=self._words(member, "FormHead", above=question), kind="head")
                for member, width in zip(question.members, widths, strict=True)
            )
            yield Row(cells=(self._head(question.number, _NUMBER), *heads), head=True, grid=True)
        for record in range(1, _RECORDS[grid] + 1):
            label = self.record.format(number=record)
            if grid:
                answers = (
                    self._answer(member, width, label, record)
                    for member, width in zip(question.members, widths, strict=True)
                )
                number = Cell(width=_NUMBER, content=self.paragraphs.plain("FormNumber", str(record)))
                yield Row(cells=(number, *answers), grid=True)
            else:
                band = self.paragraphs.plain("FormBand", label)
                yield Row(cells=(Cell(width=self.width, content=band, kind="band"),))
                yield from (self._row(member, record) for member in question.members)

    def _shares(self, columns: int) -> Sequence[int]:
        """Equal widths of so many columns; the last takes what is left."""
        width = self.width - _NUMBER
        each = width // max(columns, 1)
        return [*(each for _ in range(columns - 1)), width - each * (columns - 1)]

    def _number(self, question: PrintedQuestion) -> Cell:
        """The number of a question, with the mark of those that must be answered."""
        marked = run(self.paragraphs.words.bracket, f"\N{NO-BREAK SPACE}{MARK}") if is_marked(question) else ""
        number = self.paragraphs.run(question.number) if question.number else ""
        return Cell(width=_NUMBER, content=self.paragraphs.filled("FormNumber", number + marked))

    def _answer(self, question: PrintedQuestion, width: int, label: str, record: int = 0) -> Cell:
        return Cell(width=width, content=self.answers.answer(question, width, label, record), kind="answer")

    def _introduced(self, question: PrintedQuestion) -> Row:
        """The row over those of a matrix or of records."""
        said = self._words(question, "FormKept")
        return Row(cells=(self._number(question), Cell(width=self.width - _NUMBER, content=said)))

    def _head(self, text: str, width: int) -> Cell:
        return Cell(width=width, content=self.paragraphs.plain("FormHead", text), kind="head")

    def _words(
        self, question: PrintedQuestion, style: str = "FormQuestion", *, above: PrintedQuestion | None = None
    ) -> str:
        """Condition, words, help, what a good answer meets, and what the question feeds.

        Within a grid the question above says for all what is the same for all.
        """
        said, paragraphs = [], self.paragraphs
        if question.condition:
            said.append(paragraphs.plain("FormCondition", question.condition))
        head = style == "FormHead" and is_marked(question)
        mark = run(paragraphs.words.bracket, f"\N{NO-BREAK SPACE}{MARK}") if head else ""
        said.append(paragraphs.said(style, question.pieces, untranslated=question.untranslated, after=mark))
        if question.help:
            said.append(paragraphs.said("FormHelp", question.help))
        said += [paragraphs.plain("FormHelp", message) for message in demands(question)]
        said += [paragraphs.plain("FormHelp", line) for line in _listed(question) if above is None]
        feeds = self.feeds.get(question.id, "")
        if feeds and (above is None or feeds != self.feeds.get(above.id)):
            said.append(paragraphs.plain("FormFeeds", feeds))
        return "".join(said)


def _listed(question: PrintedQuestion) -> Iterator[str]:
    """The choices of drop-down lists, which paper does not show otherwise; for records those of their columns."""
    if is_dropped(question):
        yield " / ".join(choice.text for choice in question.choices)
    if question.type is QuestionType.RECORDS:
        for member in question.members:
            yield from (f"{plain(member.pieces)} · {line}" for line in _listed(member))
