"""Archives written as WXR and Disqus XML, each golden showing one behaviour; what was told stands beside it."""

from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

import blogconv
from blogconv.diagnostics import Report
from blogconv.options import parse_options

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(GOLDEN.glob("*/*.json"))


def written(case: Path) -> tuple[bytes, str]:
    options = case.with_suffix(".options")
    out, report = BytesIO(), Report()
    blogconv.convert(
        case.read_bytes(),
        out,
        format="json",
        to=case.parent.name,
        writer_options=parse_options(options.read_text().splitlines()) if options.exists() else {},
        report=report,
    )
    told = [f"{d.severity} {d.code} [{d.record or ''}] {d.message}\n" for d in report.kept]
    losses = [f"{severity} {code} {n}\n" for (severity, code), n in sorted(report.counts.items()) if "." in code]
    skipped = [f"skipped {code} {t.posts} {t.comments}\n" for code, t in report.skipped.items()]
    return out.getvalue(), "".join(told + losses + skipped)


def test_there_are_goldens():
    assert len(CASES) >= 9


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.parent.name}-{c.stem}")
def test_the_output_is_the_golden_one(case):
    xml, told = written(case)
    assert xml.decode() == case.with_suffix(".xml").read_text(encoding="utf-8")
    assert told == case.with_suffix(".told").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.parent.name}-{c.stem}")
def test_the_output_is_well_formed_and_the_same_again(case):
    xml, _ = written(case)
    etree.fromstring(xml)
    assert written(case)[0] == xml
