"""Makes base.docx, the Word file that holds page set-up and styles: `python -m plandoc.render.docx.base [FILE]`.

Its body shows one line in every style for whoever edits it in Word; rendering replaces the body and keeps the rest.
"""

import sys
from pathlib import Path
from typing import Final

from plandoc.render.docx.base_styles import KAI, LATIN, PARAGRAPH_STYLES, SANS, SONG, stylesheet
from plandoc.render.docx.package import write_package
from plandoc.render.docx.wordprocessing import (
    CONTENT_TYPES,
    DECLARATION,
    NAMESPACES,
    PACKAGE_RELATIONSHIPS,
    R,
)

BASE_FILE: Final = Path(__file__).parents[2] / "templates" / "docx" / "base.docx"

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS: Final = ("styles", "settings", "numbering", "footnotes", "fontTable")
_PROPERTIES: Final = (
    (
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    (
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{R}/extended-properties",
    ),
)

_PORTRAIT: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1418" w:bottom="1418" w:left="1418" '
    'w:header="737" w:footer="624" w:gutter="0"/><w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="312"/>'
    "</w:sectPr>"
)
_LANDSCAPE: Final = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" '
    'w:bottom="1021" w:left="1134" w:header="624" w:footer="510" w:gutter="0"/><w:cols w:space="425"/>'
    '<w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
)


def base_document() -> bytes:
    """The bytes of base.docx; the same on every call."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (("word/document.xml", f"{R}/officeDocument"), *((name, kind) for name, _, kind in _PROPERTIES))
        ),
        "word/_rels/document.xml.rels": _relationships(tuple((f"{kind}.xml", f"{R}/{kind}") for kind in _KINDS)),
        "word/document.xml": _document(),
        "word/styles.xml": stylesheet(NAMESPACES),
        "word/settings.xml": _settings(),
        "word/numbering.xml": f"<w:numbering {NAMESPACES}/>",
        "word/footnotes.xml": _footnotes(),
        "word/fontTable.xml": _fonts(),
        "docProps/core.xml": _core(),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>plandoc</Application></Properties>',
    }
    return write_package({name: (DECLARATION + text).encode() for name, text in parts.items()})


def _content_types() -> str:
    word = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD}{kind}+xml"/>' for kind in _KINDS)
    properties = "".join(
        f'<Override PartName="/{name}" ContentType="{content_type}"/>' for name, content_type, _ in _PROPERTIES
    )
    return (
        f'<Types xmlns="{CONTENT_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>{word}{properties}</Types>'
    )


def _relationships(targets: tuple[tuple[str, str], ...]) -> str:
    arrows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (target, kind) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{arrows}</Relationships>'


def _document() -> str:
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr><w:r><w:t>{style.name} · 生物安全议定书</w:t></w:r></w:p>'
        for style in PARAGRAPH_STYLES
    )
    turn = f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{_PORTRAIT}</w:pPr></w:p>'
    page = '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><w:t>Landscape pages</w:t></w:r></w:p>'
    return f"<w:document {NAMESPACES}><w:body>{lines}{turn}{page}{_LANDSCAPE}</w:body></w:document>"


def _settings() -> str:
    east_asian = (
        "spaceForUL",
        "balanceSingleByteDoubleByteWidth",
        "doNotLeaveBackslashAlone",
        "ulTrailSpace",
        "doNotExpandShiftReturn",
        "adjustLineHeightInTable",
        "useFELayout",
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="284"/>'
        '<w:evenAndOddHeaders w:val="false"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{''.join(f'<w:{name}/>' for name in east_asian)}"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _footnotes() -> str:
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f"<w:footnotes {NAMESPACES}>{rules}</w:footnotes>"


def _fonts() -> str:
    """Each Han face with the names under which Word knows a face of the same kind."""
    han = ((SONG, "宋体,SimSun", "roman"), (KAI, "楷体,KaiTi", "script"))
    faces = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, others, family in han
    )
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{LATIN}"><w:altName w:val="Liberation Serif"/>'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        f'<w:pitch w:val="variable"/></w:font><w:font w:name="{SANS}"><w:altName w:val="Liberation Sans"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/></w:font>{faces}</w:fonts>'
    )


def _core() -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>plandoc base</dc:title></cp:coreProperties>'
    )


def main(arguments: list[str]) -> None:
    """Write base.docx to the path given, or over the one in the package."""
    target = Path(arguments[0]) if arguments else BASE_FILE
    target.write_bytes(base_document())


if __name__ == "__main__":
    main(sys.argv[1:])
