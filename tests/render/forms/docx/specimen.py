"""A form that has every kind of question once, with texts that attack whoever carries them."""

from datetime import UTC, datetime

from plandoc.model.conditions import ChoiceIn, Comparator, Comparison, NumberLiteral, ValueOf
from plandoc.model.printed import OptionEnd, OptionStart, Piece, Role, Words
from plandoc.model.printed_form import (
    PrintedArticle,
    PrintedChoice,
    PrintedDefinition,
    PrintedDemand,
    PrintedForm,
    PrintedFormSection,
    PrintedIndicator,
    PrintedQuestion,
)
from plandoc.model.questions import QuestionType, Required
from plandoc.render.forms.docx import render_form
from plandoc.render.templates import Templates, load_templates

TEMPLATES = load_templates(None)
CREATED = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
ATTACK = '是 <w:r/> & "引号" ${Q1} =1+1 ]]> %(content)s'
LONG_CODE = "a-code_that-is-much-longer-than-any-bookmark-may-be-in-word-and-longer-than-tags"
WORDS = {
    "guidance": "填写说明",
    "definitions": "用语",
    "must": "标有 {mark} 的题目必须回答。",
    "column-number": "题号",
    "column-question": "问题",
    "column-answer": "答复",
    "articles": "条款索引",
    "article": "第 {number} 条",
    "article-supplementary": "《补充议定书》第 {number} 条",
    "record": "第 {number} 项",
    "day": "年-月-日",
    "choose": "请选择",
}


def words(text: str) -> tuple[Piece, ...]:
    """Plain words."""
    return (Words(text=text),)


def choices(*codes: str) -> tuple[PrintedChoice, ...]:
    """Choices whose labels are made of their codes."""
    return tuple(PrintedChoice(code=code, text=f"选项{code}") for code in codes)


def question(identity: str, kind: QuestionType, number: str = "", **more: object) -> PrintedQuestion:
    """A question."""
    given = {"pieces": words(f"问题 {identity}"), **more}
    return PrintedQuestion(id=identity, type=kind, number=number, **given)  # type: ignore[arg-type]


def specify(identity: str, kind: QuestionType = QuestionType.TEXT) -> PrintedQuestion:
    """A field beside a choice."""
    return question(identity, kind, pieces=words("请具体说明"), required=Required.RELEVANT)


BRACKETED: tuple[Piece, ...] = (
    Words(text="贵国是否"),
    OptionStart(option="plan/A.1/ind/a#any.1", group="plan/A.1/ind/a#any", index=1),
    Words(text="[", role=Role.BRACKET),
    Words(text="经常"),
    Words(text="]", role=Role.BRACKET),
    OptionEnd(option="plan/A.1/ind/a#any.1"),
    Words(text="这样做？"),
)
SINGLE = question(
    "Q010",
    QuestionType.SINGLE,
    "3",
    pieces=BRACKETED,
    required=Required.ALWAYS,
    help=words("提示"),
    feeds=("plan/A.1/ind/a",),
    choices=(
        PrintedChoice(code="yes", text=ATTACK),
        PrintedChoice(code="partial", text="是，在一定程度上", specify=specify("Q010.partial")),
        PrintedChoice(code="no", text="否"),
    ),
)
FIRST = (
    question("Q001", QuestionType.TEXT, "1", pieces=words(ATTACK), required=Required.ALWAYS),
    question("Q002", QuestionType.DATE, "2", required=Required.ALWAYS),
    question("Q003", QuestionType.NOTE, pieces=words("这是一段说明。")),
)
SECOND = (
    SINGLE,
    question(
        "Q011",
        QuestionType.MULTIPLE,
        "4",
        condition="仅在以下情况下作答：对第 3 题的回答是“是”。",
        relevant=ChoiceIn(question="Q010", codes=("yes",)),
        required=Required.RELEVANT,
        choices=(
            *choices("a", "b"),
            PrintedChoice(code="other", text="其他", specify=specify("Q011.other", QuestionType.INTEGER)),
            PrintedChoice(code=LONG_CODE, text="很长的代码"),
            PrintedChoice(code="none", text="以上都没有", exclusive=True),
        ),
    ),
    question("Q012", QuestionType.SINGLE, "5", choices=choices(*"abcdefgh")),
    question("Q013", QuestionType.BAND, "6", choices=choices("zero", "few", "many")),
    question(
        "G01",
        QuestionType.GROUP,
        pieces=words("一组问题"),
        condition="仅在某种情况下作答。",
        members=(
            question(
                "Q014",
                QuestionType.INTEGER,
                "7",
                unit="人",
                demands=(
                    PrintedDemand(
                        that=Comparison(
                            comparator=Comparator.AT_LEAST, left=ValueOf(question="Q014"), right=NumberLiteral(value=0)
                        ),
                        message="请填写不小于0的数。",
                    ),
                    PrintedDemand(that=ChoiceIn(question="Q010", codes=("yes",)), message="应先回答第 3 题。"),
                ),
            ),
            question("Q015", QuestionType.NUMBER, "8", unit="%"),
        ),
    ),
    question("Q016", QuestionType.MONEY, "9", unit="美元"),
    question(
        "Q020",
        QuestionType.MATRIX,
        "10",
        members=tuple(
            question(f"Q020.{row}", QuestionType.SINGLE, f"10({row})", choices=choices("yes", "no", "na"))
            for row in "ab"
        ),
    ),
    question(
        "Q021",
        QuestionType.MATRIX,
        "11",
        members=(
            question(
                "Q021.a",
                QuestionType.SINGLE,
                "11(a)",
                choices=(
                    *choices("yes"),
                    PrintedChoice(code="no", text="否", specify=specify("Q021.a.no")),
                ),
            ),
        ),
    ),
    question("Q022", QuestionType.TEXT, "12", lines=6),
)
THIRD = (
    question(
        "Q030",
        QuestionType.RECORDS,
        "13",
        members=(
            question("Q030.name", QuestionType.TEXT),
            question("Q030.funds", QuestionType.MONEY, unit="美元"),
            question("Q030.kind", QuestionType.SINGLE, choices=choices("a", "b")),
        ),
    ),
    question(
        "Q031",
        QuestionType.RECORDS,
        "14",
        members=tuple(question(f"Q031.{column}", QuestionType.TEXT) for column in "abcdef"),
    ),
)


def specimen(language: str = "zh-Hans", **changed: object) -> PrintedForm:
    """The form."""
    given: dict[str, object] = {
        "id": "report-5",
        "version": 2,
        "cycle": 5,
        "language": language,
        "scenario": "mixed",
        "title": words(f"报告格式（示例）{ATTACK}"),
        "mandate": words("依据第 9 段编制。"),
        "notice": "非正式文本",
        "guidance": (words("请填写。"),),
        "definitions": (PrintedDefinition(term=words("期间"), text=words("自某日起")),),
        "sections": (
            PrintedFormSection(id="header", heading=words("报告缔约方"), questions=FIRST),
            PrintedFormSection(id="A.1", number="A.1", heading=words("目标一"), questions=SECOND),
            PrintedFormSection(id="A.2", number="A.2", heading=words("目标二"), questions=THIRD),
        ),
        "indicators": (
            PrintedIndicator(id="plan/A.1/ind/a", goal="A.1", number="(a)", pieces=words("指标"), questions=("Q010",)),
        ),
        "articles": (PrintedArticle(number=2, supplementary=False, questions=("Q010", "Q011")),),
        "words": tuple(WORDS.items()),
    }
    return PrintedForm(**{**given, **changed})  # type: ignore[arg-type]


def docx(form: PrintedForm, templates: Templates = TEMPLATES) -> bytes:
    """The Word file of a form."""
    return render_form(form, templates, created=CREATED)
