"""How conditions are said in one language, with the numbers that questions bear in the form at hand."""

from plandoc.forms.settled import SettledTexts
from plandoc.language.conventions import spoken
from plandoc.model.report import PART, Report
from plandoc.report.fields import fields
from plandoc.report.wording import Speech


def speech_of(report: Report, texts: SettledTexts) -> Speech:
    """Return the speech of a report's conditions; a question without a number is named by its id."""
    lists = {question.id: question.list for question in report.questions()}

    def number(name: str) -> str:
        # A field beside a choice has the number of its question.
        question = name if name in lists else name.rpartition(".")[0]
        return texts.number(f"{PART}/{question}") or question

    def label(question: str, code: str) -> str:
        listed = report.choice_list(lists.get(question, ""))
        choice = listed.choice(code) if listed else None
        return texts.plain(choice.text) if choice else code

    return Speech(
        words=spoken(texts.manner.conventions.locale, "report-"),
        number=number,
        label=label,
        types={field.id: field.type for one in fields(report) for field in (one, *one.columns)},
    )
