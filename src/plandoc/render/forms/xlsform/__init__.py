"""The form as an XLSForm: what ODK, KoboToolbox and their like make forms for telephones and browsers from."""

from plandoc.render.forms.xlsform.workbook import render_xlsform

__all__ = ["render_xlsform"]
