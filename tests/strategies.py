"""Hypothesis strategies: soups of notation, for parts of every kind."""

from hypothesis import strategies as st

from plandoc.model.blocks import PartKind

BRACKETS = ("[", "]", "[", "]", "⟦", "⟧", "{k}[", "{k.2}[", "{v}⟦", "[]", "][", "] [", "] / [", "]/[")
"""Everything that may open, close or part options."""
WORDS = ("甲", "乙，", "缔约方；", "a", "Requests ", "。", " ", "(but)", "2.5", "/", "［", "］", "【丁】")
LABELS = ("1. ", "2 bis. ", "(a) ", "(i) ", "㈠ ", "(c alt) ", "A.1. ", "一. ", "[3. ", "{k}[(b) ")
SIGNS = (
    *("*", "**", "\\", "\\[", "\\]", "\\*", "\\\\", "\\{", "{", "}", "{v}", "{#x}", "{~", "|", "{~]|}", "{~甲|乙}"),
    *("{~|(1) }", "{~[|}", "{~|[丙]}", "{=x|--}", "{=x}", "{@annex-1}", "[^n]", "[^n]: ", "<https://x.org/[a]>", "<"),
)
STRUCTURE = (
    "# ",
    "## ",
    "### ",
    "#### ind",
    "{+a}",
    "---",
    "\t",
    "    ",
    "===",
    "[a](b)",
    "&nbsp;",
    "\u3000",
    "\u2028",
    "\r",
)
NEW_LINE = ("\n", "\n", "\n\n", "\\\n", "\n[\n", "\n]\n")

FRONT = {
    PartKind.DECISION: "---\nid: a\nkind: decision\n---\n",
    PartKind.ANNEX: "---\nid: annex-1\nkind: annex\nlabels: [v]\n---\n",
    PartKind.FRAME: "---\nid: rec\nkind: frame\n---\n",
    PartKind.TABLE: '---\nid: plan\nkind: table\ncolumns:\n  ind: {head: "{v}[指标]", note: "(甲{~活行|活动})"}\n---\n',
}


def soups(*alphabets: tuple[str, ...], most: int = 30) -> st.SearchStrategy[str]:
    """Text made of the given pieces."""
    pieces = [piece for alphabet in alphabets for piece in alphabet]
    return st.lists(st.sampled_from(pieces), max_size=most).map("".join)


def bodies(most: int = 30) -> st.SearchStrategy[str]:
    """Text with everything in it that the notation knows, and what Markdown knows besides."""
    return soups(BRACKETS, WORDS, LABELS, SIGNS, STRUCTURE, NEW_LINE, most=most)


def cells(most: int = 30) -> st.SearchStrategy[str]:
    """Text that may stand in one cell or one section: no headings."""
    return soups(BRACKETS, WORDS, LABELS, SIGNS, NEW_LINE, most=most)


def part_texts() -> st.SearchStrategy[str]:
    """Whole sources, of every kind of part, with or without front matter."""
    fronts = st.sampled_from([*FRONT.values(), "", "---\n"])
    return st.tuples(fronts, bodies()).map("".join)
