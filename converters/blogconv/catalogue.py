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
    "archive-second-site": (_W, "Records to be written hold a site that is not the first of them; it was left out."),
    "archive-id-twice": (_W, "Two posts or two comments to be written have the same id; both are written."),
    "archive-duplicate": (_I, "A post stands in an earlier input too, to the letter; kept once."),
    # choosing records
    "not-selected": (_I, "Left out by --select, --since, --until or --limit."),
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
    "text-comments-unread": (_W, "Lines under a comment heading could not be parted into comments; kept in `extra`."),
    "text-left-out": (_I, "Lines of a dump that belong to neither the post nor its comments."),
    "text-count-differs": (_W, "The dump claims another number of comments than were found in it."),
    "text-author-missing": (_W, "Comments of a dump have no author: the tool that made it took the names away."),
    "text-date-open": (_W, "A printed date names no certain day (no year, or an open order); kept in `date_text`."),
    # WordPress exports
    "wxr-after-end": (_R, "Something stands after the end of the export; left out."),
    "wxr-bad-date": (_W, "A date cannot be one; the text is kept."),
    "wxr-bad-value": (_W, "A value is not of its kind; the text is kept."),
    "wxr-cdata-end": (_R, "A `]]>` stood inside a text; taken as text."),
    "wxr-cdata-unclosed": (_R, "A CDATA section was not closed; closed at the end of its element."),
    "wxr-character-reference": (_R, "A reference to a character that XML forbids was removed."),
    "wxr-control-character": (_R, "A character that XML forbids was removed."),
    "wxr-duplicate-element": (_W, "An element that stands once stood again; the first counts, the other is kept."),
    "wxr-duplicate-id": (_R, "An id was used before; the later record got a new one."),
    "wxr-encoding": (_R, "The declared encoding is not the bytes'; they were read as what they are."),
    "wxr-item-lost": (_E, "An item could not be read."),
    "wxr-junk": (_R, "Text that belongs to no element was left out."),
    "wxr-late-element": (_W, "The channel says something after its first item; it could not be kept."),
    "wxr-malformed": (_R, "The XML is faulty in a way that changes nothing of what it says."),
    "wxr-misplaced": (_W, "A post or comment stands where none belongs; kept in `extra.wxr.elements`, not read."),
    "wxr-missing-id": (_R, "A record without id got one."),
    "wxr-orphan-parent": (_W, "A comment answers one that is not in its post; taken as a comment on the post."),
    "wxr-circular-parent": (_R, "A record is its own ancestor; the first of the circle lost its parent."),
    "wxr-raw-html": (_R, "Markup that was neither escaped nor in CDATA was taken as text."),
    "wxr-second-document": (_R, "Another export begins in the same file; its items are read too."),
    "wxr-stray-ampersand": (_R, "A bare `&` was taken as text."),
    "wxr-stray-byte": (_R, "Bytes that are not of the encoding were read as Windows-1252."),
    "wxr-stray-markup": (_R, "A `<` that begins nothing was taken as text."),
    "wxr-stray-text": (_W, "Text stands between elements; kept in `extra.wxr.text`."),
    "wxr-truncated": (_R, "The file ends in the middle; what is there is kept."),
    "wxr-unclosed": (_R, "An element was not closed; closed where the next one begins."),
    "wxr-undeclared-prefix": (_R, "A namespace prefix is not declared; taken as the usual one."),
    "wxr-undefined-entity": (_R, "An HTML entity that XML does not know was read as its character."),
    "wxr-xml-comment": (_R, "A faulty XML comment was left out."),
    # saved pages
    "html-comment-count": (_W, "A page speaks of another number of comments than were found in it."),
    "html-comment-pages": (_W, "More comments of the post stand on further pages, whose addresses are told."),
    "html-comments-elsewhere": (_W, "The page's comments are held by another system and are not in the page."),
    "html-encoding": (_I, "A page's encoding was not declared, or declared wrongly; the rule that decided is told."),
    "html-encoding-repaired": (_R, "Single bytes that are not UTF-8 were read as windows-1252."),
    "html-list-page": (_I, "An archive, tag or search page: it lists posts and is none itself."),
    "html-no-post": (_W, "A page in which neither a post nor comments were found."),
    "html-pings-unread": (_W, "Trackbacks in a form that tells none from the next; their addresses are in `extra`."),
    "html-protected": (_W, "A post asks for a password: its text and comments are not in the page."),
    "html-record-too-large": (_W, "A record of a web archive is larger than --max-field and was passed over."),
    "html-same-post": (_I, "A post was met on several pages; they were made one."),
    "html-too-deep": (_R, "Elements nested too deeply were unwrapped, their text kept."),
    "html-surrogate": (_R, "Halves of characters were replaced by U+FFFD."),
    # Markdown
    "markdown-script-removed": (
        Severity.WITHHELD,
        "Live script (an event handler, a javascript: address ...) was left out; `-w unsafe-html=true` keeps it.",
    ),
    "markdown-nesting-cut": (
        _W,
        "Lists or quotes nested deeper than Markdown readers go were written on the last level.",
    ),
    "markdown-comments-left-out": (_I, "Comments were left out as `-w comments=...` asks."),
    "markdown-custom-fields": (_L, "Custom fields were left out as `-w custom-fields=...` asks."),
    "wordpress-block-left-out": (
        _L,
        "A block that WordPress fills from elsewhere (a reusable block, the latest posts ...) was left out.",
    ),
    "wordpress-unknown-shortcode": (_I, "A shortcode of some plug-in is not known; it stays as text."),
    # Movable Type
    "mt-stray-text": (_W, "Text between or among the fields of an entry belongs to none."),
    "mt-not-closed": (_W, "The last entry has no closing line; the file may be cut off."),
    "mt-separator-in-text": (_I, "A line of hyphens inside a text ends nothing; it is kept as text."),
    "mt-repeated-field": (_W, "A field stands twice in an entry; the first counts, the other is kept."),
    "mt-convert-breaks": (_W, "A text filter that is not known; the text is kept as it is."),
    "mt-encoding": (_R, "An entry is not UTF-8; the encoding was found by the bytes."),
    "mt-control-character": (_R, "Characters that no text may hold were removed."),
    "mt-no-entry": (_W, "An entry that only brings comments for a post of another import; it stays a post of its own."),
    "mt-bad-date": (_W, "A date that is none; kept as printed."),
    # transforms
    "encoding-fixed": (_R, "Mojibake in a text was undone by `-x fix-encoding`."),
    "anonymised": (_I, "Personal data was removed by `-x anonymise`."),
    # WXR, writing
    "wxr-made-post-id": (_I, "A post's id was not a number, or was taken; one was made."),
    "wxr-made-comment-ids": (_I, "The ids of a post's comments were no numbers fit to be kept; they were made."),
    "wxr-no-author": (_I, "A post without an author; WordPress makes it the importing user's."),
    "wxr-made-login": (_I, "An author without a login got one."),
    "wxr-made-slug": (_I, "A post without a slug got the one of its address or title, a term that of its name."),
    "wxr-day-only": (_I, "A day without a time of day was written as midnight."),
    "wxr-default-date": (_I, "A post or comment without a date got that of -w default-date."),
    "wxr-no-date": (_W, "A post or comment without a date was written without; WordPress dates posts at the import."),
    "wxr-date-fraction": (_L, "A fraction of a second, for which WordPress has no place."),
    "wxr-date-moved": (_W, "A date was moved by seconds: WordPress would take the post for another one."),
    "wxr-parent-missing": (_W, "A parent that is not in the archive."),
    "wxr-parent-cycle": (_W, "Comments that answer each other in a circle; the first was made a root."),
    "wxr-deleted-as-trash": (_L, "A deleted comment was written as one in the trash."),
    "wxr-markup-as-text": (_L, "A text in Markdown or another markup was written as it stands, not rendered."),
    "wxr-email-twice": (_L, "An author's e-mail was left out: WordPress refuses a second user with it."),
    "wxr-made-title": (_I, "An empty post got its slug, address or id as title: WordPress refuses empty posts."),
    "wxr-too-long": (_L, "A value longer than WordPress's tables hold was left out or cut: the record would be lost."),
    "wxr-term-nameless": (_L, "A term without a name and a slug was left out."),
    "wxr-bad-timezone": (_W, "The site's time zone is unknown; it was not used."),
    "wxr-extra-ignored": (_W, "Something in `extra.wxr` that no WXR reader keeps was left out."),
    "wxr-version": (_W, "The version of the export is missing or none: the importer refuses the file."),
    "wxr-forbidden-character": (_R, "Characters that XML 1.0 cannot hold were removed."),
    # Disqus, writing
    "disqus-made-url": (_W, "A page without an address got one made of the blog's address and its slug."),
    "disqus-made-title": (_I, "A page without a title got its slug, address or id as title."),
    "disqus-made-identifier": (_I, "A page's identifier was too long, empty or taken; one was made."),
    "disqus-made-comment-ids": (_I, "The ids of a page's comments were no numbers fit to be kept; they were made."),
    "disqus-made-email": (_I, "An author without an e-mail got one that cannot exist, the same for one name."),
    "disqus-shared-email": (_W, "Two names with one e-mail: Disqus will show one name for both."),
    "disqus-anonymous": (_I, "A comment without a name was written as Anonymous."),
    "disqus-bad-author-url": (_L, "An author's address that is not of the web was left out."),
    "disqus-short-comment": (_W, "A comment shorter than the three characters that Disqus asks for."),
    "disqus-status-unknown": (_W, "A comment of a status unknown to Disqus was written as pending."),
    "disqus-no-date": (_W, "A page or comment without a date: Disqus needs one."),
    "disqus-default-date": (_I, "A page or comment without a date got that of -w default-date."),
    "disqus-bad-date": (_W, "A date that does not exist."),
    "disqus-bad-timezone": (_W, "The site's time zone is unknown; it was not used."),
    "disqus-day-only": (_I, "A day without a time of day was written as midnight."),
    "disqus-date-as-utc": (_I, "A date without a time zone was taken as UTC."),
    "disqus-spam": (_I, "Spam was left out; -w rejected=pending writes it."),
    "disqus-deleted": (_I, "A deleted comment was left out; -w rejected=pending writes it."),
    "disqus-empty-comment": (_W, "A comment without text was left out: Disqus does not take it."),
    "disqus-parent-left-out": (_W, "A comment answered one that was left out; it was hung on the nearest one above."),
    "disqus-parent-missing": (_W, "A comment answered one that is not on its page; it was made a root."),
    "disqus-parent-cycle": (_W, "Comments that answer each other in a circle; the first was made a root."),
    "disqus-no-page": (_I, "A menu entry, revision or the like has no page to comment on; left out."),
    "disqus-not-public": (_I, "A draft, private or deleted post was left out; -w unpublished=yes writes it."),
    "disqus-body-withheld": (Severity.WITHHELD, "The body of a post behind a password was not written."),
    "disqus-page-cut": (_I, "A page larger than a file may be was cut between threads."),
    "disqus-page-too-large": (_W, "A single thread is larger than a file may be; its file is larger."),
    "disqus-forbidden-character": (_R, "Characters that XML 1.0 cannot hold were removed."),
    # what the WordPress importer would do with a WXR file (blogconv validate)
    "import-not-well-formed": (_E, "The file is no well-formed XML: the importer's strict parser refuses it."),
    "import-encoding": (_I, "An export in an encoding of several bytes was checked as converted to UTF-8."),
    "import-refused": (_E, "The importer refuses the whole file."),
    "import-author": (_W, "An author of whom no user can be made; the posts go to the importing user."),
    "import-author-unlisted": (_W, "Posts whose author is not listed go to the importing user."),
    "import-taxonomy": (_W, "Terms of a taxonomy that WordPress does not have itself are refused."),
    "import-term": (_W, "A term that is refused, ignored or loses its description."),
    "import-term-parent": (_W, "A term that loses its parent, which comes later or not at all."),
    "import-post-type": (_L, "Posts of a type that WordPress does not have itself are refused, with their comments."),
    "import-post-dropped": (_L, "An item that the importer drops without a word."),
    "import-post-refused": (_L, "An item that the importer refuses."),
    "import-too-long": (_L, "A value longer than WordPress's tables hold: the record is refused, comments silently."),
    "import-post-merged": (_L, "A post that is taken for another one: its body is dropped."),
    "import-post-id": (_W, "An item without a number; nothing can be linked to it."),
    "import-post-parent": (_W, "A post whose parent is not in the file moves to the top."),
    "import-status": (_W, "A status that is missing or that WordPress does not know."),
    "import-no-date": (_W, "A post without a date gets the time of the import."),
    "import-attachment": (_L, "An attachment whose file cannot be fetched is dropped."),
    "import-thumbnail": (_W, "A featured image that is not in the file."),
    "import-menu": (_L, "A menu entry that is dropped: no menu, no target, or a draft."),
    "import-meta": (_L, "A custom field that is dropped."),
    "import-comment-dropped": (_L, "A comment whose number comes again under the same post: the last one stays."),
    "import-comment-parent": (_W, "A reply whose parent has no smaller number under the same post hangs on nothing."),
    "import-comment-status": (_W, "A comment that is neither approved nor pending, spam or trash is invisible."),
    "import-comment-date": (_W, "A comment without a date, or with an impossible one."),
}
