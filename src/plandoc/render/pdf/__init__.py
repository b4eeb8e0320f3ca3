"""Print a finished HTML document as a tagged PDF.

The HTML of the HTML renderer goes in, bytes come out; nothing is read but the declared assets and installed fonts.
WeasyPrint does the layout, with three repairs (`repairs`) and a pass over the tags (`tags`). `fonts` is the pre-flight.
"""

from plandoc.render.pdf.notices import Notice, NoticeKind
from plandoc.render.pdf.printing import PrintedPdf, print_pdf

__all__ = ["Notice", "NoticeKind", "PrintedPdf", "print_pdf"]
