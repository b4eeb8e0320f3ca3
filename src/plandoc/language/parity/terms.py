"""Terms of the glossary compared, option by option, in both directions."""

from plandoc.diagnostics import Findings
from plandoc.language.parity.glossary import Glossary, Term, find_forbidden, find_form, says_any
from plandoc.language.parity.pairs import Pair, Places, named
from plandoc.language.parity.shapes import BLANK, Slot


def compare_terms(pair: Pair, glossary: Glossary, findings: Findings) -> None:
    """Report a term of the source that is called something else, and forms that are not used for it."""
    for slot in pair.shared_slots():
        words = pair.source.shape.own[slot]
        said = pair.target.shape.whole[slot].lower()
        # The longest terms come first and take their characters away from the terms inside them.
        for term in glossary.terms:
            start = words.find(term.source)
            if start < 0:
                continue
            words = words.replace(term.source, BLANK * len(term.source))
            place = start, start + len(term.source)
            if not says_any(term.small(), said):
                _missing(pair, slot, term, place, findings)
            _forbidden(pair, slot, term, place, findings)
    _without_source(pair, glossary, findings)


def _without_source(pair: Pair, glossary: Glossary, findings: Findings) -> None:
    """Report a form of several words that stands for a term which the source does not say, anywhere in the unit."""
    said, source = pair.target.shape.whole[None].lower(), pair.source.shape.text
    for form, terms in glossary.meanings:
        place = find_form(form, said)
        if place is None:
            continue
        written = said[place[0] : place[1]]
        said = said.replace(written, BLANK * len(written))
        if not any(term in source for term in terms):
            pair.report(
                findings,
                "PD070",
                f"“{pair.target.shape.text[place[0] : place[1]]}” is the term for {' or '.join(terms)}, which "
                "the source does not say.",
                Places(target=place, source=(0, len(source))),
                hint="Use the term of what the source says; where the translation is right, add the source's words to "
                "locales/glossary.csv.",
            )


def _missing(pair: Pair, slot: Slot, term: Term, place: tuple[int, int], findings: Findings) -> None:
    where = f" in {named(slot)}" if slot else ""
    pair.report(
        findings,
        "PD070",
        f"{term.source} is {' or '.join(f'“{form}”' for form in term.forms)}, which is not{where} in the translation.",
        Places(target=pair.target.shape.spans(slot)[0], source=place),
        hint="Use the term; where the translation is right, add its form to locales/glossary.csv.",
    )


def _forbidden(pair: Pair, slot: Slot, term: Term, place: tuple[int, int], findings: Findings) -> None:
    words = pair.target.shape.whole[slot].lower()
    for form in term.forbidden:
        found = find_forbidden(form.lower(), words)
        if found:
            pair.report(
                findings,
                "PD070",
                f"{term.source} is not called “{pair.target.shape.text[found[0] : found[1]]}”.",
                Places(target=found, source=place),
                hint=f"Write {' or '.join(f'“{allowed}”' for allowed in term.forms)}.",
            )
