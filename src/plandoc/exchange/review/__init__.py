"""A review file for translators: written from the units of a catalog, and read back."""

from plandoc.exchange.review.rows import ReviewRow, Subject
from plandoc.exchange.review.writing import write_review

__all__ = ["ReviewRow", "Subject", "write_review"]
