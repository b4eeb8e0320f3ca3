"""The parts of a review file that do not depend on its units: styles, settings, properties, relationships.

Lengths are twentieths of a point, sizes half points.
"""

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from plandoc.exchange.review.rows import Subject

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES: Final = f'xmlns:w="{W}" xmlns:r="{OFFICE}/relationships"'

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LATIN: Final = "Times New Roman"
_HAN: Final = "Noto Serif CJK SC"
_CUSTOM_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_GREY: Final = '<w:color w:val="6B6B6B"/>'
_RIGHT_TO_LEFT: Final = "<w:bidi/>"


def fixed_parts(subject: Subject, properties: Mapping[str, str]) -> dict[str, str]:
    """Return all parts but the text itself, by their names, as XML with declaration.

    `properties` are the custom properties of the file, by their names.
    """
    title = f"{subject.domain}: {subject.source_language} – {subject.language}"
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("word/document.xml", f"{OFFICE}/relationships/officeDocument"),
            ("docProps/core.xml", f"{PACKAGE}/relationships/metadata/core-properties"),
            ("docProps/custom.xml", f"{OFFICE}/relationships/custom-properties"),
        ),
        "word/_rels/document.xml.rels": _relationships(
            *((f"{kind}.xml", f"{OFFICE}/relationships/{kind.rstrip('1')}") for kind in _KINDS)
        ),
        "word/styles.xml": _styles(subject),
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _footer(title),
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>",
        "docProps/custom.xml": _custom(properties),
    }
    return {name: DECLARATION + text for name, text in parts.items()}


_KINDS: Final = ("styles", "settings", "footer1")

_SETTINGS: Final = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:trackRevisions/><w:defaultTabStop w:val="284"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


def _content_types() -> str:
    kinds = (
        *((f"word/{kind}", _WORD + kind.rstrip("1")) for kind in _KINDS),
        ("word/document", f"{_WORD}document.main"),
    )
    properties = (
        ("docProps/core", "application/vnd.openxmlformats-package.core-properties"),
        ("docProps/custom", "application/vnd.openxmlformats-officedocument.custom-properties"),
    )
    overrides = "".join(
        f'<Override PartName="/{name}.xml" ContentType="{content_type}+xml"/>'
        for name, content_type in (*kinds, *properties)
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    arrows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{arrows}</Relationships>'


def _custom(properties: Mapping[str, str]) -> str:
    # Numbers of custom properties begin with 2 (MS-OLEPS 2.18.2).
    entries = "".join(
        f'<property fmtid="{_CUSTOM_SET}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">{entries}</Properties>'


def _footer(title: str) -> str:
    def field(kind: str) -> str:
        return f'<w:fldSimple w:instr=" {kind} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="ReviewFooter"/></w:pPr><w:r><w:t xml:space="preserve">'
        f"{escape(title)} · </w:t></w:r>{field('PAGE')}"
        f"<w:r><w:t>/</w:t></w:r>{field('NUMPAGES')}</w:p></w:ftr>"
    )


def _styles(subject: Subject) -> str:
    ours, theirs = subject.source_language, subject.language
    direction = _RIGHT_TO_LEFT if subject.right_to_left else ""
    paragraphs = (
        _paragraph("ReviewTitle", "Review title", "<w:keepNext/>" + _space(0, 80), "<w:b/><w:bCs/>" + _size(28)),
        _paragraph("ReviewGuide", "Review guide", _space(0, 40), _size(18)),
        _paragraph("ReviewHead", "Review head", "<w:keepNext/>" + _space(40, 40), "<w:b/><w:bCs/>" + _size(18)),
        _paragraph("ReviewId", "Review id", _space(50, 40), f"<w:noProof/>{_GREY}{_size(14)}"),
        _paragraph("ReviewSource", "Review source", _space(40, 40), _size(20) + _language(ours)),
        _paragraph("ReviewText", "Review text", direction + _space(40, 40), _size(20) + _language(theirs)),
        _paragraph("ReviewNote", "Review note", _space(50, 40), _GREY + _size(15)),
        _paragraph("ReviewOption", "Review option", _space(10, 10), f"<w:noProof/>{_GREY}{_size(16)}"),
        _paragraph("ReviewFooter", "Review footer", '<w:jc w:val="center"/>', _GREY + _size(16)),
    )
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{_HAN}" w:cs="{_LATIN}"/>{_size(20)}'
        '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
        f"{''.join(paragraphs)}{_character('ReviewBracket', 'Review bracket', '<w:b/><w:bCs/>', '9C2A10')}"
        f"{_character('ReviewLabel', 'Review label', '<w:noProof/>', '1F5C8B')}"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style></w:styles>"
    )


def _paragraph(identifier: str, name: str, layout: str, letters: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )


def _character(identifier: str, name: str, letters: str, colour: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:rPr>{letters}<w:color w:val="{colour}"/></w:rPr></w:style>'
    )


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _language(name: str) -> str:
    """Return what tells the spelling checker the language; Chinese is a language of East Asian letters only."""
    tag = {"zh": "zh-CN", "en": "en-GB"}.get(name, name)
    attribute = "w:eastAsia" if name in ("zh", "ja", "ko") else "w:val"
    return f'<w:lang {attribute}="{escape(tag)}"/>'
