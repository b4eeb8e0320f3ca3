"""A form whose every text attacks the page."""

from dataclasses import replace

from plandoc.model.printed import Words
from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from tests.render.forms.html.forms import specimens

ATTACK = """</script><img src=x data-evil onerror="document.title='evil'"><!--'"&amp;${Q010} =1+1 {{ 7*7 }} ]]>"""
_PIECES = (Words(text=ATTACK),)


def attacked() -> tuple[PrintedForm, ...]:
    """The specimen in two languages, with that text wherever it has one."""
    return tuple(_form(form) for form in specimens())


def _form(form: PrintedForm) -> PrintedForm:
    return replace(
        form,
        title=_PIECES,
        mandate=_PIECES,
        notice=ATTACK,
        standing=form.standing and ATTACK,
        language_name=ATTACK,
        guidance=(_PIECES,),
        definitions=tuple(replace(one, term=_PIECES, text=_PIECES) for one in form.definitions),
        indicators=tuple(replace(one, pieces=_PIECES) for one in form.indicators),
        sections=tuple(
            replace(section, heading=_PIECES, questions=tuple(map(_question, section.questions)))
            for section in form.sections
        ),
    )


def _question(question: PrintedQuestion) -> PrintedQuestion:
    return replace(
        question,
        pieces=_PIECES,
        help=_PIECES,
        unit=question.unit and ATTACK,
        condition=question.condition and ATTACK,
        choices=tuple(
            replace(choice, text=ATTACK, specify=choice.specify and _question(choice.specify))
            for choice in question.choices
        ),
        members=tuple(map(_question, question.members)),
        demands=tuple(replace(demand, message=ATTACK) for demand in question.demands),
    )
