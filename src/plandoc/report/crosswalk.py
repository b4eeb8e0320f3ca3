"""Whether links to earlier cycles claim no more than the choices allow (PD104)."""

from collections import defaultdict

from plandoc.diagnostics import Findings
from plandoc.model.questions import Comparability, EarlierQuestion, Link, Question, QuestionType
from plandoc.model.report import Report
from plandoc.spans import Span

_JOINED = (Comparability.SAME, Comparability.RECODED, Comparability.REWORDED)
"""Links whose answers are compared, so that several to one place need a rule."""
_ALIKE = {QuestionType.BAND: QuestionType.SINGLE}


def check_crosswalk(report: Report, findings: Findings) -> None:
    """Report links that call different choices the same, recode in part, or join questions without a rule."""
    cycles = {cycle.cycle: cycle for cycle in report.earlier}
    taken: dict[tuple[int, str], list[tuple[Question, Link]]] = defaultdict(list)
    for question in report.questions():
        by_cycle: dict[int, list[Link]] = defaultdict(list)
        for link in question.previous:
            cycle = cycles.get(link.cycle)
            earlier = cycle.question(link.question) if cycle else None
            if earlier is not None:
                _check_link(report, question, link, earlier, findings)
            if link.comparability in _JOINED:
                by_cycle[link.cycle].append(link)
                taken[link.cycle, link.question].append((question, link))
        for cycle_number, links in by_cycle.items():
            _check_rules(links, f"{question.id} is linked to several questions of cycle {cycle_number}", findings)
    for (cycle_number, name), linked in taken.items():
        ours = " and ".join(question.id for question, _ in linked)
        links = [link for _, link in linked]
        _check_rules(links, f"{name} of cycle {cycle_number} is linked to {ours}", findings)


def _check_rules(links: list[Link], what: str, findings: Findings) -> None:
    rules = {link.rule for link in links}
    if len(links) > 1 and (None in rules or len(rules) > 1):
        hint = "Write the same `rule:` at each of these links: any, all, sum or first."
        _report(links[-1].span, f"{what}, without one rule for all.", hint, findings)


def _check_link(report: Report, question: Question, link: Link, earlier: EarlierQuestion, findings: Findings) -> None:
    listed = report.choice_list(question.list)
    ours = listed.codes if listed else ()
    match link.comparability:
        case Comparability.SAME:
            _check_same(question, link, earlier, ours, findings)
        case Comparability.RECODED:
            _check_recode(question, link, earlier, ours, findings)
        case Comparability.REWORDED | Comparability.PROXY | Comparability.NONE:
            pass
    if link.comparability is not Comparability.SAME and not link.reason:
        hint = "Write `reason: …`, in one sentence."
        message = f"The link of {question.id} to {link.question} is {link.comparability}, and does not say why."
        _report(link.span, message, hint, findings)
    if link.recode and link.comparability is not Comparability.RECODED:
        hint = "Write `comparability: recoded`, or remove `recode`."
        _report(link.span, f"The link of {question.id} to {link.question} recodes, and says otherwise.", hint, findings)


def _check_same(
    question: Question, link: Link, earlier: EarlierQuestion, ours: tuple[str, ...], findings: Findings
) -> None:
    hint = "Write `comparability: recoded` with `recode: {earlier: ours}`; or `reworded`, where no code has a partner."
    if _kind(question.type) is not _kind(earlier.type):
        message = f"{question.id} is {question.type}, and {link.question} was {earlier.type}: they are not the same."
        _report(link.span, message, hint, findings)
    elif set(ours) != set(earlier.choices):
        differing = ", ".join(sorted(set(ours) ^ set(earlier.choices)))
        message = f"The choices of {question.id} and {link.question} differ ({differing}): they are not the same."
        _report(link.span, message, hint, findings)


def _check_recode(
    question: Question, link: Link, earlier: EarlierQuestion, ours: tuple[str, ...], findings: Findings
) -> None:
    mapped = {theirs for theirs, _ in link.recode}
    hint = "Write `recode: {earlier: ours}` for each choice of the earlier question; `~` for none of ours."
    missing = [code for code in earlier.choices if code not in mapped]
    if missing or not link.recode:
        names = ", ".join(missing) or "all of them"
        message = f"The link of {question.id} to {link.question} leaves out choices: {names}."
        _report(link.span, message, hint, findings)
    for theirs, own in link.recode:
        if theirs not in earlier.choices:
            _report(link.span, f"{link.question} of cycle {link.cycle} has no choice {theirs}.", hint, findings)
        if own is not None and own not in ours:
            _report(link.span, f"{question.id} has no choice {own}.", hint, findings)


def _kind(kind: QuestionType) -> QuestionType:
    return _ALIKE.get(kind, kind)


def _report(span: Span, message: str, hint: str, findings: Findings) -> None:
    findings.add("PD104", span, message, hint=hint)
