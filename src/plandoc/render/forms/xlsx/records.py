"""Records: a sheet of its own for each question that asks for any number of them, one in a line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandoc.model.printed_form import PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.wording import label, plain
from plandoc.render.forms.xlsx.looks import Look
from plandoc.render.forms.xlsx.questions import field
from plandoc.render.forms.xlsx.rules import Rules
from plandoc.render.forms.xlsx.sheet import Sheet

LINES = 50
"""Records that a sheet has room for."""
_WIDTH = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One column: a field of a record, or one choice of several."""

    id: str
    head: str
    question: PrintedQuestion
    is_tick: bool = False


def write_records(sheet: Sheet, rules: Rules, question: PrintedQuestion, words: Mapping[str, str]) -> None:
    """Write the sheet: what is asked, ids of the columns in a hidden row, their heads, and open lines."""
    columns = tuple(enumerate((one for member in question.members for one in _columns(member)), 1))
    sheet.sheet.set_column(1, len(columns), _WIDTH)
    sheet.sheet.set_column(0, 0, 6)
    sheet.text(0, f"{question.number}. {label(question)}", Look.SHEET_TITLE, question=question.id)
    sheet.next()
    for at, column in columns:
        sheet.text(at, column.id, Look.CODE)
    sheet.hide()
    sheet.next()
    sheet.text(0, words["column-number"], Look.HEAD)
    for at, column in columns:
        sheet.text(at, column.head, Look.HEAD, question=column.id)
    sheet.next()
    sheet.sheet.freeze_panes(sheet.row, 1)
    for line in range(1, LINES + 1):
        sheet.text(0, f"{line}", Look.NUMBER)
        for at, column in columns:
            if column.is_tick:
                sheet.text(at, "", Look.TEXT_FIELD)
                sheet.require(at, rules.tick(), column.id)
            else:
                field(sheet, rules, column.question, at)
        sheet.next()
    sheet.lock()


def _columns(question: PrintedQuestion) -> Iterator[_Column]:
    said = (label(question), f"({question.unit})" if question.unit else "", question.condition, plain(question.help))
    head = "\n".join(filter(None, said))
    if question.type is QuestionType.MULTIPLE:
        for choice in question.choices:
            identifier = f"{question.id}#{choice.code}"
            yield _Column(id=identifier, head=f"{head}: {choice.text}", question=question, is_tick=True)
    else:
        yield _Column(id=question.id, head=head, question=question)
    for choice in question.choices:
        if choice.specify is not None:
            beside = f"{choice.text}: {label(choice.specify)}"
            yield _Column(id=choice.specify.id, head=beside, question=choice.specify)
