"""editorial-notes.yaml into notes: why each block differs from the text as issued."""

from plandoc.diagnostics import Findings
from plandoc.model.workspace import EditorialNote
from plandoc.source.front_matter import report_unknown_keys
from plandoc.source.structured import YamlMapping, YamlScalar, read_yaml
from plandoc.spans import SourceText

FILE = "editorial-notes.yaml"
KEYS = ("extraction", "white_space", "principles", "notes")
NOTE_KEYS = ("issued", "mended", "reason")


def read_notes(source: SourceText, findings: Findings) -> tuple[EditorialNote, ...]:
    """Read the notes, in the order of the file; a note without a reason is reported (PD004).

    What the file says of the whole text (extraction, white space, principles) is for its readers only.
    """
    root = read_yaml(source, 0, len(source.text), findings)
    report_unknown_keys(root, KEYS, findings)
    notes = root.get("notes")
    if not isinstance(notes, YamlMapping):
        return ()
    found = []
    for key, value in notes.items:
        reason = ""
        if isinstance(value, YamlMapping):
            report_unknown_keys(value, NOTE_KEYS, findings)
            reason = value.text("reason")
        elif isinstance(value, YamlScalar) and value.value is not None:
            reason = str(value.value)
        if not reason.strip():
            findings.add("PD004", key.span, f"The note on {key.value} gives no reason.", hint="Write `reason: …`.")
        found.append(EditorialNote(block=str(key.value), reason=reason.strip(), span=key.span))
    return tuple(found)
