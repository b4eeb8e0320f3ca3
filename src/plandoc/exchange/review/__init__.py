"""A review file for translators: written from the units of a catalog, and read back."""

from plandoc.exchange.review.cells import Change, ChangeKind
from plandoc.exchange.review.reading import ReviewedRow, read_review
from plandoc.exchange.review.rows import ReviewRow, Subject
from plandoc.exchange.review.writing import write_review

__all__ = ["Change", "ChangeKind", "ReviewRow", "ReviewedRow", "Subject", "read_review", "write_review"]
