"""Answers to the specimen: as they are put into its controls, and as they are read back."""

from plandoc.model.answers import Answer, Answers
from tests.render.forms.docx.specimen import LONG_CODE

LINES = '第一行 <x> & "引号"\n第二行\t]]> ${Q1}\n=1+1'
LONG_TAG = "_a__x"
"""Begins the tag of a choice whose code Word would cut off."""


def put_in(tags: list[str]) -> dict[str, str]:
    """What is put in, by tags; `tags` are those of the form."""
    long = next(tag for tag in tags if tag.startswith(LONG_TAG))
    return {
        "Q001": LINES,
        "Q002": "2026-02-28",
        "Q010#partial": "1",
        "Q010.partial": "部分 <b>",
        "Q011#a": "1",
        "Q011#other": "1",
        "Q011.other": "１２",
        long: "1",
        "Q012": "选项h",
        "Q013#few": "1",
        "Q014": "1,234",
        "Q015": "12.5",
        "Q016": "0",
        "Q020.a#na": "1",
        "Q020.b#yes": "1",
        "Q021.a#no": "1",
        "Q021.a.no": "原因",
        "Q022": "一\n\n三",
        "Q030.name@1": '甲"',
        "Q030.funds@1": "100",
        "Q030.kind@1#b": "1",
        "Q030.name@3": "乙",
        "Q031.f@2": "己",
    }


FIRST_RECORD: Answers = {"Q030.name": '甲"', "Q030.funds": 100, "Q030.kind": "b"}
SECOND_RECORD: Answers = {"Q030.name": "乙"}
READ: dict[str, Answer] = {
    "Q001": LINES,
    "Q002": "2026-02-28",
    "Q010": "partial",
    "Q010.partial": "部分 <b>",
    "Q011": ("a", "other", LONG_CODE),
    "Q011.other": 12,
    "Q012": "h",
    "Q013": "few",
    "Q014": 1234,
    "Q015": 12.5,
    "Q016": 0,
    "Q020.a": "na",
    "Q020.b": "yes",
    "Q021.a": "no",
    "Q021.a.no": "原因",
    "Q022": "一\n\n三",
    "Q030": (FIRST_RECORD, SECOND_RECORD),
    "Q031": ({"Q031.f": "己"},),
}
