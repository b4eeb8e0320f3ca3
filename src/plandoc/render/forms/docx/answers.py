"""What stands in the cell of an answer: boxes, lists, days and blanks, each a control, with prompts and units."""

from dataclasses import dataclass
from typing import Final

from plandoc.model.printed_form import PrintedChoice, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.docx.runs import LINE_BREAK, TAB
from plandoc.render.forms.docx.controls import ControlWriter
from plandoc.render.forms.docx.naming import AnswerKey
from plandoc.render.forms.docx.paragraphs import FormParagraphs
from plandoc.render.html.inline import plain

MOST_BOXES: Final = 6
"""Choices of which one is ticked; of longer lists one is picked from a drop-down list, the boxes would fill a page."""
_WIDE: Final = 12
_NARROW: Final = 6
"""Widths of empty controls for words and for numbers, in ens."""
_EN: Final = 85
"""Width of an en in the style of fields beside choices, in twentieths of a point."""
_ASIDE: Final = 600
"""What margins and indent leave of a cell to such a field."""


def is_dropped(question: PrintedQuestion) -> bool:
    """Return whether a question is answered from a drop-down list."""
    return question.type.chooses_one and len(question.choices) > MOST_BOXES


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWriter:
    """Writes the answers of one form."""

    paragraphs: FormParagraphs
    controls: ControlWriter
    day: str
    """What an empty date shows, `YYYY-MM-DD`."""
    choose: str
    """What an empty list shows."""

    def answer(self, question: PrintedQuestion, width: int, number: str, record: int = 0) -> str:
        """The paragraphs of a cell of this width for an answer; `number` begins the titles of the controls."""
        key = AnswerKey(question=question.id, record=record)
        if question.type.chooses and not is_dropped(question):
            lines = [
                self._choice(question, choice, number, record) + self._beside(choice, width, number, record)
                for choice in question.choices
            ]
            return _bookmarked(self.controls.bookmarked(key, "\0"), "".join(lines))
        title = f"{number} {plain(question.pieces)}".strip()
        if is_dropped(question):
            choices = tuple((choice.code, choice.text) for choice in question.choices)
            line = self.paragraphs.filled("FormAnswer", self.controls.drop(key, title, choices, self.choose))
            return line + "".join(self._beside(choice, width, number, record) for choice in question.choices)
        blank = _NARROW if question.type.is_number else _WIDE
        return self.paragraphs.filled("FormAnswer", self._blank(question, key, title, blank, line=bool(question.unit)))

    def box(self, question: PrintedQuestion, choice: PrintedChoice) -> str:
        """The paragraph of a cell with nothing but the box of one choice, as in a grid."""
        key = AnswerKey(question=question.id, code=choice.code)
        control = self.controls.check(key, f"{question.number} {choice.text}")
        return self.paragraphs.filled("FormBox", control)

    def _choice(self, question: PrintedQuestion, choice: PrintedChoice, number: str, record: int) -> str:
        key = AnswerKey(question=question.id, record=record, code=choice.code)
        box = self.controls.check(key, f"{number} {choice.text}")
        return self.paragraphs.filled("FormChoice", box + TAB + self.paragraphs.run(choice.text))

    def _beside(self, choice: PrintedChoice, width: int, number: str, record: int) -> str:
        """The field beside a choice, on the line below it."""
        field = choice.specify
        if field is None:
            return ""
        key = AnswerKey(question=field.id, record=record)
        prompt = self.paragraphs.runs(field.pieces) + LINE_BREAK
        line = _NARROW if field.type.is_number else max(_NARROW, (width - _ASIDE) // _EN)
        blank = self._blank(field, key, f"{number} {plain(field.pieces)}", line, line=True)
        return self.paragraphs.filled("FormSpecify", prompt + blank)

    def _blank(self, question: PrintedQuestion, key: AnswerKey, title: str, width: int, *, line: bool) -> str:
        """The control of a day, a number or words, with the unit behind it; so many ens wide, on a line or not."""
        if question.type is QuestionType.DATE:
            return self.controls.day(key, title, self.day)
        unit = self.paragraphs.run(f" {question.unit}") if question.unit else ""
        return self.controls.words_of(key, title, width, line=line) + unit


def _bookmarked(frame: str, paragraphs: str) -> str:
    """Paragraphs in a bookmark that begins in the first and ends in the last of them."""
    begin, end = frame.split("\0")
    head, properties, rest = paragraphs.partition("</w:pPr>")
    return f"{head}{properties}{begin}{rest.removesuffix('</w:p>')}{end}</w:p>"
