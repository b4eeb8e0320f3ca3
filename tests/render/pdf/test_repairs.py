from collections.abc import Callable

import pytest
import weasyprint
from weasyprint.layout import block, inline, table
from weasyprint.text.line_break import Layout

from plandoc.render.pdf import NoticeKind
from plandoc.render.pdf.repairs import REPAIRS, repaired_layout
from tests.render.pdf.specimen import PROSE, page, paragraphs, printed

PARTS: dict[str, Callable[[], object]] = {
    "set_text": lambda: Layout.set_text,
    "count_expandable_spaces": lambda: inline.count_expandable_spaces,
    "justify_line": lambda: inline.justify_line,
    "table.table_layout": lambda: table.table_layout,
    "block.table_layout": lambda: block.table_layout,
    "note area": lambda: weasyprint.layout.block_level_layout,
    "lines": lambda: block._linebox_layout,  # noqa: SLF001 # a repaired part
}


def parts() -> dict[str, object]:
    return {name: part() for name, part in PARTS.items()}


def test_weasyprint_is_changed_inside_the_context_and_restored_after_it() -> None:
    before = parts()
    with repaired_layout(weasyprint.VERSION) as layout:
        assert layout.notices == ()
        assert all(part is not before[name] for name, part in parts().items())
    assert parts() == before


def test_weasyprint_is_restored_when_printing_fails() -> None:
    before = parts()
    with pytest.raises(ZeroDivisionError), repaired_layout(weasyprint.VERSION):
        _ = 1 / 0
    assert parts() == before


@pytest.mark.parametrize("version", ["69.0", "71.0", "700.1"])
def test_another_version_is_left_as_it_is_and_the_caller_is_told(version: str) -> None:
    before = parts()
    with repaired_layout(version) as layout:
        assert parts() == before
    assert [notice.kind for notice in layout.notices] == [NoticeKind.REPAIR_LEFT_OUT] * len(REPAIRS)
    for notice, repair in zip(layout.notices, REPAIRS, strict=True):
        assert repair.name in notice.message
        assert version in notice.message
        assert repair.fault in notice.hint
        assert repair.fallback_style in layout.style


@pytest.mark.parametrize(
    ("owner", "name", "repair"),
    [
        (Layout, "set_text", "justification"),
        (inline, "justify_line", "justification"),
        (table, "table_layout", "goal"),
        (block, "table_layout", "goal"),
    ],
)
def test_a_changed_part_of_the_tested_version_is_noticed(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, repair: str
) -> None:
    def changed(everything: object) -> None: ...

    monkeypatch.setattr(owner, name, changed)
    with repaired_layout(weasyprint.VERSION) as layout:
        (notice,) = layout.notices
    assert repair in notice.message


def test_a_print_with_another_version_succeeds_with_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "VERSION", "71.0")
    document = printed(page(paragraphs(*PROSE)))
    assert document.pages == 1
    assert {notice.kind for notice in document.notices} == {NoticeKind.REPAIR_LEFT_OUT}
