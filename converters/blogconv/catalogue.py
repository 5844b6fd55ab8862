"""Every diagnostic code: how grave it is and what it means. ``docs/diagnostics.md`` is checked against this table."""

from enum import StrEnum


class Severity(StrEnum):
    """How grave a diagnostic is, lightest first.

    ``REPAIRED`` changed what was read, by a named rule; ``LOSS`` is what the output format cannot hold;
    ``WITHHELD`` is what it could hold but should not publish.
    """

    INFO = "info"
    REPAIRED = "repaired"
    WARNING = "warning"
    LOSS = "loss"
    WITHHELD = "withheld"
    ERROR = "error"


_I, _R, _W, _L, _E = Severity.INFO, Severity.REPAIRED, Severity.WARNING, Severity.LOSS, Severity.ERROR

CODES: dict[str, tuple[Severity, str]] = {
    # any input
    "input-failed": (_E, "One of several inputs could not be read; the others were."),
    "input-ignored": (_I, "A file of a folder or archive is in no known format and was left out."),
    "input-junk": (_W, "Bytes after the end of compressed data belong to nothing and were not read."),
    # several inputs into one archive
    "archive-id-clash": (_W, "A post or comment id was used by an earlier input; this one got a prefix."),
    "archive-site-merged": (_I, "Authors or terms of a later input were added to the first input's site."),
    "archive-site-differs": (
        _W,
        "A later input describes another site; the first one's description is kept.",
    ),
    "archive-duplicate": (_I, "A post stands in an earlier input too, to the letter; kept once."),
    # choosing records
    "not-selected": (_I, "Left out by --select, --since or --until."),
    "comments-left-out": (_I, "Left out by --no-comments."),
    # canonical JSON
    "json-unknown-field": (_W, "A field that schema version 1 does not have; kept in `extra.json`."),
    "json-control-character": (_R, "Characters that XML 1.0 forbids were removed from the texts of a record."),
    "json-lone-surrogate": (_R, "Halves of surrogate pairs, which are no text, became U+FFFD."),
    "json-not-utf8": (_R, "Bytes that are not UTF-8 were read as Windows-1252."),
    "json-number-as-text": (_R, "A number stands where the schema has a text, such as an id; read as its digits."),
    "json-duplicate-key": (_W, "A key stands twice in one object; the last value counts."),
    "json-second-site": (_W, "A second site record; the first one counts."),
    # plain-text dumps
    "text-control-character": (_R, "Control characters were removed from a dump."),
    "text-encoding-repaired": (_R, "Some bytes of a dump are not in its encoding; they were read as windows-1252."),
    "text-encoding-guessed": (_I, "The encoding of a dump was worked out from its bytes; `-r encoding=` decides."),
    "text-count-differs": (_W, "The dump claims another number of comments than were found in it."),
    "text-author-missing": (_W, "Comments of a dump have no author: the tool that made it took the names away."),
    "text-date-open": (_W, "A printed date names no certain day (no year, or an open order); kept in `date_text`."),
    # transforms
    "encoding-fixed": (_R, "Mojibake in a text was undone by `-x fix-encoding`."),
    "anonymised": (_I, "Personal data was removed by `-x anonymise`."),
}
