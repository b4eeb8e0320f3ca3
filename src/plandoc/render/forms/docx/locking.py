"""The lock of a form: nothing but its controls can be filled in."""

from typing import Final

from lxml import etree

from plandoc.render.docx.wordprocessing import parse, serialize, w

_BEFORE: Final = frozenset(
    (
        "writeProtection",
        "view",
        "zoom",
        "removePersonalInformation",
        "removeDateAndTime",
        "doNotDisplayPageBoundaries",
        "displayBackgroundShape",
        "printPostScriptOverText",
        "printFractionalCharacterWidth",
        "printFormsData",
        "embedTrueTypeFonts",
        "embedSystemFonts",
        "saveSubsetFonts",
        "saveFormsData",
        "mirrorMargins",
        "alignBordersAndEdges",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
        "hideSpellingErrors",
        "hideGrammaticalErrors",
        "activeWritingStyle",
        "proofState",
        "formsDesign",
        "attachedTemplate",
        "linkStyles",
        "stylePaneFormatFilter",
        "stylePaneSortMethod",
        "documentType",
        "mailMerge",
        "revisionView",
        "trackRevisions",
        "doNotTrackMoves",
        "doNotTrackFormatting",
    )
)
"""What precedes `w:documentProtection` in the settings (ECMA-376 part 1, 17.15.1.78)."""


def locked(settings: bytes) -> bytes:
    """The settings of a file in which nothing but controls can be filled in; there is no password."""
    root = parse(settings)
    for old in root.findall(w("documentProtection")):
        root.remove(old)
    place = sum(etree.QName(child).localname in _BEFORE for child in root if isinstance(child.tag, str))
    protection = etree.Element(w("documentProtection"), {w("edit"): "forms", w("enforcement"): "1"})
    root.insert(place, protection)
    return serialize(root)
