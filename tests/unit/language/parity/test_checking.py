"""What each check of a translation says, and where it points in both languages."""

import pytest

from plandoc.diagnostics import Diagnostic, Findings, Severity
from plandoc.language.catalog import Entry
from plandoc.language.parity.checking import Measure, check_translation
from plandoc.language.parity.glossary import Glossary, read_glossary

GLOSSARY = read_glossary(
    "zh,en,note,forbidden\n"
    "缔约方,Parties|Party,,State Part\n"
    "国家主管部门,competent national authority,,national competent authorit\n"
    "主管部门,competent authority,,\n"
    "土著人民和地方社区,indigenous peoples and local communities,,\n",
    "zh",
    "en",
)


def found(source: str, target: str, language: str = "en", glossary: Glossary | None = None) -> tuple[Diagnostic, ...]:
    findings = Findings()
    measure = Measure(source_language="zh", language=language, glossary=glossary or Glossary())
    check_translation(Entry(id="a/1", source=source, text=target), measure, findings)
    return tuple(findings)


def codes(source: str, target: str, language: str = "en", glossary: Glossary | None = None) -> list[str]:
    return [one.code.name for one in found(source, target, language, glossary)]


def marked(text: str, diagnostic: Diagnostic) -> str:
    return text[diagnostic.span.start : diagnostic.span.end]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("[提供][编写]报告。", "[Provide][Prepare] reports."),
        ("{v}[向][对]甲{o}[和乙]{v}[提供][进行]。", "{v}[Give][Train] A{o}[ and B]."),
        ("[提供]报告。", "Reports[ are provided]."),
        ("{v}[甲]{w}[乙]", "{w}[B]{v}[A]"),
        ("{v}[甲]乙", "{v}[A] B {v}[a]"),
        ("{k}[甲] {k}[][乙]", "{k}[A][B]"),
        ("{a}[甲{b}[乙]]", "{a}[A{b}[B]]"),
        ("{a}[甲{b}[乙]][丙{b}[乙]]", "{a}[A{b}[B]][C{b}[B]]"),
        ("\\[甲\\]", "\\[A\\]"),
        ("第{x}[{session}]次", "at its {x}[{session}] meeting"),
    ],
)
def test_trees_that_agree(source: str, target: str) -> None:
    assert {one.severity for one in found(source, target)} <= {Severity.NOTE}


@pytest.mark.parametrize(
    ("source", "target", "code", "said", "at"),
    [
        ("[提供]报告", "[Provide reports", "PD065", "the bracket [ has no partner", "["),
        ("[提供]报告", "Provide] reports", "PD065", "the bracket ] has no partner", "]"),
        ("[提供]报告", "Provide reports", "PD065", "the group is lost", "Provide reports"),
        ("{v}[甲]{w}[乙]", "{v}[A] [B]", "PD065", "the label {w} is lost", "[B]"),
        ("{when}[甲]{w}[乙]", "{wen}[A]{w}[B]", "PD065", "the label {wen} where the source has {when}", "{wen}[A]"),
        ("{v}[甲]{w}[乙]", "{v}[A]{w} [B]", "PD065", "the label {w} is lost", "[B]"),
        ("{v}[甲]{w}[乙]", "{v}[A]{w}B", "PD065", "the label {w} has no bracket right after it", "{w}"),
        ("[甲]", "{v}[A]", "PD065", "the label {v}, which the source does not have", "{v}[A]"),
        ("[甲]乙", "[A] [B]", "PD065", "a group without a label stands in the translation", "[B]"),
        ("甲", "[A]", "PD065", "a group without a label stands in the translation", "[A]"),
        ("[甲][乙][丙]", "[A][B]", "PD066", "option 3 of the group is lost", "[A][B]"),
        ("{v}[甲][乙]{w}[丙]", "{v}[][B]{w}[C]", "PD066", "option 1 of {v} is lost", "{v}[][B]"),
        ("{v}[甲]{w}[丙]", "{v}[A][B]{w}[C]", "PD066", "option 2 of {v} is added", "[B]"),
        ("{v}[甲{w}[丙]]", "{v}[A]{w}[C]", "PD067", "{w} stands in the text outside brackets", "{w}[C]"),
        ("{v}[甲{w}[丙]][乙]", "{v}[A][B{w}[C]]", "PD067", "{w} stands in option 2 of {v}", "{w}[C]"),
        ("{v}[甲{w}[丙]][乙{w}[丙]]", "{v}[A{w}[C]][B]", "PD067", "in option 2 of {v} in the source, and not", "[B]"),
    ],
)
def test_trees_that_differ(source: str, target: str, code: str, said: str, at: str) -> None:
    (one,) = found(source, target)
    assert (one.code.name, one.severity) == (code, Severity.ERROR)
    assert said in one.message
    assert marked(target, one) == at
    assert one.related[0].span.path == "zh:a/1"


def test_both_languages_are_shown() -> None:
    source, target = "{v}[甲]或{when}[乙][丙]", "{v}[A] or {when}[B]"
    (one,) = found(source, target)
    assert marked(target, one) == "{when}[B]"
    assert source[one.related[0].span.start : one.related[0].span.end] == "[丙]"


def test_order_and_echoes_are_notes() -> None:
    found_notes = found("{v}[甲]{w}[乙]{v}[丙]", "{w}[B]{v}[A]")
    assert [(one.code.name, one.severity) for one in found_notes] == [("PD073", Severity.NOTE)] * 2


def test_an_echo_without_the_words_of_an_option_is_suspicious() -> None:
    source = "{v}[向][对]甲{v}[提供][进行]"
    assert codes(source, "{v}[Give][Train] A {v}[to][so that]") == []
    assert codes(source, "{v}[Give][Train] A {v}[to]") == ["PD072"]


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("第{x}[{session}]次", "at its {x}[fifth] meeting", "{session} is missing in option 1 of {x}"),
        ("第{session}次", "at its meeting", "{session} is missing in the translation"),
        ("议定书[^a]", "Protocol", "[^a] is missing"),
        ("{annex_1}所载", "set out in {annex_2}", "{annex_1} is missing"),
        ("甲", "A {b}", "{b} stands in the translation and not in the source"),
        ("{v}[甲][{x}]", "{v}[A {x}][B]", "{x} stands in option 1 of {v}"),
        ("<https://a.org>", "<https://b.org>", "<https://a.org> is missing"),
    ],
)
def test_names_that_differ(source: str, target: str, said: str) -> None:
    errors = [one for one in found(source, target) if one.code.name == "PD068"]
    assert all(one.severity is Severity.ERROR for one in errors)
    assert any(said in one.message for one in errors)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("《公约》第 20 条和议定书第 28 条", "Article 20 of the Convention and Article 28 of the Protocol"),
        ("第 22 和 28 条", "Articles 22 and 28"),
        ("第二十二条", "Article 22"),
        ("附件三", "Annex III"),
        ("第 CP-9/7 号决定，附件一", "decision CP-9/7, annex I"),
        ("第 15/{x} 号决定", "decision 15/{x}"),
        ("2018 年 3 月 5 日", "5 March 2018"),
        ("2021-2030 年", "2021–2030"),
        ("第四次评估和第五次报告", "the fourth assessment and the fifth report"),
        ("三项目标", "three objectives"),
        ("两项议定书", "both Protocols"),
        ("一项活动", "one activity"),
        ("一项活动", "an activity"),
        ("首次会议", "first meeting"),
        ("3 万人", "30 thousand people"),
        ("1,000 个单位", "1000 units"),
        ("百分之十", "10 per cent"),
        ("二〇二二年", "2022"),
        ("第二十一次会议", "twenty-first meeting"),
        ("(a) 甲；(b) 乙", "(a) A; (b) B"),
        ("第二部分", "Part II"),
        ("三分之二", "two thirds"),
        ("统一一致，十分重要", "consistent and very important"),
    ],
)
def test_numbers_that_agree(source: str, target: str) -> None:
    assert codes(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("第 22 条", "Article 23", "the source says Article 22, the translation says Article 23"),
        ("第 22 条", "annex XXII", "the source says Article 22, the translation says annex 22"),
        ("第四次", "fifth", "the source says 4, the translation says 5"),
        ("第四次评估", "assessment", "the source says 4."),
        ("第 CP-9/7 号决定", "decision CP-9/3", "the source says CP-9/7, the translation says CP-9/3"),
        ("2018 年 3 月 5 日", "5 May 2018", "the source says 3, the translation says 5"),
        ("(a) 甲；(b) 乙", "(a) A; (c) B", "the source says (b), the translation says (c)"),
        ("[第 22 条]第 28 条", "[Article 28] Article 22", "the numbers of option 1 of the group differ"),
    ],
)
def test_numbers_that_differ(source: str, target: str, said: str) -> None:
    errors = found(source, target)
    assert {(one.code.name, one.severity) for one in errors} == {("PD069", Severity.ERROR)}
    assert any(said in one.message for one in errors)


def test_swapped_options_are_named() -> None:
    first, second = found("[第 22 条][第 28 条]", "[Article 28][Article 22]")
    assert first.hint == second.hint == "Options 1 and 2 look swapped: option k is option k."


def test_a_number_is_shown_in_both_languages() -> None:
    source, target = "根据[第 22 条]", "in accordance with [Article 23]"
    (one,) = found(source, target)
    assert marked(target, one) == "23"
    assert source[one.related[0].span.start : one.related[0].span.end] == "22"


def test_a_language_whose_words_are_not_known_is_held_to_its_figures() -> None:
    assert codes("第四次会议，2018 年 3 月 5 日，第 22 条", "quatrième réunion, 5 mars 2018, article 22", "fr") == []
    assert codes("第四次会议，2018 年", "quatrième réunion, 2019", "fr") == ["PD069"]
    assert codes("2018 年", "\u0662\u0660\u0661\u0668", "ar") == []


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("缔约方", "States", "缔约方 is “Parties” or “Party”, which is not in the translation"),
        ("缔约方", "States Parties", ""),
        ("缔约方", "State Parties", "缔约方 is not called “State Part”"),
        ("缔约方和土著人民和地方社区", "Parties and indigenous peoples and local communities", ""),
        ("国家主管部门", "Competent national authorities", ""),
        ("国家主管部门", "competent authorities", "国家主管部门 is “competent national authority”"),
        ("甲", "indigenous peoples and local communities", "which the source does not say"),
        ("[缔约方][主管部门]", "[Competent authorities][Parties]", "not in option 1 of the group"),
    ],
)
def test_terms(source: str, target: str, said: str) -> None:
    warnings = found(source, target, glossary=GLOSSARY)
    assert {(one.code.name, one.severity) for one in warnings} <= {("PD070", Severity.WARNING)}
    assert any(said in one.message for one in warnings) if said else warnings == ()


@pytest.mark.parametrize(
    ("source", "target"),
    [("甲；", "A;"), ("甲。", "A."), ("甲，", "A,"), ("甲：", "A:"), ("甲？", "A?"), ("甲；[^n]", "A;[^n]"),
     ("[甲。]", "[A.]"), ("甲[乙]", "A[ b]"), ("甲”。", "A.”"), ("{w}[甲] {w}[][乙。]", "{w}[][B.] {w}[A]")],
)  # fmt: skip
def test_ends_that_agree(source: str, target: str) -> None:
    assert "PD071" not in codes(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [("甲；", "A"), ("甲。", "A;"), ("甲", "A."), ("甲；[^n]", "A.[^n]"), ("[甲。]", "[A]"), ("甲[乙]。", "A[ b]")],
)
def test_ends_that_differ(source: str, target: str) -> None:
    (one,) = found(source, target)
    assert (one.code.name, one.severity) == ("PD071", Severity.WARNING)


@pytest.mark.parametrize(
    ("source", "target", "at"),
    [
        ("报告", "报告", "报告"),
        ("报告", "the 报告", "报告"),
        ("报告，甲", "reports，A", "，"),
        ("报告", "the  report", "  "),
        ("报告", "report ", " "),
        ("报告", "re\u200bport", "\u200b"),
        ("[报告]", "［report］", "［"),
        ("*请*甲", "Requests A", "R"),
    ],
)
def test_unfinished_translations(source: str, target: str, at: str) -> None:
    warnings = found(source, target)
    assert {one.code.name for one in warnings} == {"PD072"}
    assert at in [marked(target, one) for one in warnings]


def test_symbols_may_be_the_same_in_both_languages() -> None:
    assert codes("SBI/3/3/Add.1", "SBI/3/3/Add.1") == []


def test_chinese_marks_belong_into_a_chinese_translation() -> None:
    measure = Measure(source_language="en", language="zh")
    findings = Findings()
    check_translation(Entry(id="a/1", source="Reports;", text="报告；"), measure, findings)
    assert tuple(findings) == ()
