"""HTML to print: paragraphs, notes and plan tables in the shape that the HTML renderer gives them, small and free to vary."""

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pdfplumber
import pypdfium2  # type: ignore[import-untyped] # it ships no types

from plandoc.render.pdf import PrintedPdf, print_pdf

CREATED = datetime(2022, 3, 28, 9, 30, tzinfo=UTC)

PROSE = (
    "执行计划是以 2020年后全球生物多样性框架为支点并补充了该框架，其长期目标、行动目标和成果有助于实现框架的 2050 年愿景：“到 2050 年，生物多样性受到重视、得到保护、恢复及合理利用，维持生态系统服务，维持一个健康的地球，为人人提供必不可少的惠益”；并有助于实现其使命：“全社会采取紧急行动，使生物多样性走上恢复之路，造福地球和人类。”",
    "又敦促各缔约方[，并[邀请其他[国家政府和]捐助方]][又请捐助方]分配足够的必需资源，[并提供新的资金确保发展中国家缔约方根据《公约》第 20 条和《议定书》第 28 条执行计划]，同时特别确认全球环境基金作为议定书财务机制运作对[支持能力建设的实施]发挥的作用；",
    "作为议定书缔约方会议的缔约方大会于 2010年通过了《关于赔偿责任和补救的名古屋-吉隆坡补充议定书》（第 BS-V/11 号决定）。同样在 2010 年通过的议定书战略计划包括了与赔偿责任和补救以及补充议定书有关的内容。补充议定书于 2018年 3月5 日生效。",
)

GOAL = "缔约方如果做出选择，将根据议定书第 26 条，在作出关于改性活生物体进口的决策时把社会经济因素考虑在内，并在研究和信息交流方面开展合作"
ITEMS = (
    "根据议定书第 26 条在做出决策时考虑到社会经济因素的缔约方所占百分比；",
    "采用[技术指导和其他参考][指导意见][参考]资料，把社会经济因素考虑在内的缔约方所占百分比；",
    "就改性活生物体[对生物多样性的保护和可持续利用造成的[任何]社会经济影响]合作开展研究和信息交流的缔约方所占百分比。",
)

_HEAD = "CBD/SBI/REC/3/4Page"

STYLE = """
@font-face { font-family: Latin; src: local("Liberation Serif"); unicode-range: U+0-B6, U+B8-24F }
@font-face { font-family: Latin; font-weight: bold; src: local("Liberation Serif Bold"); unicode-range: U+0-B6, U+B8-24F }
:root { --justified: justify }
html { font: 10.5pt/1.6 Latin, "Noto Serif CJK SC" }
html:lang(en) { font-family: "Liberation Serif" }
body { margin: 0 }
@page { size: A4; margin: 25mm; @top-left { content: "CBD/SBI/REC/3/4\\A Page " counter(page); white-space: pre; font: 10pt "Liberation Serif" }
  @footnote { border-top: .5pt solid; padding-top: 1.5mm; margin-top: 3mm } }
p { margin: 0 0 2mm; orphans: 2; widows: 2; text-align: var(--justified) }
.bracket { font-weight: bold }
.footnote { float: footnote; footnote-policy: line; font-size: 8.5pt; line-height: 1.4; text-align: left }
.footnote::footnote-call { font-size: .7em; line-height: 0 }
.footnote::footnote-marker { content: counter(footnote) "  " }
table.plan { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; box-decoration-break: clone; border-bottom: 1px solid }
.plan th, .plan td { text-align: left; vertical-align: top; padding: 1mm; font-weight: normal; border-top: 1px solid; box-decoration-break: clone }
.plan p { text-align: left }
"""


def page(body: str, *, style: str = "", language: str = "zh-Hans") -> str:
    """Return a whole HTML document."""
    return f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>CBD/SBI/REC/3/4</title><style>{STYLE}{style}</style><body>{body}</body></html>'


def bracketed(text: str) -> str:
    """Return the text with each bracket in its span, as the HTML renderer sets brackets."""
    return text.replace("[", '<span class="bracket">[</span>').replace("]", '<span class="bracket">]</span>')


def paragraphs(*texts: str) -> str:
    """Return the texts as paragraphs."""
    return "".join(f"<p>{bracketed(text)}</p>" for text in texts)


def note(text: str) -> str:
    """Return a footnote at its call."""
    return f'<span class="footnote">{text}</span>'


def goal(number: int, *, items: int = 3, name: str = GOAL, called: str = "") -> str:
    """Return the row group of one goal, whose cell has a bracket, an id and, if `called`, a footnote."""
    cell = f'<span id="g{number}-x" class="option">A.{number}. {bracketed("[" + name + "]")}</span>{note(called) if called else ""}'
    listed = "".join(f"<p>({number}.{k}) {bracketed(ITEMS[k % 3])}</p>" for k in range(items))
    first = f'<th scope="row"><p data-goal="{number}">{cell}<span class="continued">（续）</span></p></th>'
    return f'<tbody class="goal" id="g{number}"><tr>{first}<td>{listed}</td><td><p>成果 {number}</p></td></tr></tbody>'


def plan(*goals: str) -> str:
    """Return a plan table of the goals."""
    columns = '<colgroup><col style="width:30%"><col style="width:50%"><col style="width:20%"></colgroup>'
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("长期目标", "指标", "成果"))
    return f'<table class="plan">{columns}<thead><tr>{heads}</tr></thead>{"".join(goals)}</table>'


def printed(html: str) -> PrintedPdf:
    """Print at a fixed time."""
    return print_pdf(html, created=CREATED)


def page_texts(data: bytes) -> tuple[str, ...]:
    """Return what stands on each page below its head, in the order in which it was drawn and without white space."""
    return tuple(text.partition(_HEAD)[0] for text in _drawn(data))


def page_heads(data: bytes) -> tuple[str, ...]:
    """Return what stands in the head of each page, from the page number on; heads are drawn last."""
    return tuple(text.partition(_HEAD)[2] for text in _drawn(data))


def _drawn(data: bytes) -> tuple[str, ...]:
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        return tuple("".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf)


def right_edges(data: bytes, *, size: float = 10.5) -> Iterator[tuple[str, float]]:
    """Yield the text of each line of this type size, and where its last character ends, in points."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for sheet in pdf.pages:
            lines: dict[int, list[dict[str, float | str]]] = {}
            for character in sheet.chars:
                if abs(character["size"] - size) < 0.1:
                    baseline = round(float(character["matrix"][5]))
                    lines.setdefault(baseline, []).append(character)
            for _, line in sorted(lines.items(), reverse=True):
                drawn = [c for c in line if str(c["text"]).strip()]
                if drawn:
                    yield "".join(str(c["text"]) for c in line), max(float(c["x1"]) for c in drawn)
