"""A folder is validated as it is converted: what is none of blogconv's is left out and told."""

import shutil
from pathlib import Path

import pytest

from blogconv import SourceError, validate

GARDEN = Path(__file__).parent.parent.parent / "samples/wxr/garden.xml"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def test_a_picture_beside_an_export_is_no_finding(tmp_path: Path) -> None:
    shutil.copy(GARDEN, tmp_path)
    (tmp_path / "a.png").write_bytes(PICTURE)
    report = validate(tmp_path)
    assert report.read.posts == 2 and not report.failed
    assert {code for _, code in report.counts if code.startswith("input-")} == {"input-ignored"}
    assert [f.code for f in report.findings()] == [f.code for f in validate(GARDEN).findings()]


def test_a_folder_of_nothing_but_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PICTURE)
    (tmp_path / "b.png").write_bytes(PICTURE)
    with pytest.raises(SourceError, match="no file in a format that blogconv knows"):
        validate(tmp_path)
    with pytest.raises(SourceError, match="in no format that blogconv knows"):
        validate(tmp_path / "a.png")
