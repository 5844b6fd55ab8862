"""The command line as a process: exit statuses, one-line errors, signals, pipes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

LINES = (
    b'{"kind":"site","schema":"blogconv/1","title":"B"}\n'
    b'{"kind":"post","id":"1","title":"A","comments":[{"id":"2","author":{"email":"a@example.org"},"content":"x"}]}\n'
)


def run(*words: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "blogconv", *words], input=stdin, capture_output=True, cwd=cwd, check=False
    )


def test_a_pipe_gives_data_on_stdout_and_counts_on_stderr() -> None:
    done = run("convert", "-", "-t", "jsonl", stdin=LINES)
    assert (done.returncode, done.stdout) == (0, LINES)
    assert done.stderr == b"1 posts, 1 comments read; 1 and 1 written\n"


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["convrt"], 2, "unknown command 'convrt'; did you mean 'convert'?"),
        ([], 2, "missing command (see: blogconv --help)"),
        (["convert", "x"], 2, "missing option '-t' / '--to'"),
        (["convert", "x", "-t", "jsno"], 2, "unknown output format 'jsno'; did you mean 'json"),
        (["convert", "x", "-f", "wxrr", "-t", "json"], 2, "unknown input format 'wxrr'; did you mean 'wxr'?"),
        (["convert", "x", "-t", "json", "-w", "indentt=1"], 2, "no option 'indentt'; did you mean 'indent'?"),
        (["convert", "x", "-t", "json", "-x", "mention"], 2, "unknown transform 'mention'; did you mean 'mentions'?"),
        (["convert", "x", "-t", "json", "--select", "statu=x"], 2, "did you mean 'status'?"),
        (["convert", "x", "-t", "json", "--max-size", "much"], 2, "is no size"),
        (["convert", "x", "-t", "markdown"], 2, "writes many files; name a folder with -o"),
        (["convert", "x", "-t", "json", "--max-size", "9" * 5000], 2, "is no size"),
        (["convert", "x", "-t", "json", "-o", ""], 1, "'': is not a path"),
        (["convert", "", "-t", "json"], 1, "'': is not a path"),
        (["convert", "x", "-t", "json", "-x", "no-mentions:a=1"], 2, "'no-mentions' takes no options"),
        (["convert", "x", "-t", "json", "--since", "2010-13"], 2, "wants YYYY-MM-DD"),
        (["convert", "x", "-t", "json"], 1, "x: no such file"),
        (["formats", "jsno"], 2, "did you mean 'json"),
        (["convert", "x", "-t", "json", "--report", "r.html"], 2, "name a file that ends in .json, not 'r.html'"),
    ],
)
def test_trouble_is_one_line_and_an_exit_status(words: list[str], status: int, says: str, tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == status
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("blogconv: ") and says in line
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["convert", "-t", "json"], ["inspect"], ["validate"]])
@pytest.mark.parametrize(
    ("limit", "says"),
    [
        ("--max-size=20", "larger than 20 bytes"),
        ("--max-field=20", "more than 20 bytes"),
        ("--max-depth=1", "than 1 lev"),
    ],
)
def test_every_limit_can_be_set_for_every_command(command: list[str], limit: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"posts":[{"id":"1","content":"longer than it may be","extra":{"a":[]}}]}')
    done = run(*command, "a.json", limit, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert says in done.stderr.decode()


def test_broken_input_names_file_and_line_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES + b'{"kind":"post",\n')
    done = run("convert", "a.jsonl", "-t", "json", "-o", "out.json", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(b"blogconv: a.jsonl:3: ")
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_hostile_file_name_cannot_reach_the_terminal(tmp_path: Path) -> None:
    name = "a\n\x1b[31mERROR b.jsonl"
    (tmp_path / name).write_bytes(b"{")
    done = run("convert", name, "-t", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr and done.stderr.count(b"\n") == 1


def test_fail_on_is_judged_after_writing(tmp_path: Path) -> None:
    lossy = ["convert", "-", "-t", "disqus", "-w", "base-url=https://blog.example/", "-w", "default-date=2010-11-16"]
    assert run(*lossy, "-o", "a.xml", stdin=LINES, cwd=tmp_path).returncode == 0
    done = run(*lossy, "-o", "b.xml", "--fail-on", "loss", "-x", "no-mentions", stdin=LOSSY, cwd=tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "b.xml").exists()


LOSSY = LINES.replace(b'"title":"A"', b'"title":"A","password":"secret"')


def test_the_report_file_holds_everything(tmp_path: Path) -> None:
    words = ["convert", "-", "-t", "json", "-o", "a.json", "--no-comments", "--report", "r.json"]
    assert run(*words, stdin=LINES, cwd=tmp_path).returncode == 0
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["read"] == {"posts": 1, "comments": 1}
    assert report["skipped"]["comments-left-out"] == {"posts": 0, "comments": 1}
    assert report["diagnostics"][0]["code"] == "comments-left-out"


@pytest.mark.parametrize("command", [["convert", "-t", "json", "-o", "out.json"], ["inspect"]])
def test_where_every_input_fails_each_is_named(command: list[str], tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(b'{"kind":\n')
    done = run(*command, "a.jsonl", "b.jsonl", "none", "--report", "r.json", cwd=tmp_path)
    named = [line.split(":")[1].strip() for line in done.stderr.decode().splitlines()]
    assert (done.returncode, named) == (1, ["a.jsonl", "b.jsonl", "none"])
    assert len(json.loads((tmp_path / "r.json").read_bytes())["failed"]) == 3
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("report", ["a.jsonl", "./a.jsonl", "out.json", "folder/b.jsonl"])
def test_the_report_replaces_neither_input_nor_output(report: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("a.jsonl", "folder/b.jsonl"):
        (tmp_path / name).write_bytes(LINES)
    done = run("convert", "a.jsonl", "folder", "-t", "json", "-o", "out.json", "--report", report, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"blogconv: {Path(report)}: ")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "folder/b.jsonl").read_bytes() == LINES
    assert not (tmp_path / "out.json").exists()


def test_the_report_gets_the_folder_it_needs(tmp_path: Path) -> None:
    for _ in range(2):
        done = run("inspect", "-", "--report", "told/of/it.json", stdin=LINES, cwd=tmp_path)
        assert done.returncode == 0
    assert json.loads((tmp_path / "told/of/it.json").read_bytes())["read"]["posts"] == 1


def test_inspect_prints_a_table_or_json() -> None:
    table = run("inspect", "-", stdin=LINES).stdout.decode()
    assert "title               B" in table and "comments            1" in table
    facts = json.loads(run("inspect", "-", "--json", stdin=LINES).stdout)
    assert (facts["posts"], facts["comments"], facts["first_posts"][0]["title"]) == (1, 1, "A")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_no_partial_file(number: signal.Signals, status: int, tmp_path: Path) -> None:
    """The process holds an unfinished output when the signal comes: its standard input stays open."""
    words = ["convert", "-", "-f", "jsonl", "-t", "jsonl", "-o", "out.jsonl"]
    process = subprocess.Popen(
        [sys.executable, "-m", "blogconv", *words], stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdin
    # More than any buffer on the way: when it has all been taken, posts are being written.
    post = b'{"kind":"post","id":"%d","content":"' + b"x" * 1000 + b'"}\n'
    process.stdin.write(LINES + b"".join(post % n for n in range(10, 5000)))
    process.stdin.flush()
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == status
    assert b"Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away_ends_the_run_quietly() -> None:
    many = LINES + b"".join(b'{"kind":"post","id":"%d","content":"%s"}\n' % (n, b"x" * 1000) for n in range(10, 2000))
    process = subprocess.Popen(
        [sys.executable, "-m", "blogconv", "convert", "-", "-t", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stdin and process.stderr
    process.stdout.close()
    process.stdin.write(many)
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=20) != 0
    process.stderr.close()
