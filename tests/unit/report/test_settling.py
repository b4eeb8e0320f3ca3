"""Answers settle a form in one pass: what is asked, what counts, what is kept apart, broken or missing."""

from plandoc.model.answers import Answer, Answers
from plandoc.report.evaluating import settle
from plandoc.report.fields import Standing, fields
from tests.reports import documented, read

REPORT, _ = read(documented())
FIELDS = fields(REPORT)


def test_fields_stand_in_printed_order_with_those_beside_choices() -> None:
    names = [field.id for field in FIELDS]
    assert names[3:6] == ["Q001", "Q001.partial", "Q002"]
    assert names[-4:] == ["Q008", "Q008.a", "Q008.b", "Q009"]
    assert [column.id for column in FIELDS[-1].columns] == ["Q009.name", "Q009.funds"]


def test_hidden_answers_are_kept_and_count_as_blank() -> None:
    answers: dict[str, Answer] = {"Q003": "no", "Q004": 7}
    settled = settle(FIELDS, answers)
    assert settled.relevant["Q004"] is False
    assert (settled.answers, settled.withheld) == ({"Q003": "no"}, {"Q004": 7})
    assert settle(FIELDS, {**answers, "Q003": "yes"}).answers == {"Q003": "yes", "Q004": 7}


def test_a_hidden_gate_hides_what_it_opens() -> None:
    settled = settle(FIELDS, {"Q007": "no", "Q008.a": "yes"})
    assert settled.relevant["Q008"] is False
    assert settled.relevant["Q008.a"] is False
    assert settled.withheld == {"Q008.a": "yes"}


def test_what_must_be_answered_and_is_not_is_missing() -> None:
    settled = settle(FIELDS, {"Q001": "partial", "Q003": "yes"})
    assert {"H01", "Q001.partial", "Q002", "Q004"} <= set(settled.missing)
    assert "Q005" not in settled.missing
    assert "Q002" not in settle(FIELDS, {"Q001": "none"}).missing


def test_constraints_are_tried_where_there_is_an_answer() -> None:
    assert settle(FIELDS, {"H02": "2026-01-01"}).broken == ()
    assert settle(FIELDS, {"H02": "2026-01-01", "H03": "2026-01-02"}).broken == ()
    (broken,) = settle(FIELDS, {"H02": "2026-01-01", "H03": "2025-01-01"}).broken
    assert (broken.field, broken.demand.message) == ("H03", "report/H03/message-1")


def test_demands_follow_from_choices_and_bounds() -> None:
    def standing(answers: Answers) -> list[Standing | None]:
        return [broken.demand.standing for broken in settle(FIELDS, answers).broken]

    assert standing({"Q001": "full", "Q002": ("law", "none")}) == [Standing.EXCLUSIVE]
    assert standing({"Q001": "full", "Q002": ("none",)}) == []
    assert standing({"Q003": "yes", "Q004": 0}) == [Standing.LEAST]
    assert standing({"Q003": "no", "Q004": 0}) == []


def test_records_settle_row_by_row() -> None:
    rows: tuple[Answers, ...] = ({"Q009.name": "甲", "Q009.funds": -1}, {"Q009.funds": 5})
    settled = settle(FIELDS, {"Q007": "yes", "Q009": rows})
    first, second = settled.records["Q009"]
    assert [broken.field for broken in first.broken] == ["Q009.funds"]
    assert second.missing == ("Q009.name",)
    assert first.answers == rows[0]


def test_questions_that_are_gone_are_no_fields() -> None:
    left = fields(REPORT, {"Q003", "Q004"})
    assert [field.id for field in left] == ["Q003", "Q004"]
    assert settle(left, {"Q001": "full"}).answers == {}
