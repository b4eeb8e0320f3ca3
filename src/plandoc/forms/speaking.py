"""How conditions are said in one language, with the numbers that questions bear in the form at hand."""

from plandoc.forms.settled import SettledTexts
from plandoc.language.conventions import spoken
from plandoc.model.conditions import AllOf, AnyOf, ChoiceIn, Condition
from plandoc.model.questions import QuestionType
from plandoc.model.report import PART, Report
from plandoc.report.fields import fields
from plandoc.report.wording import Speech, say


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


def say_together(condition: Condition, speech: Speech) -> str:
    """Return a condition in words; questions that it asks the same answers of are named together.

    `each` and `one-of` are said of single choices only, and only where nothing but choices is joined.
    """
    if not isinstance(condition, AllOf | AnyOf):
        return say(condition, speech)
    alike: dict[tuple[str, ...], list[ChoiceIn]] = {}
    for one in condition.conditions:
        if not isinstance(one, ChoiceIn) or speech.types[one.question] is not QuestionType.SINGLE:
            return say(condition, speech)
        alike.setdefault(tuple(speech.label(one.question, code) for code in one.codes), []).append(one)
    every = isinstance(condition, AllOf)
    said = (_together(labels, several, speech, "each" if every else "one-of") for labels, several in alike.items())
    return speech.words["all" if every else "any"].join(said)


def _together(labels: tuple[str, ...], alike: list[ChoiceIn], speech: Speech, key: str) -> str:
    if len(alike) == 1:
        return say(alike[0], speech)
    numbers = speech.words["listed"].join(speech.number(one.question) for one in alike)
    choices = speech.words["or"].join(speech.words["choice"].format(choice=label) for label in labels)
    return speech.words[key].format(numbers=numbers, choices=choices)
