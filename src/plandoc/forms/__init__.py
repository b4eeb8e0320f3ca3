"""The national report form: the questionnaire as it is printed under a scenario, and what is wrong with it as a whole.

What conditions come to is decided in `plandoc.report`; here they meet the rest of the pipeline: scenarios, languages,
numbers.
"""

from plandoc.forms.checking import check_report
from plandoc.forms.printing import printed_form

__all__ = ["check_report", "printed_form"]
