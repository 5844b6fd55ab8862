"""The command in bad company: signals, closed and full pipes, odd locales, little memory. No sleeping: a fifo waits."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

GARDEN = Path(__file__).parent.parent / "samples" / "wxr" / "garden.xml"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its signals, devices and limits are those of Linux")
COMMAND = [sys.executable, "-m", "blogconv"]


def run(*words: object, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    return subprocess.run([*COMMAND, *map(str, words)], check=False, **options)


def start(*words: object) -> "subprocess.Popen[bytes]":
    # As from a shell's foreground, whatever the test runner has done to the signals.
    restore = lambda: [signal.signal(s, signal.SIG_DFL) for s in (signal.SIGINT, signal.SIGTERM)]  # noqa: E731
    return subprocess.Popen([*COMMAND, *map(str, words)], stderr=subprocess.PIPE, preexec_fn=restore)


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Start a conversion that has opened its target and waits in the middle of its input."""
    fifo, writers = tmp_path / "input", []
    os.mkfifo(fifo)

    def begin(*words: object) -> "subprocess.Popen[bytes]":
        process = start("convert", fifo, *words)
        # Waits until the other side opens it.
        writers.append(os.open(fifo, os.O_WRONLY))
        os.write(writers[-1], GARDEN.read_bytes()[:2000])
        return process

    yield begin
    for writer in writers:
        os.close(writer)


@pytest.mark.parametrize(
    ("number", "status", "says"), [(signal.SIGINT, 130, b"interrupted"), (signal.SIGTERM, 143, b"terminated")]
)
@pytest.mark.parametrize(("to", "target"), [("json", "out/a.json"), ("markdown", "out")])
def test_an_interrupted_run_leaves_nothing(
    number: int, status: int, says: bytes, to: str, target: str, tmp_path: Path, waiting: Callable[..., Any]
) -> None:
    process = waiting("-t", to, "-o", tmp_path / target)
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    assert (process.returncode, told.strip()) == (status, b"blogconv: " + says)
    assert [path.name for path in tmp_path.iterdir()] == ["input"]


def test_a_run_after_a_killed_one_leaves_its_own_output_only(tmp_path: Path, waiting: Callable[..., Any]) -> None:
    process = waiting("-t", "markdown", "-o", tmp_path / "site")
    process.kill()
    process.communicate()
    assert (tmp_path / "site" / ".blogconv").exists()
    assert run("convert", GARDEN, "-t", "markdown", "-o", tmp_path / "site").returncode == 0
    assert not (tmp_path / "site" / ".blogconv").exists()


def test_a_reader_that_goes_away_ends_the_run_quietly_and_non_zero() -> None:
    process = subprocess.Popen(
        [*COMMAND, "convert", str(GARDEN), "-t", "json", "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait() != 0
    assert told == b""


def test_a_full_device_behind_standard_output_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("convert", GARDEN, "-t", "json", "-q", stdout=full)
    assert (done.returncode, done.stderr) == (1, b"blogconv: <stdout>: cannot be written: no space left on device\n")


@pytest.mark.parametrize("words", [["schema"], ["formats"], ["inspect", GARDEN, "-q"]])
def test_a_full_device_is_no_fault_of_any_command(words: list[object]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(*words, stdout=full)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(b"blogconv: output: no space left on device")


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
def test_closed_standard_streams_do_not_touch_a_file(closed: tuple[int, ...], tmp_path: Path) -> None:
    def close() -> None:
        for number in closed:
            os.close(number)

    assert run("convert", GARDEN, "-t", "json", "-o", tmp_path / "a.json", preexec_fn=close).returncode == 0
    assert run("convert", GARDEN, "-t", "json", "-o", tmp_path / "b.json").returncode == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_nothing_can_go_to_a_closed_standard_output() -> None:
    for target in ([], ["-o", "/dev/stdout"]):
        done = run("convert", GARDEN, "-t", "json", *target, preexec_fn=lambda: os.close(1))
        assert done.returncode == 1
        assert b"closed" in done.stderr


def test_locale_zone_hash_and_temporary_folder_do_not_change_the_output() -> None:
    plain = run("convert", GARDEN, "-t", "json")
    odd = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Asia/Kathmandu",
        "PYTHONHASHSEED": "7",
        "TMPDIR": "/does/not/exist",
        "PATH": os.environ["PATH"],
    }
    assert run("convert", GARDEN, "-t", "json", env=odd).stdout == plain.stdout != b""


def test_an_endless_device_is_refused_in_little_memory(tmp_path: Path) -> None:
    import resource

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    done = run("convert", "/dev/zero", "-t", "json", "-o", tmp_path / "a.json", preexec_fn=little)
    assert (done.returncode, done.stderr) == (1, b"blogconv: /dev/zero: holds nothing but NUL bytes\n")


def test_a_file_name_reaches_the_terminal_harmless(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\nERROR b\x1b[31m \xff.xml")
    path.write_bytes(b"<rss")
    done = run("convert", path, "-t", "json")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


def test_what_goes_in_and_out_through_pipes_is_the_same() -> None:
    with GARDEN.open("rb") as file:
        piped = run("convert", "-", "-t", "json", "-q", stdin=file)
    assert piped.stdout == run("convert", GARDEN, "-t", "json", "-q").stdout
