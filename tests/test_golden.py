"""Every sample is read exactly as its golden file says: records, and what was told on the way.

A golden is written anew by ``BLOGCONV_UPDATE_GOLDEN=1 pytest tests/test_golden.py``; read the difference first.
"""

from pathlib import Path

import pytest

from blogconv import registry
from blogconv.testing import check_golden, check_round_trip, read_all

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = sorted(path for path in (ROOT / "samples").rglob("*") if path.is_file())
RETURNS = [name for name in registry.BUILT_IN[registry.READERS] if name in ("json", "jsonl", "wxr")]


def golden_of(sample: Path) -> Path:
    return (GOLDEN / sample.relative_to(ROOT / "samples")).with_suffix(".jsonl")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_sample_is_read_as_its_golden_says(sample: Path) -> None:
    check_golden(sample.relative_to(ROOT / "samples").parts[0], sample, golden_of(sample))


def test_there_are_samples_and_no_golden_without_one() -> None:
    assert SAMPLES
    told = {golden_of(sample).with_suffix(".told.txt") for sample in SAMPLES}
    left = set(GOLDEN.rglob("*.*")) - {golden_of(sample) for sample in SAMPLES} - told
    assert not left


@pytest.mark.parametrize("name", RETURNS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: "/".join(path.parts[-2:]))
def test_what_was_read_comes_back_through_every_format_that_is_both(sample: Path, name: str) -> None:
    if name == "wxr" and sample.parent.name != "wxr":
        return  # what WordPress cannot hold of others is told as loss; see the matrix
    records = read_all(sample.relative_to(ROOT / "samples").parts[0], sample)
    check_round_trip(name, name, records)
