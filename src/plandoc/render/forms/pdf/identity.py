"""The field that says what a PDF form is: a few words of JSON on no page, which go wherever the answers go."""

import json

from plandoc.model.printed_form import PrintedForm
from plandoc.model.questions import QuestionType
from plandoc.render.forms.filled import FormIdentity


def identity_words(form: PrintedForm) -> str:
    """Return what the field says of a form."""
    types = {question.id: question.type.value for question in form.questions() if question.type.is_answered}
    said = {"id": form.id, "version": form.version, "cycle": form.cycle, "language": form.language}
    return json.dumps({**said, "scenario": form.scenario, "types": types}, ensure_ascii=False, separators=(",", ":"))


def read_identity(words: str) -> FormIdentity | None:
    """Return what such a field says; None where it says nothing of the kind."""
    try:
        said = json.loads(words)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("types"), dict):
        return None
    known = list(QuestionType)
    return FormIdentity(
        **{name: str(said.get(name, "")) for name in ("id", "version", "cycle", "language", "scenario")},
        types={name: QuestionType(kind) for name, kind in said["types"].items() if kind in known},
    )
