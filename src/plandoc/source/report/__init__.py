"""The files of a report format into the model: `form.yaml`, and drawers of lists, sections, indicators, earlier cycles.

Wrong files never raise: what cannot be meant is reported at its place and left out, and the rest is read.
"""

from plandoc.source.report.reading import FOLDER, read_report

__all__ = ["FOLDER", "read_report"]
