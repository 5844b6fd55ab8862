"""Take from WordPress's translations the short phrases that themes print around posts, comments and dates.

``python -m blogconv.language.build.wordpress [FOLDER]`` reads the ``.mo`` files of Debian's package
``wordpress-l10n`` and writes ``wordpress.json`` beside this module: single words and short phrases, as facts,
by language and by their English original. The other generators need only that file.
"""

import gettext
import html
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path("/usr/share/wordpress/wp-content/languages")
PHRASES = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan_January_abbreviation", "Feb_February_abbreviation", "Mar_March_abbreviation",
    "Apr_April_abbreviation", "May_May_abbreviation", "Jun_June_abbreviation", "Jul_July_abbreviation",
    "Aug_August_abbreviation", "Sep_September_abbreviation", "Oct_October_abbreviation", "Nov_November_abbreviation",
    "Dec_December_abbreviation", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon",
    "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "am", "pm", "AM", "PM", "%1$s at %2$s", "%s ago", "%s sec", "%s min",
    "%s hour", "%s day", "%s week", "%s month", "%s year", "Comments", "Comment", "% Comments", "1 Comment",
    "No Comments", "No comments yet.", "No comments", "Comments on %s", "Comments for %s", "One Response to %2$s",
    "Responses", "Response", "Comments Off", "Comments are closed.", "Sorry, comments are closed for this item.",
    "Sorry, the comment form is closed at this time.", "%s <span class=\"says\">says:</span>",
    "<cite class=\"fn\">%s</cite> <span class=\"says\">says:</span>", "Reply", "Log in to Reply",
    "Log in to leave a Comment", "Reply to %s", "Reply to Comment", "Cancel reply", "Click here to cancel reply.",
    "Edit", "(Edit)", "Edit This", "Edit Comment", "Quick Edit", "Permalink", "Delete", "Author", "By: %s", "by %s",
    "Posted by %s", "Pingback", "Trackback", "Pingback:", "Trackback:", "Pingbacks", "Trackbacks", "Leave a Comment",
    "Leave a comment", "Leave a Reply", "Leave a Reply to %s", "Post Comment", "Submit Comment", "Submit",
    "Your Comment", "Your email address will not be published.", "Required fields are marked %s", "(required)",
    "Name", "Email", "E-mail", "Website", "Name:", "Email:", "Website:",
    "You must be <a href=\"%s\">logged in</a> to post a comment.", "Your comment is awaiting moderation.",
    "Logged in as <a href=\"%1$s\">%2$s</a>. <a href=\"%3$s\" title=\"Log out of this account\">Log out?</a>",
    "You may use these <abbr title=\"HyperText Markup Language\">HTML</abbr> tags and attributes: %s",
    "Recent Comments", "Recent Posts", "Archives", "Categories", "Tags", "Tag Cloud", "Tags: ", "Category", "Tag",
    "Meta", "Blogroll", "Links", "Pages", "Calendar", "Search", "Log in", "Log out", "Log In", "Log Out", "Register",
    "Subscribe", "Entries <abbr title=\"Really Simple Syndication\">RSS</abbr>", "Entries (RSS)", "Comments (RSS)",
    "Comments <abbr title=\"Really Simple Syndication\">RSS</abbr>", "Comments Feed", "Older Comments",
    "&laquo; Older Comments", "Newer Comments &raquo;", "&laquo; Previous", "Next &raquo;", "&laquo; Previous Page",
    "Next Page &raquo;", "Previous", "Next", "Previous page", "Next page", "Home", "Uncategorized", "Anonymous",
    "Skip to content", "Print", "Share", "Related Posts", "Posted in %s", "Filed under", "widgets\x04%1$s on %2$s",
    "(more&hellip;)", "Read more...", "Read more", "Protected: %s", "Private: %s", "Untitled",
]  # fmt: skip
# Messages that stand in one of several contexts.
CONTEXTS = (
    "noun", "verb", "taxonomy general name", "taxonomy singular name", "html attribute", "submit button", "label",
    "1: date, 2: time", "comment", "previous post", "next post", "missing menu item", "post type general name",
)  # fmt: skip
_MARKUP = re.compile(r"<[^>]*>")


def phrases(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Collect language → English phrase → translations (plural forms and countries together), all sorted."""
    found: dict[str, dict[str, set[str]]] = {}
    for path in sorted(folder.glob("*.mo")):
        tag = path.stem.removeprefix("admin-").removeprefix("network-").removeprefix("continents-cities-")
        if path.stem.startswith("continents-cities"):
            continue
        with path.open("rb") as stream:
            # `_catalog` is all that gettext offers to walk the messages.
            catalog = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
        language = found.setdefault(bcp47(tag), {})
        for key, translation in catalog.items():
            message = key if isinstance(key, str) else key[0]
            context, _, plain = message.rpartition("\x04")
            if context and message not in _WANTED and context not in CONTEXTS:
                continue
            wanted = message if message in _WANTED else plain
            if wanted in _WANTED and translation.strip():
                language.setdefault(wanted, set()).add(_text(translation))
    return {
        tag: {message: sorted(texts) for message, texts in sorted(language.items())}
        for tag, language in sorted(found.items())
        if len(language) > 20
    }


_WANTED = frozenset(PHRASES)


def bcp47(locale: str) -> str:
    """Turn a WordPress locale into a language tag: ``pt_BR`` is ``pt``, ``zh_TW`` ``zh-Hant``."""
    if locale in ("zh_TW", "zh_HK"):
        return "zh-Hant"
    language = locale.split("_")[0]
    return {"no": "nb"}.get(language, language)


def _text(translation: str) -> str:
    # A letter outside `cite` and `span` stays; the markup around name and says-word goes.
    return " ".join(html.unescape(_MARKUP.sub("", translation)).split())


def main() -> None:
    """Write ``wordpress.json``."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    text = json.dumps(phrases(folder), ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / "wordpress.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
