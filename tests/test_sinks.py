"""Sinks: output appears whole or not at all, below its target, under names that every system can hold."""

import errno
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blogconv.errors import TargetError
from blogconv.sinks import ClosedPipe, DryRun, open_target
from blogconv.sinks.names import LONGEST, Names, cut, portable


def save(target: Any, data: bytes = b"content", **options: Any) -> None:
    with open_target(target, many=False, **options) as sink:
        sink.stream().write(data)


def save_all(target: Any, files: dict[str, bytes], **options: Any) -> list[str]:
    """Write files into a folder; return the paths they got."""
    paths = []
    with open_target(target, many=True, **options) as sink:
        for name, data in files.items():
            folder, _, stem = name.rpartition("/")
            paths.append(sink.claim(folder, stem, ".md"))
            with sink.open(paths[-1]) as file:
                file.write(data)
    return paths


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


linux = pytest.mark.skipif(sys.platform != "linux", reason="its devices, limits and locks are those of Linux")


class Stop(BaseException):
    """As an interrupt does, this goes past ``except Exception``."""


# --- one file


def test_a_file_appears_when_the_run_has_succeeded_and_not_before(tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "out.xml"
    with open_target(target, many=False) as sink:
        sink.stream().write(b"content")
        assert not target.exists()
    assert tree(tmp_path) == {"new/folder/out.xml": b"content"}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, Stop])
def test_a_failed_run_leaves_neither_file_nor_litter_nor_folder(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), open_target(tmp_path / "new" / "folder" / "out.xml", many=False) as sink:
        sink.stream().write(b"content" * 100_000)
        raise error
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_refused_before_anything_is_read_and_survives(tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    target.write_bytes(b"old")
    with pytest.raises(TargetError, match=r"exists already.*--force"):
        open_target(target, many=False)
    with pytest.raises(Stop), open_target(target, many=False, force=True) as sink:
        sink.stream().write(b"new")
        raise Stop
    assert tree(tmp_path) == {"out.xml": b"old"}
    save(target, b"new", force=True)
    assert tree(tmp_path) == {"out.xml": b"new"}


def test_a_link_in_the_place_of_the_target_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"victim")
    (tmp_path / "out.xml").symlink_to("victim")
    save(tmp_path / "out.xml", b"new", force=True)
    assert tree(tmp_path) == {"out.xml": b"new", "victim": b"victim"}
    assert not (tmp_path / "out.xml").is_symlink()


def test_parts_are_numbered_only_if_there_are_several(tmp_path: Path) -> None:
    with open_target(tmp_path / "out.tar.xml", many=False) as sink:
        for part in (1, 2, 3):
            sink.stream(part).write(b"%d" % part)
    assert tree(tmp_path) == {"out.tar-001.xml": b"1", "out.tar-002.xml": b"2", "out.tar-003.xml": b"3"}


def test_an_existing_further_part_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "out-002.xml").write_bytes(b"old")
    with (
        pytest.raises(TargetError, match=r"out-002\.xml: exists"),
        open_target(tmp_path / "out.xml", many=False) as sink,
    ):
        sink.stream(1)
        sink.stream(2)
    assert tree(tmp_path) == {"out-002.xml": b"old"}


def test_a_writer_may_close_its_stream_and_ask_where_it_stands(tmp_path: Path) -> None:
    with open_target(tmp_path / "out.xml", many=False) as sink, sink.stream() as stream:
        stream.write(b"12345")
        assert stream.tell() == 5
    assert tree(tmp_path) == {"out.xml": b"12345"}


@linux
def test_the_draft_of_a_killed_run_is_used_up_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    kill_while_writing(target, many=False)
    (draft,) = tmp_path.iterdir()
    assert draft.name.startswith(".blogconv-")
    save(target, b"new")
    assert tree(tmp_path) == {"out.xml": b"new"}


@linux
def test_a_planted_draft_is_neither_followed_nor_emptied(tmp_path: Path) -> None:
    target, victim = tmp_path / "out.xml", tmp_path / "victim"
    victim.write_bytes(b"victim")
    with open_target(target, many=False):
        (draft,) = tmp_path.glob(".blogconv-*")
    for plant in (draft.symlink_to, draft.hardlink_to):
        plant(victim)
        save(target, b"new", force=True)
        assert victim.read_bytes() == b"victim"
        draft.unlink()
    assert tree(tmp_path) == {"out.xml": b"new", "victim": b"victim"}


def test_two_runs_to_one_file_each_write_it_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    with open_target(target, many=False) as one, open_target(target, many=False) as other:
        one.stream().write(b"1" * 500_000)
        other.stream().write(b"2" * 500_000)
    assert tree(tmp_path) == {"out.xml": b"1" * 500_000}


@pytest.mark.parametrize("given", ["out.xml", "./out.xml", "*.xml", "."])
def test_a_target_that_is_an_input_is_refused(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out.xml").write_bytes(b"input")
    with pytest.raises(TargetError, match="input"):
        open_target(tmp_path / "out.xml", many=False, force=True, inputs=["other", "a\0b", given])
    assert tree(tmp_path) == {"out.xml": b"input"}


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="is a folder; this format writes one file"):
        open_target(tmp_path, many=False, force=True)
    with pytest.raises(TargetError, match="name of a folder"):
        open_target(f"{tmp_path}/new/", many=False)
    (tmp_path / "file").touch()
    with pytest.raises(TargetError, match="is no folder; this format writes many"):
        open_target(tmp_path / "file", many=True, force=True)
    with pytest.raises(TargetError, match="not a directory"):
        open_target(tmp_path / "file" / "out.xml", many=False)


@linux
def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    code = """if True:
        import sys
        from blogconv.sinks import open_target
        with open_target(sys.argv[1], many=sys.argv[2] == "many") as sink:
            for n in range(3):
                file = sink.open(sink.claim("", str(n), ".md")) if sys.argv[2] == "many" else sink.stream()
                file.write(b"x" * 3_000_000)
    """
    for many in ("many", "one"):
        done = run(code, str(tmp_path / "out"), many, preexec_fn=lambda: limit_files(1 << 20))
        assert re.fullmatch(r"blogconv.errors.TargetError: .*: cannot be written: file too large\n", last_line(done))
        assert "ignored" not in done.stderr
        assert list(tmp_path.iterdir()) == []


# --- streams and devices


def test_a_stream_gets_everything_at_the_end_and_stays_open() -> None:
    stream = io.BytesIO()
    with open_target(stream, many=False) as sink:
        sink.stream().write(b"content" * 2_000_000)
        assert stream.getvalue() == b""
    assert stream.getvalue() == b"content" * 2_000_000


def test_a_failed_run_leaves_a_stream_untouched() -> None:
    stream = io.BytesIO()
    with pytest.raises(Stop), open_target(stream, many=False) as sink:
        sink.stream().write(b"content")
        raise Stop
    assert stream.getvalue() == b""


def test_a_raw_stream_that_takes_little_gets_all(tmp_path: Path) -> None:
    class Slow(io.RawIOBase):
        taken = b""

        def write(self, data: Any, /) -> int:
            self.taken += bytes(data[:1000])
            return min(len(data), 1000)

    slow = Slow()
    save(slow, b"content" * 1000)
    assert slow.taken == b"content" * 1000


def test_a_stream_takes_one_part_of_one_file() -> None:
    with pytest.raises(TargetError, match="one part only"), open_target(io.BytesIO(), many=False) as sink:
        sink.stream(2)
    with pytest.raises(TargetError, match="name a folder"):
        open_target(io.BytesIO(), many=True)


@pytest.mark.parametrize(
    ("number", "kind", "told"),
    [
        (errno.ENOSPC, TargetError, "no space left"),
        (errno.EPIPE, ClosedPipe, "nobody reads"),
        (errno.EIO, TargetError, "input/output error"),
    ],
)
@pytest.mark.parametrize("at", ["write", "flush"])
def test_a_stream_that_fails_is_one_line(number: int, kind: type[TargetError], told: str, at: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    failing = type("Failing", (io.BytesIO,), {at: fail})()
    with pytest.raises(kind, match=told):
        save(failing)


def test_text_streams_and_closed_ones_are_refused() -> None:
    with pytest.raises(TargetError, match="binary mode"):
        save(io.StringIO())
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(TargetError, match="is closed"):
        save(closed)


@linux
def test_a_full_device_is_one_line() -> None:
    with pytest.raises(TargetError, match="no space left on device"):
        save("/dev/full")


@linux
def test_a_fifo_is_written_and_stays_a_fifo(tmp_path: Path) -> None:
    fifo, read = tmp_path / "fifo", []
    os.mkfifo(fifo)
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes()))
    reader.start()
    save(fifo)
    reader.join()
    assert read == [b"content"]
    assert fifo.is_fifo()


@linux
def test_dev_stdout_goes_where_standard_output_goes(tmp_path: Path) -> None:
    code = """if True:
        import os
        from blogconv.sinks import open_target
        os.write(1, b"before ")
        for name in ("/dev/stdout", "/dev/fd/1", "-"):
            with open_target(name, many=False) as sink:
                sink.stream().write(b"content ")
    """
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert tree(tmp_path) == {"out": b"before content content content "}


def test_a_dry_run_writes_nothing_and_counts(tmp_path: Path) -> None:
    with open_target(tmp_path / "new" / "site", many=True, dry_run=True) as sink:
        for _ in range(2):
            path = sink.claim("posts", "Hello", ".md")
            with sink.open(path) as file:
                file.write(b"12345")
    assert isinstance(sink, DryRun)
    assert (path, sink.files, sink.bytes) == ("posts/Hello-2.md", 2, 10)
    with open_target(io.BytesIO(), many=True, dry_run=True) as sink:
        sink.stream().write(b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_tells_of_an_existing_file_as_a_run_would(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(TargetError, match="exists"):
        open_target(tmp_path / "out", many=False, dry_run=True)


# --- folders


def test_a_folder_s_files_appear_when_the_run_has_succeeded_and_not_before(tmp_path: Path) -> None:
    site = tmp_path / "new" / "site"
    with open_target(site, many=True) as sink:
        with sink.open(sink.claim("posts/2008", "hello", ".md")) as file:
            file.write(b"content")
        assert [p.name for p in site.iterdir()] == [".blogconv"]
    assert tree(tmp_path) == {"new/site/posts/2008/hello.md": b"content"}
    assert not (site / ".blogconv").exists()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, Stop])
def test_a_failed_run_leaves_a_folder_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "mine.md").write_bytes(b"mine")
    for target in (tmp_path / "old", tmp_path / "new" / "site"):
        with pytest.raises(error), open_target(target, many=True) as sink:
            with sink.open(sink.claim("posts", "hello", ".md")) as file:
                file.write(b"content")
            sink.open(sink.claim("posts", "left-open", ".md")).__enter__().write(b"x")
            raise error
    assert tree(tmp_path) == {"old/mine.md": b"mine"}
    assert [p.name for p in tmp_path.iterdir()] == ["old"]


def test_files_that_are_there_and_the_same_are_left_alone(tmp_path: Path) -> None:
    files = {"posts/a": b"a" * 100_000, "posts/b": b"b", "c": b"c"}
    save_all(tmp_path, files)
    os.utime(tmp_path / "posts" / "a.md", (1, 1))
    save_all(tmp_path, files | {"posts/d": b"d"})
    assert (tmp_path / "posts" / "a.md").stat().st_mtime == 1
    assert list(tree(tmp_path)) == ["c.md", "posts/a.md", "posts/b.md", "posts/d.md"]


def test_files_that_are_there_and_differ_are_named_and_nothing_is_moved(tmp_path: Path) -> None:
    before = {f"p/{n}.md": b"old" for n in range(5)}
    save_all(tmp_path, {f"p/{n}": b"old" for n in range(5)})
    with pytest.raises(TargetError, match=r"holds p/0\.md, p/1\.md, p/2\.md and 2 more already.*--force"):
        save_all(tmp_path, {"p/new": b"new"} | {f"p/{n}": b"new" for n in range(5)})
    assert tree(tmp_path) == before
    save_all(tmp_path, {f"p/{n}": b"new" for n in range(5)}, force=True)
    assert set(tree(tmp_path).values()) == {b"new"}


def test_a_link_in_a_file_s_place_is_replaced_and_what_it_leads_to_untouched(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"victim")
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.md").symlink_to("../victim")
    (site / "b.md").symlink_to("../not-there")
    save_all(site, {"a": b"a", "b": b"b"})
    assert tree(tmp_path) == {"site/a.md": b"a", "site/b.md": b"b", "victim": b"victim"}


@pytest.mark.parametrize("link", ["posts", "posts/2008", ".blogconv"])
def test_a_link_in_a_folder_s_place_is_refused(link: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "site" / link).parent.mkdir(parents=True)
    (tmp_path / "site" / link).symlink_to(outside)
    with pytest.raises(TargetError, match="link"):
        save_all(tmp_path / "site", {"posts/2008/a": b"a", "b": b"b"}, force=True)
    assert tree(tmp_path) == {}


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    save_all(tmp_path / "site", {"a": b"a"})
    assert tree(tmp_path / "real") == {"a.md": b"a"}


@pytest.mark.parametrize(
    "path", ["../a.md", "/etc/a.md", "posts/../../a.md", "not-claimed.md", "", ".", "a.md/../../b"]
)
def test_a_path_that_was_not_given_out_is_not_opened(path: str, tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="claim it first"), open_target(tmp_path / "site", many=True) as sink:
        sink.claim("", "a", ".md")
        sink.open(path)
    assert tree(tmp_path) == {}


@linux
def test_what_a_killed_run_left_is_swept_by_the_next(tmp_path: Path) -> None:
    kill_while_writing(tmp_path, many=True)
    assert [p.name for p in tmp_path.iterdir()] == [".blogconv"]
    save_all(tmp_path, {"a": b"a"})
    assert [p.name for p in tmp_path.rglob("*")] == ["a.md"]


def test_two_runs_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    with open_target(tmp_path, many=True) as one:
        with one.open(one.claim("p", "a", ".md")) as file:
            file.write(b"same")
        save_all(tmp_path, {"p/a": b"same", "p/b": b"other"})
        with one.open(one.claim("p", "c", ".md")) as file:
            file.write(b"one")
    assert tree(tmp_path) == {"p/a.md": b"same", "p/b.md": b"other", "p/c.md": b"one"}
    assert not (tmp_path / ".blogconv").exists()


def test_many_runs_at_once_into_one_folder_all_succeed(tmp_path: Path) -> None:
    files = {f"p/{n}": b"%d" % n for n in range(20)}
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(5):
                save_all(tmp_path / "site", files)
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert tree(tmp_path) == {f"site/p/{n}.md": b"%d" % n for n in sorted(range(20), key=str)}


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="file name too long"):
        open_target(tmp_path / ("x" * 300), many=True)
    with pytest.raises(TargetError, match="file name too long"):
        open_target(tmp_path / "new" / ("x" * 300) / "a.xml", many=False)
    assert list(tmp_path.iterdir()) == []


# --- names

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.I)
HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet="./\\%2eEfF:- ~con\u0301\u200b\u202eßẞſﬁ٠\ud800"),
    st.sampled_from(["..", "%2e%2e/%2e%2e", "CON", "nul.txt", "COM¹", ".git", "-rf", "~root", "a" * 300, "日" * 90]),
)


def assert_portable(part: str) -> None:
    assert 0 < len(part.encode()) <= LONGEST
    assert part == unicodedata.normalize("NFC", part)
    assert part[0] not in "-.~ "
    assert part[-1] not in ". "
    assert not FORBIDDEN.search(part)
    assert not DEVICES.fullmatch(part.split(".")[0].strip())


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(HOSTILE, HOSTILE, st.sampled_from([".md", "", ".html", ".j/pg", "..", ".%2e"])), max_size=12))
@example([("a", "b", ""), ("a/b", "c", ".md"), ("A", "B", ".md"), ("a", "b.md", "")])
@example([("", "x" * 300, ".md"), ("", "x" * 300 + "y", ".md"), ("", "ﬁ", ".md"), ("", "FI", ".md")])
def test_any_text_becomes_a_portable_name_of_its_own_below_the_root(claims: list[tuple[str, str, str]]) -> None:
    names, files, folders = Names(), set(), set()
    for folder, stem, suffix in claims:
        path = names.claim(folder, stem, suffix)
        for part in path.split("/"):
            assert_portable(part)
        assert names.claimed(path)
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
        assert key not in files
        files.add(key)
        folders |= {key.rsplit("/", n)[0] for n in range(1, key.count("/") + 1)}
    assert not files & folders


@given(HOSTILE)
def test_a_portable_name_stays_as_it_is(text: str) -> None:
    name = portable(text)
    if "%" not in name:
        assert portable(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hello-world", "hello-world"),
        ("Hello World", "Hello World"),
        ("%e6%97%a5%e6%9c%ac", "日本"),
        ("100% sure", "100% sure"),
        ("caf%E9", "caf%E9"),
        ("%252e%252e", "%2e%2e"),
        ("../../etc/passwd", "etc-passwd"),
        ("%2e%2e%2fetc%2fpasswd", "etc-passwd"),
        ("..\\..\\windows", "windows"),
        ("\\\\server\\share", "server-share"),
        ("C:\\x", "C-x"),
        ("$(touch x)`y`", "$(touch x)`y`"),
        ("a\r\nb\tc", "a  b c"),
        (" \u3000\u00a0", ""),
        ("\u202egnp.exe", "gnp.exe"),
        ("e\u200d\u0301", "é"),
        ("aux", "aux_"),
        ("Com1.tar.gz", "Com1_.tar.gz"),
        ("com¹", "com¹_"),
        ("console", "console"),
        ("...", ""),
        ("what?", "what"),
    ],
)
def test_names_keep_what_can_be_kept(text: str, name: str) -> None:
    assert portable(text) == name


def test_a_name_is_cut_between_characters_and_not_before_their_marks() -> None:
    assert cut("日本", 5) == "日"
    assert cut("ab\u0323\u0301", 3) == "a"
    assert cut("\u0301" * 5, 5) == "\u0301" * 2


def test_taken_names_are_numbered_and_a_folder_keeps_its_first_spelling() -> None:
    names = Names()
    given_out = [names.claim(*c) for c in [("Posts", "A", ".md"), ("posts", "a", ".md"), ("POSTS", "a-2", ".md")]]
    assert given_out == ["Posts/A.md", "Posts/a-2.md", "Posts/a-2-2.md"]
    assert names.claim("", "", ".md") == "untitled.md"
    assert names.claim("/../a//b/.", "x", ".md") == "a/b/x.md"
    assert names.claim("a/b/x.md", "y", ".md") == "a/b/x.md-2/y.md"


@pytest.mark.parametrize("slug", [lambda n: "same", lambda n: "x" * 190 + f"{n // 2:06}", lambda n: f"same-{n % 1000}"])
def test_equal_slugs_take_no_more_steps_than_there_are(slug: Callable[[int], str]) -> None:
    names, asked = Names(), 0
    take = names._take

    def counted(folder: str, name: str) -> str | None:
        nonlocal asked
        asked += 1
        return take(folder, name)

    names._take = counted  # type: ignore[method-assign]
    paths = {names.claim("", slug(n), ".md") for n in range(4000)}
    assert len(paths) == 4000
    assert asked <= 4 * 4000


# --- in a process of their own


def run(code: str, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, **options)


def last_line(done: "subprocess.CompletedProcess[str]") -> str:
    return done.stderr.splitlines(keepends=True)[-1]


def limit_files(size: int) -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def kill_while_writing(target: Path, *, many: bool) -> None:
    code = f"""if True:
        import os, sys
        from blogconv.sinks import open_target
        with open_target(sys.argv[1], many={many}) as sink:
            file = sink.open(sink.claim("p", "a", ".md")) if {many} else sink.stream()
            file.write(b"x" * 1_000_000)
            os.kill(os.getpid(), 9)
    """
    assert run(code, str(target)).returncode == -9


def test_a_missing_temporary_folder_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    stream = io.BytesIO()
    save(stream, b"x" * (9 << 20))
    assert len(stream.getvalue()) == 9 << 20
