"""`plandoc preview`: begins, ends, and says what it cannot do."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.previews import FILES, PART, served, token_of
from tests.workspaces import PROGRAM, call, make_workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path, FILES)


def test_page_is_served_and_ends_in_silence_with_streams_open(root: Path) -> None:
    with served(root) as server, httpx.Client(base_url=server.url) as client:
        page = client.get("/").text
        assert token_of(page)
        assert "<title>决定</title>" in page
        with client.stream("GET", "/events") as events:
            lines = events.iter_lines()
            assert next(lines) == "event: standing"
            server.process.send_signal(signal.SIGINT)
            # The server ends the stream.
            assert [line for line in lines if line.startswith("event:")] == []
        assert server.process.wait(timeout=10) == 0


def test_tokens_of_two_runs_differ(root: Path) -> None:
    tokens = set()
    for _ in range(2):
        with served(root) as server:
            tokens.add(token_of(httpx.get(server.url).text))
    assert len(tokens) == 2


def test_other_names_are_refused_over_the_wire(root: Path) -> None:
    with served(root) as server:
        port = server.url.rpartition(":")[2]
        assert httpx.get(server.url, headers={"Host": f"evil.example:{port}"}).status_code == 421
        for path in ("/../plandoc.toml", "/assets/..%2f..%2fplandoc.toml", "//etc/passwd"):
            with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as raw:
                raw.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
                assert b" 404 " in raw.makefile("rb").readline()


def test_port_that_is_taken_is_said(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = call(root, "preview", "--port", str(taken.getsockname()[1]))
    assert refused.code == 2
    assert "cannot be served" in refused.err


def test_usual_port_that_is_taken_is_replaced(root: Path) -> None:
    script = "from plandoc.cli import preview; preview.PORT = {port}; from plandoc.cli.app import app; app()"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", script.format(port=port), "-C", str(root), "preview", "--lang", "zh"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        line = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/#l=zh\n", line)
    assert found
    assert found[1] != str(port)
    assert errors.startswith(f"Port {port} is taken; the preview is on port {found[1]}.\n")
    assert "Traceback" not in errors


def test_other_hosts_are_warned_of(root: Path) -> None:
    command = [str(PROGRAM), "-C", str(root), "preview", "--host", "0.0.0.0", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=20)
    assert "warning: Whoever can reach 0.0.0.0 can read this text" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("preview", "decisoin"), "Did you mean 'decision'?"),
        (("preview", "--lang", "xx", "-o", "x.html"), "There is no language 'xx'."),
        (("preview", "--host", "no.such.host.invalid"), "cannot be served"),
    ],
)
def test_what_there_is_not_is_named(root: Path, arguments: tuple[str, ...], said: str) -> None:
    refused = call(root, *arguments)
    assert refused.code == 2
    assert said in refused.err
    assert not (root / "x.html").exists()


def test_one_file_is_written_whole(root: Path) -> None:
    done = call(root, "preview", "-o", "page.html")
    assert done.code == 0, done.err
    first = (root / "page.html").read_bytes()
    assert call(root, "preview", "decision", "-o", "page.html").code == 0
    assert (root / "page.html").read_bytes() == first
    text = first.decode()
    assert '"token":null' in text
    assert not re.search(r"""(?:src|href)=["']?(?:https?:|/)""", text)


def test_file_that_cannot_be_written_is_told(root: Path) -> None:
    (root / "folder.html").mkdir()
    for target in ("nowhere/page.html", "folder.html"):
        done = call(root, "preview", "-o", target)
        assert done.code == 1
        assert "cannot be written" in done.err
    assert not list(root.glob(".*part"))


def test_error_in_the_sources_leaves_the_file_that_is_there(root: Path) -> None:
    call(root, "preview", "-o", "page.html")
    before = (root / "page.html").read_bytes()
    (root / PART).write_text(FILES[PART] + "\n3. *Again* the same number.\n", encoding="utf-8")
    done = call(root, "preview", "-o", "page.html")
    assert done.code == 1
    assert "PD020" in done.err
    assert "Nothing was written." in done.err
    assert (root / "page.html").read_bytes() == before
    # Served, it shows the files as they are, and the error.
    with served(root) as server:
        assert "PD020" in httpx.get(server.url).text


def test_workspace_without_a_document_is_refused(root: Path) -> None:
    (root / "plandoc.toml").write_text('[workspace]\nsources = "sources"\n', encoding="utf-8")
    refused = call(root, "preview")
    assert refused.code == 2
    assert "no document" in refused.err


def test_first_page_needs_no_layout_engine(root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from plandoc.cli.app import app\n"
        "from plandoc.build.created import UNDATED; from plandoc.workbench.preview import Preview\n"
        "import plandoc.workbench.running, plandoc.workbench.watching\n"
        "shown = Preview(Path.cwd(), UNDATED); shown.page(shown.first_document())\n"
        "print([name for name in ('weasyprint', 'matplotlib', 'docx', 'lxml', 'fontTools') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
