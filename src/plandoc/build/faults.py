"""What went wrong outside the sources, as findings: templates, the page layout, the disk."""

from typing import TYPE_CHECKING

from plandoc.build.workers import Fault
from plandoc.diagnostics import Findings
from plandoc.spans import NOWHERE, SourceText, Span, source_text

if TYPE_CHECKING:
    from plandoc.render.pdf.notices import Notice
    from plandoc.render.templates import Templates

_NOTICES = {
    "repair-left-out": "PD055",
    "address-refused": "PD056",
    "glyph-missing": "PD052",
    "layout-warning": "PD056",
}


def report_template(fault: Fault, templates: "Templates", findings: Findings) -> SourceText | None:
    """Report a template that fails (PD050) at its line; return the template's text for the excerpt, if it has one."""
    text = _template_text(fault.file, templates)
    if fault.file.startswith("plandoc:"):
        hint = "This is a default template: look for what a template of the workspace hands to it."
    else:
        hint = "Mend this line; to have the default template back, delete the file from templates/."
    message = f"The template cannot be used: {fault.message.rstrip('.')}."
    findings.add("PD050", _line_span(fault, text), message, hint=hint)
    return text


def _template_text(origin: str, templates: "Templates") -> SourceText | None:
    for entry in templates.files:
        if entry.origin == origin and not entry.name.endswith(".docx"):
            return source_text(origin, entry.content.decode("utf-8", errors="replace").replace("\r\n", "\n"))
    return None


def _line_span(fault: Fault, text: SourceText | None) -> Span:
    if text is None:
        return Span(path=fault.file, start=0, end=0)
    number = min(max(fault.line, 1), len(text.line_starts))
    line = text.line(number)
    start = text.line_starts[number - 1] + len(line) - len(line.lstrip())
    return text.span(start, start + max(1, len(line.strip())))


def report_notice(notice: "Notice", path: str, findings: Findings) -> None:
    """Report what the page layout has to say about the output `path`."""
    message = f"{path}: {notice.message}" + ("" if notice.message.endswith(".") else ".")
    findings.add(_NOTICES[notice.kind.value], NOWHERE, message, hint=notice.hint)


def report_unwritable(path: str, error: OSError, findings: Findings) -> None:
    """Report an output file or folder, relative to the workspace, that cannot be written (PD053)."""
    in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
    reason = "a file stands where the folder must be" if in_the_way else error.strerror or str(error)
    findings.add(
        "PD053",
        Span(path=path, start=0, end=0),
        f"{path} cannot be written: {reason}.",
        hint="Move the file away and build again."
        if in_the_way
        else "Make room, or give the folder write permission, and build again; the last good output is still there.",
    )
