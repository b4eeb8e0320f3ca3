"""Translation memories go out as TMX 1.4 and come back; what other programs write is read, and what attacks is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plandoc.exchange.memory import UnreadableMemory, read_memory, write_memory
from plandoc.model.memory import Remembered

PAIR = Remembered(id="a/1", source="请{v}[向][对]各方", text="Asks {v}[b][c] & <d>\n“e”")
FOREIGN = """<?xml version="1.0" encoding="utf-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="ZH-CN"/><body>
<tu><tuv xml:lang="EN-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>Parties<ept i="1">&lt;/b&gt;</ept> <hi>meet</hi>.</seg></tuv>
<tuv xml:lang="ZH-CN"><seg>缔约方<ph>x</ph>开会。</seg></tuv></tu>
<tu tuid="7"><tuv lang="zh"><seg>甲</seg></tuv><tuv lang="fr"><seg>A</seg></tuv></tu>
<tu tuid="8"><tuv xml:lang="zh"><seg>乙</seg></tuv><tuv xml:lang="en"><seg/></tuv></tu>
</body></tmx>"""


def test_pairs_come_back() -> None:
    data = write_memory([PAIR], "en", "zh", "1.0")
    assert read_memory(data, "en", "zh") == (PAIR,)
    assert read_memory(data, "zh", "en") == (Remembered(id="a/1", source=PAIR.text, text=PAIR.source),)


def test_file_has_what_the_format_asks_for() -> None:
    root = etree.fromstring(write_memory([PAIR], "pt_BR", "zh", "1.0"))
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header = root.find("header")
    assert header is not None
    asked = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert set(header.attrib) == asked
    assert header.get("srclang") == "zh"
    languages = [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in root.iterfind("body/tu/tuv")]
    assert languages == ["zh", "pt-BR"]


def test_same_pairs_are_the_same_bytes() -> None:
    assert write_memory([PAIR], "en", "zh", "1.0") == write_memory([PAIR], "en", "zh", "1.0")


def test_file_of_another_program_is_read_without_its_codes() -> None:
    data = FOREIGN.encode("utf-16")
    assert read_memory(data, "en", "zh") == (Remembered(id="", source="缔约方开会。", text="The Parties meet."),)
    assert read_memory(data, "fr", "zh") == (Remembered(id="7", source="甲", text="A"),)
    assert read_memory(data, "en_GB", "zh_Hans")[0].text == "The Parties meet."


@pytest.mark.parametrize("data", [b"", b"msgid", b"<tmx>", b"<xliff/>", b"\xff\xfe\x00"])
def test_what_is_no_memory_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableMemory):
        read_memory(data, "en", "zh")


def test_entities_are_not_resolved_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    body = '<tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>甲</seg></tuv><tuv xml:lang="en"><seg>b&e;</seg></tuv></tu></body></tmx>'
    external = f'<!DOCTYPE tmx [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{body}'
    assert "secret" not in repr(read_memory(external.encode(), "en", "zh"))
    bomb = '<!DOCTYPE tmx [<!ENTITY a "x"><!ENTITY e "' + "&a;" * 1000 + f'">]>{body}'
    assert "xx" not in repr(read_memory(bomb.encode(), "en", "zh"))


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")) | st.sampled_from("\n\t<&]"), min_size=1
)


@given(st.lists(st.builds(Remembered, id=st.text("abc/1"), source=texts, text=texts), max_size=5))
def test_every_text_survives(pairs: list[Remembered]) -> None:
    assert read_memory(write_memory(pairs, "en", "zh", "1.0"), "en", "zh") == tuple(pairs)
