"""The specimen in two languages, with the words that forms of the program have, and what survey forms need beside."""

from dataclasses import replace

from plandoc.forms.carrying import paths_of
from plandoc.language.conventions import spoken
from plandoc.model.printed_form import PrintedChoice, PrintedForm, PrintedQuestion
from plandoc.render.forms import Recipe
from tests.drafting import LOCALES
from tests.render.forms.docx.specimen import CREATED, TEMPLATES, specimen, words

NAMES = {"zh": "中文", "en": "English"}


def in_language(language: str) -> PrintedForm:
    """The specimen with all words of one language; its questions stay as they are."""
    locale = next(one for one in LOCALES if one.language == language)
    form = specimen(locale.tag, language_name=NAMES[language])
    return replace(form, words=tuple(spoken(locale, "report-").items()))


def both(**changed: object) -> tuple[PrintedForm, PrintedForm]:
    """The specimen in Chinese and in English."""
    first, second = in_language("zh"), in_language("en")
    return replace(first, **changed), replace(second, **changed)  # type: ignore[arg-type]


def recipe(*forms: PrintedForm) -> Recipe:
    """What carriers are made from."""
    return Recipe(forms=forms, paths=paths_of(forms[0]), templates=TEMPLATES, created=CREATED)


def with_question(form: PrintedForm, changed: PrintedQuestion) -> PrintedForm:
    """The form with one question of the first level replaced by another with its id."""
    sections = tuple(
        replace(section, questions=tuple(changed if one.id == changed.id else one for one in section.questions))
        for section in form.sections
    )
    return replace(form, sections=sections)


def named(form: PrintedForm, identity: str) -> PrintedQuestion:
    """A question by its id."""
    return next(one for one in form.questions() if one.id == identity)


def choice(code: str, text: str, **more: object) -> PrintedChoice:
    """A choice."""
    return PrintedChoice(code=code, text=text, **more)  # type: ignore[arg-type]


__all__ = ["CREATED", "TEMPLATES", "both", "choice", "in_language", "named", "recipe", "with_question", "words"]
