"""Sources: whatever is given, bounded bytes come out, or one clear line."""

import bz2
import gzip
import io
import lzma
import os
import socket
import struct
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import blogconv
from blogconv.diagnostics import Report
from blogconv.errors import LimitError, SourceError
from blogconv.plugin import Limits
from blogconv.sources import HEAD, Input, find
from blogconv.sources.archives import natural

CONTENT = b"<rss>" + bytes(range(256)) * 1000


linux = pytest.mark.skipif(sys.platform != "linux", reason="its devices and file names are those of Linux")


def contents(source: Any, limits: Limits | None = None, report: Report | None = None) -> dict[str, bytes]:
    """Read every input to its end."""
    found = {}
    for one in find(source, limits, report=report):
        with one.open() as stream:
            found[one.name] = stream.read()
    return found


def only(source: Any, limits: Limits | None = None, report: Report | None = None) -> Input:
    (one,) = find(source, limits, report=report)
    return one


def refusal(source: Any, limits: Limits | None = None) -> str:
    """Read a single input that fails, and give its one line."""
    one = only(source, limits)
    with pytest.raises(SourceError) as error, one.open() as stream:
        while stream.read(1 << 16):
            pass
    assert "\n" not in str(error.value)
    return str(error.value)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(data: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        member = tarfile.TarInfo("a.xml")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


class Pipe(io.RawIOBase):
    """A stream that cannot be sought in and gives little at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._data.read(min(len(buffer), 1000))
        buffer[: len(data)] = data
        return len(data)


# --- one input


def test_a_path_gives_its_content_its_size_and_its_name(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(CONTENT)
    one = only(path)
    assert (one.name, one.path, one.size) == (str(path), path, len(CONTENT))
    assert one.head == CONTENT[:HEAD]
    with one.open() as stream:
        assert stream.read() == CONTENT
        assert one.consumed == stream.consumed == len(CONTENT)


def test_a_path_can_be_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(CONTENT)
    one = only(path)
    for _ in range(2):
        with one.open() as stream:
            assert stream.read() == CONTENT


@pytest.mark.parametrize("make", [io.BytesIO, Pipe])
def test_looking_at_the_head_of_a_stream_does_not_consume_it(make: Callable[[bytes], Any]) -> None:
    one = only(make(CONTENT))
    assert one.head == CONTENT[:HEAD]
    with one.open() as stream:
        assert stream.read() == CONTENT


def test_a_stream_of_the_caller_stays_open_and_is_read_from_where_it_stands() -> None:
    stream = io.BytesIO(b"beforeafter")
    stream.seek(6)
    assert contents(stream) == {"<stream>": b"after"}
    assert not stream.closed


def test_a_stream_cannot_be_opened_twice() -> None:
    one = only(Pipe(CONTENT))
    one.open().close()
    with pytest.raises(SourceError, match="only once"):
        one.open()


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(CONTENT))))
    assert contents("-") == {"<stdin>": CONTENT}


@pytest.mark.parametrize("name", ["<stdin>", "<stream>"])
def test_a_stream_that_is_given_twice_is_read_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(CONTENT)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    first, second = find(["-", "-"] if name == "<stdin>" else [stream, stream])
    with first.open() as opened:
        assert opened.read() == CONTENT
    with pytest.raises(SourceError, match=f"{name}: is given twice"):
        second.open()


def test_closed_standard_input_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refusal("-") == "<stdin>: standard input is closed"


def test_a_text_stream_is_refused_with_a_remedy() -> None:
    assert "binary mode" in refusal(io.StringIO("text"))


def test_several_sources_keep_their_order() -> None:
    assert [one.head for one in find([b"1", [io.BytesIO(b"2"), [b"3"]], b"4"])] == [b"1", b"2", b"3", b"4"]


@linux
def test_a_fifo_is_read_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(CONTENT,))
    writer.start()
    assert contents(path) == {str(path): CONTENT}
    writer.join()


@linux
def test_a_name_that_is_not_utf8_is_read_and_told_without_raw_bytes(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.xml")
    path.touch()
    one = only(str(path))
    with pytest.raises(SourceError, match="is empty") as error:
        one.open()
    str(error.value).encode()


# --- what cannot be read


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"", "is empty"),
        (b"\0" * 5000, "nothing but NUL"),
        pytest.param("/dev/zero", "nothing but NUL", marks=linux),
        pytest.param("/dev/null", "is empty", marks=linux),
        ("does-not-exist.xml", "no such file"),
        ("no-such-*.xml", "no file has a name like this"),
        ("", "is not a path"),
        ("a\0b", "is not a path"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/x", "only http and https"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (gzip.compress(CONTENT)[:-20], "cut short"),
        (gzip.compress(CONTENT)[:-8] + b"\xff" * 8, "is damaged"),
        (bz2.compress(CONTENT)[:-9], "cut short"),
        (lzma.compress(CONTENT)[:-9], "cut short"),
        (b"7z\xbc\xaf\x27\x1c" + CONTENT, "7-Zip archive; unpack it first"),
        (b"\x28\xb5\x2f\xfd" + CONTENT, "Zstandard data; unpack it first"),
        (zipped({"a.xml": CONTENT})[:-30], "the zip archive has no end"),
        (zipped({}), "this archive holds no file"),
        (gzip.compress(tarred(b"content")), "is a tar archive; unpack it"),
    ],
)
def test_what_cannot_be_read_is_one_line(source: Any, told: str) -> None:
    assert told in refusal(source)


@linux
def test_a_file_that_shrinks_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(CONTENT)
    with only(path).open() as stream:
        stream.read(100)
        os.truncate(path, 50_000)
        with pytest.raises(SourceError, match="became shorter"):
            stream.read()


@linux
def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s")
        assert "is a socket" in refusal("s")


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    found = list(find(["missing.xml", b"content"]))
    with pytest.raises(SourceError):
        found[0].open()
    assert found[1].head == b"content"


# --- compression


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_content_is_known_by_its_bytes(compress: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "no-suffix"
    path.write_bytes(compress(CONTENT) + compress(b"more"))
    one = only(path)
    assert one.size == path.stat().st_size
    assert one.head == CONTENT[:HEAD]
    with one.open() as stream:
        assert stream.read() == CONTENT + b"more"
        assert stream.consumed == one.size


def test_plain_content_called_gz_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "export.xml.gz"
    path.write_bytes(CONTENT)
    assert contents(path) == {str(path): CONTENT}


def test_zeros_after_compressed_data_are_padding_and_other_bytes_are_told() -> None:
    for tail, told in ((b"\0" * 100_000, []), (b"\0\0junk", ["input-junk"])):
        report = Report()
        assert contents(gzip.compress(CONTENT) + tail, report=report) == {"<bytes>": CONTENT}
        assert [code for _, code in report.counts] == told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=400), min_size=1, max_size=5), st.integers(1, 500))
def test_any_gzip_members_are_read_whole_in_pieces_of_any_size(members: list[bytes], size: int) -> None:
    members.append(b"end")
    stream = only(Pipe(b"".join(map(gzip.compress, members)))).open()
    read = []
    while piece := stream.read1(size):
        read.append(piece)
    assert b"".join(read) == b"".join(members)


def test_content_that_expands_too_much_is_refused_by_name_of_the_limit() -> None:
    bomb = gzip.compress(b"<rss>" + b" " * (40 << 20))
    with pytest.raises(LimitError, match="--max-expansion"), only(bomb).open() as stream:
        while stream.read(1 << 16):
            pass
    with only(bomb, Limits(max_expansion=2000)).open() as stream:
        assert sum(map(len, iter(lambda: stream.read(1 << 16), b""))) == (40 << 20) + 5


@pytest.mark.parametrize("source", [CONTENT, gzip.compress(CONTENT), zipped({"a": CONTENT})])
def test_content_beyond_the_size_is_refused_by_name_of_the_limit(source: bytes) -> None:
    assert "--max-size" in refusal(source, Limits(max_size=100_000))
    assert contents(source, Limits(max_size=len(CONTENT)))


# --- archives


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("make", [bytes, io.BytesIO, Pipe])
def test_the_files_of_an_archive_are_inputs(make: Callable[[bytes], Any], method: int) -> None:
    archive = zipped(
        {"part-10.xml": b"10", "part-2.xml": CONTENT, "dir/": b"", "dir/a.xml.gz": gzip.compress(b"a", mtime=0)}, method
    )
    found = contents(make(archive))
    assert [name.partition("!/")[2] for name in found] == ["dir/a.xml.gz", "part-2.xml", "part-10.xml"]
    assert list(found.values()) == [b"a", CONTENT, b"10"]


def test_members_of_one_archive_can_be_read_side_by_side() -> None:
    streams = [one.open() for one in find(io.BytesIO(zipped({"a": CONTENT, "b": CONTENT[::-1]})))]
    read = [b"", b""]
    for _ in range(len(CONTENT) // 1000 + 1):
        read = [done + stream.read(1000) for done, stream in zip(read, streams, strict=True)]
    assert read == [CONTENT, CONTENT[::-1]]


def test_an_archive_is_read_from_its_path_without_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({"2008/a.xml": CONTENT}))
    one = only(path)
    assert (one.name, one.path) == (f"{path}!/2008/a.xml", path)
    with one.open() as stream:
        assert stream.read() == CONTENT
        assert stream.consumed == one.size


def test_hidden_files_are_left_out_and_archives_in_archives_are_told() -> None:
    report = Report()
    archive = zipped({".hidden": b"x", "__MACOSX/a.xml": b"x", "a.xml": b"a", "inner.zip": zipped({"b": b"b"})})
    assert contents(archive, report=report) == {"<bytes>!/a.xml": b"a"}
    assert [(d.code, d.source) for d in report.kept] == [("input-ignored", "<bytes>!/inner.zip")]


def test_names_that_climb_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "in" / "slip.zip"
    path.parent.mkdir()
    path.write_bytes(zipped({"../../evil.xml": b"e", "/abs.xml": b"a"}))
    assert list(contents(path).values()) == [b"e", b"a"]
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "slip.zip"]


def test_an_encrypted_member_asks_for_its_password_elsewhere() -> None:
    archive = bytearray(zipped({"a.xml": CONTENT}))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.find(sign) + flags] |= 1
    assert "encrypted" in refusal(bytes(archive))


def test_a_damaged_member_is_told_by_its_checksum() -> None:
    archive = bytearray(zipped({"a.xml": CONTENT}, zipfile.ZIP_STORED))
    archive[1000] ^= 1
    assert "is damaged" in refusal(bytes(archive))


def test_a_member_without_a_name_is_read() -> None:
    # The table of contents without the name, its last byte; the end says how long the table is now.
    named = bytearray(zipped({"x": b"content"}))
    at = named.find(b"PK\x01\x02")
    struct.pack_into("<H", named, at + 28, 0)
    del named[at + 46]
    struct.pack_into("<L", named, len(named) - 22 + 12, 46)
    assert contents(bytes(named)) == {"<bytes>!/": b"content"}


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    many = zipped({f"{n}.xml": b"" for n in range(101)})
    assert "more than 100 files" in refusal(many, Limits(max_members=100))
    # The numbers at the end of the file may lie: what is there counts.
    lying = bytearray(many)
    struct.pack_into("<2H", lying, len(lying) - 22 + 8, 1, 1)
    assert "more than 100 files" in refusal(bytes(lying), Limits(max_members=100))
    assert len(list(find(many, Limits(max_members=101)))) == 101


def test_members_that_share_their_data_cannot_expand_beyond_the_whole_archive() -> None:
    # One member of 30 MB, listed 20 times: each keeps the ratio, all together do not.
    archive = zipped({"0": b" " * (30 << 20)})
    start, end = archive.find(b"PK\x01\x02"), len(archive) - 22
    entry = archive[start:end]
    entries = b"".join(entry[:46] + b"%c" % (65 + n) for n in range(20))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 20, 20, len(entries), start, 0)
    with pytest.raises(LimitError, match="--max-expansion"):
        only(archive[:start] + entries + tail, Limits(max_expansion=1100)).open()


PACKED = [
    zipped({"a.xml": CONTENT[:3000], "b/ü.xml": b"b" * 500}),
    zipped({"a.xml": CONTENT[:3000]}, zipfile.ZIP_BZIP2),
    gzip.compress(CONTENT[:3000], mtime=0) * 2,
    bz2.compress(CONTENT[:3000]),
    lzma.compress(CONTENT[:3000]),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PACKED),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=6),
    st.integers(0, 40),
    st.sampled_from([bytes, Pipe]),
)
def test_damage_ends_in_one_line_or_in_the_content(
    packed: bytes, changes: list[tuple[int, int]], cut: int, make: Callable[[bytes], Any]
) -> None:
    damaged = bytearray(packed[: len(packed) - cut])
    for at, value in changes:
        # From the end: the table of contents of an archive, the checksums of the others.
        damaged[-1 - at % len(damaged)] = value
    for one in find(make(bytes(damaged)), Limits(max_size=1 << 20)):
        try:
            with one.open() as stream:
                stream.read()
        except SourceError as error:
            assert "\n" not in str(error)


# --- folders and globs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "pages"
    for name in ("page-10.html", "page-2.html", "sub/deep/a.html", ".hidden", ".blogconv/x", ".git/config"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def test_a_folder_gives_all_its_files_in_natural_order(folder: Path) -> None:
    names = [Path(name).relative_to(folder).as_posix() for name in contents(folder)]
    assert names == ["page-2.html", "page-10.html", "sub/deep/a.html"]


def test_links_in_a_folder_are_not_followed_and_told(folder: Path) -> None:
    (folder.parent / "secret").write_text("secret")
    (folder / "out").symlink_to(folder.parent / "secret")
    (folder / "loop").symlink_to(folder)
    report = Report()
    assert len(contents(folder, report=report)) == 3
    assert sorted(Path(d.source).name for d in report.kept) == ["loop", "out"]


def test_a_link_that_is_named_is_followed(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert len(contents(link)) == 3


def test_a_glob_gives_what_it_matches(folder: Path) -> None:
    assert list(contents(f"{folder}/*.html").values()) == [b"page-2.html", b"page-10.html"]
    assert len(contents(f"{folder}/**/*.html")) == 3


def test_a_glob_through_folders_follows_no_link_and_gives_each_file_once(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "sub" / "loop").symlink_to(folder)
    assert len(contents(f"{folder}/**/*.html")) == 3
    assert len(list(find(f"{folder}/**/deep/**/*.html"))) == 1
    assert list(contents(f"{folder}/.h*").values()) == [b".hidden"]
    assert list(contents(f"{folder}/*/deep/a.html").values()) == [b"sub/deep/a.html"]


def test_a_glob_stands_from_where_one_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "sub")
    assert list(contents("d*")) == ["deep/a.html"]
    assert list(contents("../*2.html")) == ["../page-2.html"]


def test_only_what_was_asked_for_by_name_is_named(folder: Path) -> None:
    sources = [folder, f"{folder}/*.html", zipped({"a": b"a"}), f"{folder}/./page-2.html", b"content"]
    assert [one.named for one in find(sources)] == [False] * 6 + [True, True]


def test_a_file_with_a_glob_s_characters_is_itself(folder: Path) -> None:
    (folder / "page-[1].html").write_text("itself")
    assert contents(f"{folder}/page-[1].html") == {f"{folder}/page-[1].html": b"itself"}


def test_an_empty_folder_is_one_line(tmp_path: Path) -> None:
    assert refusal(tmp_path).endswith("this folder holds no file")


@linux
def test_a_folder_deeper_than_the_recursion_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1100):
        Path("d").mkdir()
        os.chdir("d")
    Path("a").write_text("deep")
    monkeypatch.chdir(tmp_path)
    # From within, so that the path stays below the longest the system takes.
    assert list(contents("d").values()) == [b"deep"]
    # Taken apart from above: pytest's own clean-up recurses.
    Path("d").rename("e")
    while Path("e/d").exists():
        Path("e/d").rename("f")
        Path("e").rmdir()
        Path("f").rename("e")


def test_thousands_of_inputs_do_not_keep_their_heads(tmp_path: Path) -> None:
    for n in range(50):
        (tmp_path / f"{n}.html").write_bytes(CONTENT)
    inputs = list(find(tmp_path))
    assert all(one.head for one in inputs)
    assert not any(isinstance(value, bytes) for one in inputs for value in vars(one).values())


@given(st.lists(st.text("0123456789ab/", max_size=8)))
def test_natural_order_is_an_order(names: list[str]) -> None:
    assert sorted(sorted(names, reverse=True), key=natural) == sorted(names, key=natural)
    assert natural("part-2") < natural("part-10") < natural("part-b")


# --- addresses


class Server:
    """Answers every connection with the same bytes."""

    def __init__(self, *answers: bytes) -> None:
        self.asked: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._answers = answers
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        for answer in self._answers:
            connection, _ = self._listener.accept()
            with connection:
                self.asked.append(connection.recv(1 << 16))
                connection.sendall(answer.replace(b"{url}", self.url.encode()))

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        # Whoever was not asked is woken, so that the thread ends.
        while self._thread.is_alive():
            try:
                socket.create_connection(self._listener.getsockname(), timeout=0.2).close()
            except OSError:
                break
            self._thread.join(0.05)
        self._listener.close()
        self._thread.join()


def answer(body: bytes, *headers: bytes, status: bytes = b"200 OK", length: int | None = None) -> bytes:
    told = b"Content-Length: %d" % (len(body) if length is None else length)
    return b"\r\n".join((b"HTTP/1.1 " + status, told, *headers, b"", body))


@pytest.fixture
def private() -> Iterator[Callable[..., str]]:
    def fetch(url: str, limits: Limits | None = None) -> str:
        (one,) = find(url, limits, allow_private=True)
        try:
            with one.open() as stream:
                return stream.read().decode("latin-1")
        except SourceError as error:
            return error.reason

    yield fetch


def test_an_address_is_fetched_once_however_often_it_is_opened() -> None:
    with Server(answer(gzip.compress(CONTENT))) as server:
        (one,) = find(f"{server.url}/feed", allow_private=True)
        for _ in range(2):
            with one.open() as stream:
                assert stream.read() == CONTENT
        assert (one.name, one.url, len(server.asked)) == (f"{server.url}/feed", f"{server.url}/feed", 1)


def test_redirects_are_followed_and_the_last_address_is_known() -> None:
    moved = answer(b"", b"Location: /there#part", status=b"302 Found")
    with Server(moved, answer(b"content")) as server:
        (one,) = find(f"{server.url}/here", allow_private=True)
        assert (one.head, one.url) == (b"content", f"{server.url}/there")


def test_a_page_s_address_resolves_its_links_unless_another_is_given() -> None:
    page = (Path(__file__).parent.parent / "samples" / "html" / "wells.html").read_bytes()
    page = page.replace(b'<link rel="canonical"', b"<link").replace(
        b"Behind the old school", b"<a href='b'>Behind</a> it"
    )
    with Server(answer(page), answer(page)) as server:
        for given, start in (({}, f"{server.url}/x/"), ({"url": "https://blog.example/y/"}, "https://blog.example/y/")):
            _, post = blogconv.read(f"{server.url}/x/a", format="html", reader_options=given, allow_private=True)
            assert isinstance(post, blogconv.Post)
            assert f"{start}b" in post.content


def test_redirects_end(private: Callable[..., str]) -> None:
    with Server(*[answer(b"", b"Location: {url}/x", status=b"301 Moved")] * 6) as server:
        assert "more than 5" in private(server.url)


def test_a_redirect_out_of_the_web_is_refused(private: Callable[..., str]) -> None:
    with Server(answer(b"", b"Location: file:///etc/passwd", status=b"302 Found")) as server:
        assert "only http and https" in private(server.url)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (answer(b"no", status=b"404 Not Found"), "404 Not Found"),
        (answer(b"part", length=1000), "before the whole answer"),
        (answer(b""), "is empty"),
        (b"nonsense\r\n\r\n", "cannot be fetched"),
        (answer(b"x" * 2000), "--max-size"),
    ],
)
def test_a_bad_answer_is_one_line(given: bytes, told: str, private: Callable[..., str]) -> None:
    with Server(given) as server:
        assert told in private(server.url, Limits(max_size=1000))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0.0.0.0", "[::ffff:127.0.0.1]", "169.254.169.254"]
)
def test_private_addresses_are_refused_in_every_spelling(host: str) -> None:
    with Server() as server:
        assert "private address" in refusal(f"http://{host}:{server.url.rpartition(':')[2]}/")


def test_a_name_is_judged_by_what_it_leads_to_when_it_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    leads = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: leads)
    assert "private address 10.0.0.1" in refusal("http://blog.example/")


def test_a_password_in_an_address_is_not_repeated() -> None:
    told = refusal("https://me:s3cret@blog.example/")
    assert "s3cret" not in told
    assert "not supported" in told


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses_are_told_from_others(address: str, expected: bool) -> None:
    from blogconv.sources.web import public

    assert public(address) is expected


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_folder_of_links_says_so(tmp_path: Path) -> None:
    (tmp_path / "page.html").symlink_to(__file__)
    (only,) = find(tmp_path)
    with pytest.raises(SourceError, match="only links, which are not followed"):
        only.open()
