"""A form as PDF: one layout, and from it a version to print and one to fill in; and filled ones read back."""

from plandoc.render.forms.pdf.carrying import fillable_form, print_form
from plandoc.render.forms.pdf.reading import read_form

__all__ = ["fillable_form", "print_form", "read_form"]
