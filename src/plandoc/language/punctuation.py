"""Marks that meet at a seam: the rules that every language shares, over its own marks and their strength."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plandoc.language.mending import Edit, Joint, MendRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Punctuation:
    """The marks of one language."""

    strength: Mapping[str, int]
    """Every mark that may end a clause or a sentence; the stronger of two that meet stays."""
    full: int
    """The strength of marks that end a sentence."""
    pairs: Mapping[str, str]
    """Opening marks and their closing partners."""
    blanks: str
    """Characters that count as white space."""
    is_tight: "Callable[[Punctuation, Joint], bool]"
    """Whether no white space stands between the characters that a seam joins."""

    def rules(self) -> tuple[MendRule, ...]:
        """Return the rules in the order in which they are tried."""
        return (self.spaces, self.leading_mark, self.trailing_mark, self.two_marks, self.empty_pair)

    def spaces(self, joint: Joint) -> Edit | None:
        """White space at a seam: none at the ends of a block and where the language wants none, one elsewhere."""
        start, end = joint.at, joint.at
        while start > 0 and joint.text[start - 1] in self.blanks:
            start -= 1
        while end < len(joint.text) and joint.text[end] in self.blanks:
            end += 1
        if start == end:
            return None
        if joint.left is None or joint.right is None or self.is_tight(self, joint):
            return Edit(start=start, end=end)
        return Edit(start=start, end=end, text=" ") if end - start > 1 else None

    def ends_clause(self, joint: Joint) -> bool:
        """Return whether a mark, or nothing, follows the seam."""
        return joint.right is None or joint.after in self.strength

    def leading_mark(self, joint: Joint) -> Edit | None:
        """No block begins with a mark, and nothing in parentheses does."""
        if joint.right is None or joint.after not in self.strength:
            return None
        if joint.left is None or joint.before in self.pairs:
            return Edit(start=joint.right, end=joint.right + 1)
        return None

    def trailing_mark(self, joint: Joint) -> Edit | None:
        """No weak mark stands before a closing parenthesis or quotation mark."""
        weak = self.strength.get(joint.before, self.full) < self.full
        if joint.left is None or joint.after not in self.pairs.values() or not weak:
            return None
        return Edit(start=joint.left, end=joint.left + 1)

    def two_marks(self, joint: Joint) -> Edit | None:
        """Of two marks that meet, the stronger stays; of two equal ones, the first."""
        if joint.left is None or joint.right is None:
            return None
        before, after = self.strength.get(joint.before), self.strength.get(joint.after)
        if before is None or after is None:
            return None
        weaker = joint.right if before >= after else joint.left
        return Edit(start=weaker, end=weaker + 1)

    def empty_pair(self, joint: Joint) -> Edit | None:
        """Parentheses and quotation marks that lost what was inside go with it."""
        if joint.left is None or joint.right is None or self.pairs.get(joint.before) != joint.after:
            return None
        return Edit(start=joint.left, end=joint.right + 1)


def no_space_at_marks(marks: Punctuation, joint: Joint) -> bool:
    """No white space stands after an opening mark, and before a mark of any kind."""
    return joint.before in marks.pairs or joint.after in marks.strength or joint.after in marks.pairs.values()
