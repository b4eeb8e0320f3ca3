"""Templates: read once, overridden file by file, rendered in a sandbox, their errors with file and line."""

from pathlib import Path

import pytest

from plandoc.render.html import Medium, render_html
from plandoc.render.templates import TemplateFault, Templates, load_templates
from tests.render.sample import sample_document


def with_template(folder: Path, name: str, text: str) -> Templates:
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_templates(folder / "templates")


def test_a_workspace_overrides_one_file_and_keeps_the_others(tmp_path: Path) -> None:
    templates = with_template(tmp_path, "html/masthead.html.j2", "<header>{{ document.masthead.symbol }}</header>\n")
    source = render_html(sample_document(), templates, medium=Medium.SCREEN)
    assert "<header>CBD/SBI/REC/3/4</header>" in source
    assert "organization" not in source.split("<body")[1]
    assert 'id="a/5"' in source
    assert templates.digest() != load_templates(None).digest()
    assert templates.digest("docx/") == load_templates(None).digest("docx/")


def test_a_style_sheet_is_overridden_and_cannot_end_its_element(tmp_path: Path) -> None:
    templates = with_template(tmp_path, "html/screen.css", "p::after { content: '</style><b>'; }")
    source = render_html(sample_document(), templates, medium=Medium.SCREEN)
    assert r"content: '<\/style><b>'" in source
    assert source.count("</style>") == 2


def test_no_folder_means_the_defaults(tmp_path: Path) -> None:
    assert load_templates(tmp_path / "none") == load_templates(None)
    assert load_templates(None).digest() == load_templates(tmp_path).digest()


def test_links_out_of_the_folder_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("secret", encoding="utf-8")
    folder = tmp_path / "templates" / "html"
    folder.mkdir(parents=True)
    (folder / "screen.css").symlink_to(tmp_path / "secret.css")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert load_templates(tmp_path / "templates") == load_templates(None)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("<header>\n\n{% if %}</header>", 3, "Expected"),
        ("<header>\n{{ document.nothing }}</header>", 2, "nothing"),
        ("\n\n\n{{ unheard_of }}", 4, "unheard_of"),
        ("\n{{ 1 // 0 }}", 2, "zero"),
        ("\n{% include 'html/absent.html.j2' %}", 2, "html/absent.html.j2"),
        ("{% for x in document.sections %}\n{{ x.title.upper() }}\n{% endfor %}", 2, "title"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    templates = with_template(tmp_path, "html/masthead.html.j2", text)
    with pytest.raises(TemplateFault, match=said) as caught:
        render_html(sample_document(), templates, medium=Medium.SCREEN)
    assert (caught.value.file, caught.value.line) == ("templates/html/masthead.html.j2", line)


def test_an_error_inside_a_macro_names_the_macro_file(tmp_path: Path) -> None:
    text = "{% macro print(block) %}\n\n{{ block.colour }}\n{% endmacro %}\n"
    templates = with_template(tmp_path, "html/block.html.j2", text)
    with pytest.raises(TemplateFault, match="colour") as caught:
        render_html(sample_document(), templates, medium=Medium.SCREEN)
    assert (caught.value.file, caught.value.line) == ("templates/html/block.html.j2", 3)


def test_a_template_that_is_not_text_is_refused_at_its_line(tmp_path: Path) -> None:
    with_template(tmp_path, "html/masthead.html.j2", "")
    (tmp_path / "templates/html/masthead.html.j2").write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(TemplateFault, match="UTF-8") as caught:
        render_html(sample_document(), load_templates(tmp_path / "templates"), medium=Medium.PAGE)
    assert caught.value.line == 2


ATTACKS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ document.__class__ }}",
    "{{ document.__init__.__globals__ }}",
    "{{ ''|attr('__class__') }}",
    "{{ '{0.__class__}'.format(document) }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__ }}",
    "{% include '/etc/hostname' %}",
    "{% include '../../../../etc/hostname' %}",
    "{% set _ = words.update({'continued': 'x'}) %}",
    "{{ lipsum() }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_cannot_leave_the_sandbox(tmp_path: Path, attack: str) -> None:
    templates = with_template(tmp_path, "html/masthead.html.j2", attack)
    with pytest.raises(TemplateFault):
        render_html(sample_document(), templates, medium=Medium.SCREEN)


def test_a_missing_template_is_a_fault() -> None:
    with pytest.raises(TemplateFault, match="no such template"):
        Templates(files=()).data("docx/base.docx")
    with pytest.raises(TemplateFault, match="html/document"):
        Templates(files=()).render("html/document.html.j2", {})
