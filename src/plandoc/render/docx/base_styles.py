"""The styles of base.docx as a table: United Nations layout with Chinese faces, nothing inherited from a theme.

Lengths are twentieths of a point, sizes half points. A designer changes the finished file in Word instead.
"""

from dataclasses import dataclass
from typing import Final

LATIN: Final = "Times New Roman"
SANS: Final = "Arial"
SONG: Final = "Noto Serif CJK SC"
KAI: Final = "LXGW WenKai"

_TWO_EMS: Final = 440
"""Two characters of running text: the first line of a paragraph, the label of an item, each step of depth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style; `layout` and `letters` are the children of w:pPr and w:rPr in the order of the schema."""

    id: str
    name: str
    based_on: str = "Normal"
    layout: str = ""
    letters: str = ""
    built_in: bool = False
    following: str = ""
    """Style of the paragraph that Enter begins; the same style where empty."""


def faces(han: str) -> str:
    """Explicit faces for all four scripts that Word tells apart."""
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{han}" w:cs="{LATIN}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _lines(before: int, after: int, line: int) -> str:
    """Exact lines: the Han faces differ in height, and a taller one would take two lines of the grid."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def _hanging(left: int, hanging: int = _TWO_EMS) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


_FIRST_LINE: Final = f'<w:ind w:firstLine="{_TWO_EMS}"/>'
_BOLD: Final = "<w:b/><w:bCs/>"
_LEFT: Final = '<w:jc w:val="left"/>'
_CENTRE: Final = '<w:jc w:val="center"/>'
_HAN: Final = "<w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/>"
_TABS: Final = '<w:tabs><w:tab w:val="left" w:pos="{}"/><w:tab w:val="left" w:pos="{}"/></w:tabs>'


def _heading(level: int, size: int, layout: str, aside: int = 660) -> ParagraphStyle:
    """Bold, centred, kept off both margins, so that a long one breaks into lines of like length."""
    return ParagraphStyle(
        id=f"Heading{level}",
        name=f"heading {level}",
        built_in=True,
        following="AnnexParagraph",
        layout=f'<w:keepNext/><w:keepLines/>{layout}<w:ind w:left="{aside}" w:right="{aside}"/>{_CENTRE}'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        letters=_BOLD + _size(size),
    )


PARAGRAPH_STYLES: Final = (
    ParagraphStyle(
        id="Normal",
        name="Normal",
        based_on="",
        built_in=True,
        layout=f'<w:widowControl/>{_HAN}<w:snapToGrid w:val="0"/>{_lines(0, 0, 312)}<w:jc w:val="both"/>',
        letters=faces(SONG) + _size(22),
    ),
    _heading(1, 28, _lines(120, 240, 400), 280),
    _heading(2, 24, _lines(160, 160, 360)),
    _heading(3, 22, _lines(240, 120, 330)),
    _heading(4, 22, _lines(160, 100, 312)),
    ParagraphStyle(
        id="AnnexLabel",
        name="Annex label",
        following="Heading1",
        layout=f'<w:keepNext/>{_lines(0, 0, 360)}{_CENTRE}<w:outlineLvl w:val="0"/>',
        letters=_BOLD + _size(24),
    ),
    ParagraphStyle(
        id="Enacting",
        name="Enacting words",
        following="Preambular",
        layout=_lines(60, 120, 312) + _FIRST_LINE,
    ),
    ParagraphStyle(
        id="Preambular",
        name="Preambular paragraph",
        layout=_lines(60, 120, 312) + _FIRST_LINE,
    ),
    ParagraphStyle(
        id="Operative",
        name="Operative paragraph",
        layout=_TABS.format(2 * _TWO_EMS, 3 * _TWO_EMS) + _lines(60, 120, 312) + _FIRST_LINE,
    ),
    ParagraphStyle(
        id="AnnexParagraph",
        name="Annex paragraph",
        layout=_TABS.format(_TWO_EMS, 2 * _TWO_EMS) + _lines(60, 120, 312) + '<w:ind w:firstLine="0"/>',
    ),
    ParagraphStyle(id="Item1", name="Item (a)", layout=_lines(60, 120, 312) + _hanging(2 * _TWO_EMS)),
    ParagraphStyle(id="Item2", name="Item (i)", layout=_lines(60, 120, 312) + _hanging(3 * _TWO_EMS)),
    ParagraphStyle(
        id="TableText",
        name="Table text",
        layout=_lines(0, 40, 252) + _LEFT,
        letters=_size(18),
    ),
    ParagraphStyle(id="TableGoal", name="Table goal", based_on="TableText"),
    ParagraphStyle(id="TableItem1", name="Table item (a)", based_on="TableText", layout=_hanging(360, 360)),
    ParagraphStyle(id="TableItem2", name="Table item (i)", based_on="TableText", layout=_hanging(720, 360)),
    ParagraphStyle(
        id="TableHead",
        name="Table head",
        based_on="TableText",
        following="TableHeadNote",
        layout="<w:keepNext/>" + _CENTRE,
        letters=_BOLD,
    ),
    ParagraphStyle(
        id="TableHeadNote",
        name="Table head note",
        based_on="TableText",
        layout="<w:keepNext/>" + _lines(0, 40, 230) + '<w:ind w:left="20" w:right="20"/>' + _CENTRE,
        letters=_size(16),
    ),
    ParagraphStyle(
        id="TableBand",
        name="Table band",
        based_on="TableText",
        layout="<w:keepNext/>",
        letters=_BOLD,
    ),
    ParagraphStyle(
        id="MastheadName",
        name="Masthead name",
        layout=_lines(0, 0, 640) + _LEFT,
        letters=f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:eastAsia="{SONG}" w:cs="{SANS}"/>' + _BOLD + _size(56),
    ),
    ParagraphStyle(
        id="MastheadLine",
        name="Masthead line",
        layout=_lines(0, 0, 297) + _LEFT,
        letters=_size(22),
    ),
    ParagraphStyle(
        id="Notice",
        name="Notice",
        layout=_lines(113, 400, 260) + _LEFT,
        letters='<w:color w:val="9C2A10"/>' + _size(18),
    ),
    ParagraphStyle(
        id="Header",
        name="header",
        built_in=True,
        layout=_lines(0, 0, 260) + _LEFT,
        letters=_size(20),
    ),
    ParagraphStyle(
        id="Footer",
        name="footer",
        built_in=True,
        layout=_lines(0, 0, 240) + '<w:jc w:val="right"/>',
        letters=_size(17),
    ),
    ParagraphStyle(
        id="FootnoteText",
        name="footnote text",
        built_in=True,
        layout=_lines(20, 20, 240),
        letters=_size(18),
    ),
    ParagraphStyle(
        id="CommentText",
        name="annotation text",
        built_in=True,
        layout='<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>' + _LEFT,
        letters=_size(18),
    ),
    ParagraphStyle(
        id="Figure",
        name="Figure",
        following="Caption",
        # Exact lines would cut the picture off.
        layout='<w:keepNext/><w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>' + _CENTRE,
    ),
    ParagraphStyle(
        id="Caption",
        name="caption",
        built_in=True,
        layout=_lines(0, 120, 270) + _CENTRE,
        letters=_size(19),
    ),
    ParagraphStyle(
        id="SectionEnd",
        name="Section end",
        layout=_lines(0, 0, 20),
        letters=_size(2),
    ),
)

_ITALIC: Final = "<w:i/><w:iCs/>"
_OWN: Final = 'w:customStyle="1" '


def _paragraph(style: ParagraphStyle) -> str:
    default = 'w:default="1" ' if style.id == "Normal" else ""
    kind = "" if style.built_in else _OWN
    based = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    after = f'<w:next w:val="{style.following}"/>' if style.following else ""
    layout = f"<w:pPr>{style.layout}</w:pPr>" if style.layout else ""
    letters = f"<w:rPr>{style.letters}</w:rPr>" if style.letters else ""
    return (
        f'<w:style w:type="paragraph" {default}{kind}w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'{based}{after}<w:uiPriority w:val="1"/><w:qFormat/>{layout}{letters}</w:style>'
    )


def _character(identity: str, name: str, letters: str, *, own: bool = True) -> str:
    return (
        f'<w:style w:type="character" {_OWN if own else ""}w:styleId="{identity}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="2"/><w:qFormat/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def _table(identity: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="table" {_OWN}w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="3"/><w:qFormat/><w:tblPr>{properties}</w:tblPr></w:style>'
    )


def _border(side: str, eighths: int, colour: str = "000000") -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'


def _cell_margins(top: int, side: int, bottom: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


OTHER_STYLES: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    _character("LeadWords", "Lead words", faces(KAI) + _ITALIC),
    _character("LeadWordsHan", "Lead words Han", faces(KAI)),
    _character("Bracket", "Bracket", _BOLD + '<w:color w:val="9C2A10"/>'),
    _character("CommentReference", "annotation reference", _size(16), own=False),
    _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>', own=False),
    _table(
        "AnnexTable",
        "Annex table",
        "<w:tblBorders>"
        + _border("top", 8)
        + _border("left", 4, "444444")
        + _border("bottom", 8)
        + _border("right", 4, "444444")
        + _border("insideH", 4, "444444")
        + _border("insideV", 4, "444444")
        + "</w:tblBorders>"
        + _cell_margins(57, 102, 28),
    ),
    _table(
        "Masthead",
        "Masthead",
        "<w:tblBorders>" + _border("bottom", 12) + "</w:tblBorders>" + _cell_margins(0, 0, 113),
    ),
)


def stylesheet(namespaces: str) -> str:
    """The children and the root of `word/styles.xml`, without the declaration."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{faces(SONG)}{_size(22)}"
        '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )
    styles = "".join(_paragraph(style) for style in PARAGRAPH_STYLES) + "".join(OTHER_STYLES)
    return f"<w:styles {namespaces}>{defaults}{styles}</w:styles>"
