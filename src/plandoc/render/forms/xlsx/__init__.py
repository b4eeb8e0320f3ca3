"""The form as a workbook: a sheet to fill in, with lists to choose from; guidance before it, an index behind it."""

from plandoc.render.forms.xlsx.workbook import render_xlsx

__all__ = ["render_xlsx"]
