"""A sample document that shows every construct once, for the tests of all formats."""

from plandoc.model.printed import (
    BlockKind,
    Masthead,
    Number,
    Piece,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedNote,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    PrintedText,
    TableBody,
    Words,
)
from tests.render.marks import circled, decimal, in_run, lettered, marked, numeral, outlined, roman


def block(
    identity: str,
    kind: BlockKind,
    notation: str | tuple[Piece, ...],
    *,
    number: Number | None = None,
    level: int = 0,
) -> PrintedBlock:
    """Return one block; text in the short notation of `marks`."""
    pieces = marked(identity, notation) if isinstance(notation, str) else notation
    return PrintedBlock(id=identity, kind=kind, level=level, number=number, pieces=pieces)


def sample_decision() -> PrintedText:
    """Return a decision with preamble, inline options three deep, a run over items, `[1.` and `5 bis`."""
    operative, run = BlockKind.OPERATIVE, "a/9#items"
    return PrintedText(
        id="a",
        kind="decision",
        blocks=(
            block("a/title", BlockKind.TITLE, "卡塔赫纳生物安全议定书执行计划", level=1),
            block("a/enacting", BlockKind.ENACTING, "作为卡塔赫纳生物安全议定书缔约方会议的缔约方大会，"),
            block(
                "a/pp1",
                BlockKind.PREAMBULAR,
                "*认识到*《卡塔赫纳生物安全议定书 2011-2020 年战略计划》^1对于支持国家执行工作的益处，",
            ),
            block(
                "a/pp2",
                BlockKind.PREAMBULAR,
                "*又回顾*第CP-9/3号决定，其中确认，为执行《卡塔赫纳议定书》及其《补充议定书》，需要制定一项具体“能力建设行动计划”"
                "——该行动计划应与执行计划相一致，并补充为执行2020年后全球生物多样性框架提供支持的长期能力建设战略框架，",
            ),
            block(
                "a/1",
                operative,
                in_run(
                    marked("a/1", "*通过*本决定{annex-1|附件一}所载执行计划；"),
                    "a/1#whole",
                    first=True,
                    last=True,
                ),
                number=decimal("a", 1, before="["),
            ),
            block(
                "a/2",
                operative,
                "*欢迎*第 15/_--_号决定中通过的 2020 年后全球生物多样性框架；",
                number=decimal("a", 2),
            ),
            block(
                "a/5",
                operative,
                "*又敦促*各缔约方[，并[邀请其他[国家政府和]捐助方]][又请捐助方]分配足够的必需资源，"
                "用以加快执行计划的实施，[并提供新的资金确保发展中国家缔约方根据《公约》第 20 条和《议定书》第 28 条执行计划]，"
                "同时特别确认全球环境基金作为议定书财务机制运作对[支持能力建设的实施]发挥的作用；",
                number=decimal("a", 5),
            ),
            block(
                "a/5bis",
                operative,
                "[*还敦促*各缔约方根据{=a/5|5}段所述，从所有来源调动资源，包括通过国际合作以及私人部门；]",
                number=decimal("a", 5, addition="bis"),
            ),
            block("a/9", operative, "*请*执行秘书：", number=decimal("a", 9)),
            *_items(run),
            block(
                "a/11",
                operative,
                "*请*执行问题附属机构第[_五_]次会议审议联络小组和履约委员会提供的信息和得出的结论，"
                "并将其结论和建议提交作为卡塔赫纳议定书缔约方会议的缔约方大会第[_ _]次会议，以期便利执行计划的中期评价。^2",
                number=decimal("a", 11),
            ),
        ),
    )


def _items(run: str) -> tuple[PrintedBlock, ...]:
    item, letters = BlockKind.ITEM, "a/9"
    return (
        block(
            "a/9/a",
            item,
            in_run(
                marked(
                    "a/9/a",
                    "在关于《卡塔赫纳议定书》执行情况的第五次国家报告格式中列入为获取信息，了解执行计划各项指标的情况所设计的问题；",
                ),
                run,
                first=True,
                last=False,
            ),
            number=lettered(letters, 1, before="["),
            level=1,
        ),
        block(
            "a/9/a/i",
            item,
            in_run(marked("a/9/a/i", "其中包括缔约方自愿提供的信息；"), run, first=False, last=False),
            number=roman("a/9/a", 1),
            level=2,
        ),
        block(
            "a/9/a/ii",
            item,
            in_run(marked("a/9/a/ii", "以及从生物安全信息交换所取得的信息；"), run, first=False, last=False),
            number=roman("a/9/a", 2),
            level=2,
        ),
        block(
            "a/9/b",
            item,
            in_run(
                marked("a/9/b", "分析和综合上述信息，并向联络小组以及[酌情]向履约委员会提供这些信息；"),
                run,
                first=False,
                last=True,
            ),
            number=lettered(letters, 2),
            level=1,
        ),
        block(
            "a/9/balt",
            item,
            "不采取上述行动。",
            number=lettered(letters, 2, addition="alt"),
            level=1,
        ),
    )


def sample_annex() -> PrintedText:
    """Return an annex with its label, title, headings and numbered paragraphs."""
    return PrintedText(
        id="annex-1",
        kind="annex",
        blocks=(
            block("annex-1/label", BlockKind.ANNEX_LABEL, "附件一"),
            block("annex-1/title", BlockKind.TITLE, "卡塔赫纳议定书执行计划（2021-2030 年）", level=1),
            block(
                "annex-1/h1",
                BlockKind.HEADING,
                "执行计划的目的",
                level=2,
                number=numeral("annex-1/headings", 1),
            ),
            block(
                "annex-1/1",
                BlockKind.PARAGRAPH,
                "制定执行计划是为了使其成为一个框架，包括广泛的理想成就和成果，以帮助指导各缔约方在 2021-2030 年期间执行议定书，并衡量这方面的进展情况。",
                number=decimal("annex-1", 1),
            ),
            block(
                "annex-1/h2",
                BlockKind.HEADING,
                "执行计划的结构",
                level=2,
                number=numeral("annex-1/headings", 2),
            ),
            block(
                "annex-1/2",
                BlockKind.PARAGRAPH,
                "{plan-1|附录}以表格形式展示了执行计划的长期目标、行动目标、指标和成果。\\“执行领域”和“扶持性环境”见<附录> & 说明。",
                number=decimal("annex-1", 2),
            ),
        ),
    )


COLUMNS = (
    ("goal", "长期目标", "(希望取得的成就)", 18),
    ("objective", "目的", "(为了实现长期目标而必须取得的成就)", 23),
    ("indicator", "指标", "(衡量目的的实现进度)", 26),
    ("outcome", "成果", "(通过实现长期目标而产生的影响)", 19),
    ("actor", "[行为体]", "[(参与活动的行为体/目标群体)]", 14),
)


def sample_columns() -> tuple[PrintedColumn, ...]:
    """Return five columns, the last of them an option with its head and note."""
    return tuple(
        PrintedColumn(
            key=key,
            head=marked(f"plan-1/{key}", head),
            note=marked(f"plan-1/{key}/note", note),
            share=share,
        )
        for key, head, note, share in COLUMNS
    )


def sample_row(value: int) -> PrintedRow:
    """Return goal `A.<value>`: objectives, lettered and ㈠ items with options, an outcome without a number, an empty cell."""
    goal = f"plan-1/A.{value}"
    item = BlockKind.ITEM
    indicators = (
        "根据议定书的要求进行风险评估，以便对改性活生物体做出决策的缔约方所占百分比[包括通过合成生物学开发的那些[改性活生物体]以及基因驱动]；",
        "采用[技术指导和其他参考][指导意见][参考]资料，把社会经济因素考虑在内的缔约方所占百分比；",
        "能够获取和使用经过认证的必要参考材料来检测和识别改性活生物体的缔约方所占百分比。",
    )
    objectives = (
        "缔约方根据议定书附件三采用科学合理的适当程序，对改性活生物体进行风险评估和风险管理；",
        "缔约方（在必要时）编制、获取和使用适当的资料，用于进行科学合理的风险评估和风险管理[，同时考虑到传统知识]。",
    )
    actors = (
        (
            block(f"{goal}/actor/1", item, "国家当局/国家当局人员", number=circled(f"{goal}/actor", 1)),
            block(f"{goal}/actor/2", item, "[学术界]和/或特定研究实体", number=circled(f"{goal}/actor", 2)),
        )
        if value % 2
        else ()
    )
    return PrintedRow(
        goal=block(
            goal,
            BlockKind.GOAL,
            "缔约方对改性活生物体进行科学合理的风险评估，管理和控制所查明的风险",
            number=outlined("plan-1", value, prefix="A."),
        ),
        cells=(
            tuple(
                block(
                    f"{goal}/obj/{place}",
                    item,
                    text,
                    number=outlined(f"{goal}/obj", place, prefix=f"A.{value}."),
                )
                for place, text in enumerate(objectives, 1)
            ),
            tuple(
                block(f"{goal}/ind/{place}", item, text, number=lettered(f"{goal}/ind", place))
                for place, text in enumerate(indicators, 1)
            ),
            (
                block(
                    f"{goal}/out",
                    BlockKind.PARAGRAPH,
                    "缔约方查明、评估并适当管理和控制改性活生物体对生物多样性构成的风险" + ("^3" if value == 5 else ""),
                ),
            ),
            actors,
        ),
    )


def sample_table(goals: int = 5) -> PrintedTable:
    """Return a landscape table of two bands and the given number of goals, from A.5."""
    half = max(1, goals // 2)
    rows = tuple(sample_row(5 + place) for place in range(goals))
    first = block("plan-1/A", BlockKind.BAND, "A. 执行领域")
    second = block("plan-1/B", BlockKind.BAND, "B. [扶持性]环境")
    body: TableBody = (first, *rows[:half], second, *rows[half:])
    return PrintedTable(
        id="plan-1",
        opening=(
            block("plan-1/label", BlockKind.ANNEX_LABEL, "附件一附录"),
            block("plan-1/title", BlockKind.TITLE, "执行计划", level=2),
        ),
        columns=sample_columns(),
        body=body,
    )


def sample_notes() -> tuple[PrintedNote, ...]:
    """Return the notes that the sample calls: two in running text, one in a cell."""
    texts = ("第 BS-V/16 决定。", "SBI/3/3/Add.1，“附件”。", "第 BS-VI/3 号决定，附件一。")
    return tuple(
        PrintedNote(id=f"note-{number}", number=number, pieces=(Words(text=text),))
        for number, text in enumerate(texts, 1)
    )


def sample_document(goals: int = 5) -> PrintedDocument:
    """Return the whole sample in Chinese; `goals` rows in its table."""
    sections: tuple[PrintedSection, ...] = (sample_decision(), sample_annex(), sample_table(goals))
    return PrintedDocument(
        name="sample-decision",
        language="zh-Hans",
        title="卡塔赫纳生物安全议定书执行计划",
        masthead=Masthead(
            distribution="GENERAL",
            symbol="CBD/SBI/REC/3/4",
            date="28 March 2022",
            language="CHINESE",
            original="ORIGINAL: ENGLISH",
            notice="更正文本：带方括号的案文，不是正式印发的版本。",
        ),
        words=(("continued", "（续）"), ("page", "页")),
        bracketed=True,
        sections=sections,
        notes=sample_notes(),
    )


def english_document() -> PrintedDocument:
    """Return a short document in English: lead words in italics, a cell left untranslated."""
    blocks = (
        block("b/title", BlockKind.TITLE, "Implementation Plan for the Cartagena Protocol", level=1),
        block("b/pp1", BlockKind.PREAMBULAR, "*Recognizing* the benefits of the “Strategic Plan”,^1"),
        block("b/1", BlockKind.OPERATIVE, "*Adopts* the Plan [as annexed [hereto]];", number=decimal("b", 1)),
        block("b/2", BlockKind.OPERATIVE, "*Requests* the Executive Secretary:", number=decimal("b", 2)),
        block("b/2/a", BlockKind.ITEM, "To report;", number=lettered("b/2", 1), level=1),
        PrintedBlock(
            id="b/2/b",
            kind=BlockKind.ITEM,
            level=1,
            number=lettered("b/2", 2),
            pieces=(Words(text="向联络小组提供信息。"),),
            untranslated=True,
        ),
    )
    return PrintedDocument(
        name="sample-english",
        language="en",
        title="Implementation Plan for the Cartagena Protocol",
        masthead=Masthead(distribution="LIMITED", symbol="CBD/CP/MOP/10/L.2", original="ENGLISH ONLY"),
        words=(("continued", " (continued)"), ("page", "Page")),
        bracketed=True,
        sections=(PrintedText(id="b", kind="decision", blocks=blocks),),
        notes=(PrintedNote(id="note-1", number=1, pieces=(Words(text="Decision BS-V/16."),)),),
    )
