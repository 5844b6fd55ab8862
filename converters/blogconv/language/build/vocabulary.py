"""Make ``data/vocabulary.json``: the words around posts and comments, from WordPress and ``vocabulary.toml``.

``python -m blogconv.language.build.vocabulary``; a person's additions go into the TOML file.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from blogconv.language.lines import fold_line, phrase_of
from blogconv.language.names import fold_name

HERE = Path(__file__).parent
TARGET = HERE.parent / "data" / "vocabulary.json"

Table = dict[str, dict[str, set[str]]]  # phrase → meaning → languages

# WordPress's phrase to the table and meaning that its translations go to.
WORDPRESS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("Comments", "% Comments", "Comments on %s", "Responses"), ("headings", "count")),
    **dict.fromkeys(("No Comments", "No comments yet.", "No comments"), ("headings", "none")),
    **dict.fromkeys(("Pingbacks", "Trackbacks"), ("headings", "pings")),
    **dict.fromkeys(("Leave a Comment", "Leave a comment"), ("headings", "form")),
    **dict.fromkeys(("Leave a Reply", "Leave a Reply to %s"), ("headings", "form")),
    **dict.fromkeys(("Reply", "Log in to Reply", "Reply to %s", "Reply to Comment"), ("marks", "reply")),
    **dict.fromkeys(("Edit", "(Edit)", "Edit This", "Edit Comment", "Delete"), ("marks", "edit")),
    "Permalink": ("marks", "permalink"),
    "Print": ("marks", "print"),
    "Share": ("marks", "share"),
    "Related Posts": ("marks", "related"),
    "Your comment is awaiting moderation.": ("marks", "moderation"),
    **dict.fromkeys(
        (
            "Leave a Comment", "Leave a comment", "Leave a Reply", "Leave a Reply to %s", "Post Comment",
            "Submit Comment", "Submit", "Your Comment", "Your email address will not be published.",
            "Required fields are marked %s", "(required)", "Name", "Email", "E-mail", "Website", "Name:", "Email:",
            "Website:", "Comment", "Cancel reply", "Click here to cancel reply.", "Comments Off",
            "Comments are closed.", "Sorry, comments are closed for this item.",
            "Sorry, the comment form is closed at this time.", "Log in to leave a Comment",
            "You must be <a href=\"%s\">logged in</a> to post a comment.",
            "Logged in as <a href=\"%1$s\">%2$s</a>. <a href=\"%3$s\" title=\"Log out of this account\">Log out?</a>",
            "You may use these <abbr title=\"HyperText Markup Language\">HTML</abbr> tags and attributes: %s",
        ),
        ("marks", "form"),
    ),
    **dict.fromkeys(
        (
            "Older Comments", "&laquo; Older Comments", "Newer Comments &raquo;", "&laquo; Previous", "Next &raquo;",
            "&laquo; Previous Page", "Next Page &raquo;", "Previous", "Next", "Previous page", "Next page", "Home",
            "Skip to content", "(more&hellip;)", "Read more...", "Read more",
        ),
        ("marks", "navigation"),
    ),
    **dict.fromkeys(("Log in", "Log out", "Log In", "Log Out", "Register"), ("marks", "login")),
    **dict.fromkeys(
        (
            "Subscribe", "Entries <abbr title=\"Really Simple Syndication\">RSS</abbr>", "Entries (RSS)",
            "Comments (RSS)", "Comments <abbr title=\"Really Simple Syndication\">RSS</abbr>", "Comments Feed",
        ),
        ("marks", "feed"),
    ),
    "Recent Comments": ("widgets", "recent-comments"),
    "Recent Posts": ("widgets", "recent-posts"),
    "Archives": ("widgets", "archives"),
    "Categories": ("widgets", "categories"),
    "Tags": ("widgets", "tags"),
    "Tag Cloud": ("widgets", "tags"),
    "Blogroll": ("widgets", "blogroll"),
    "Links": ("widgets", "blogroll"),
    **dict.fromkeys(("Meta", "Pages", "Calendar", "Search"), ("widgets", "meta")),
    "Pingback": ("pings", "pingback"),
    "Pingback:": ("pings", "pingback"),
    "Trackback": ("pings", "trackback"),
    "Trackback:": ("pings", "trackback"),
    "Posted in %s": ("terms", "category"),
    "Filed under": ("terms", "category"),
    "Tags: ": ("terms", "post_tag:"),
    "By: %s": ("bylines", "by"),
    "by %s": ("bylines", "by"),
    "Posted by %s": ("bylines", "by"),
}  # fmt: skip
_SAYS = ('%s <span class="says">says:</span>', '<cite class="fn">%s</cite> <span class="says">says:</span>')
_SLOT = re.compile(r"%(?:\d\$)?[sd]|%(?= )")


def build() -> dict[str, Any]:
    """Make the tables as ``lines.Vocabulary`` describes them."""
    tables: dict[str, Table] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    extra = tomllib.loads((HERE / "vocabulary.toml").read_text(encoding="utf-8"))
    wordpress = json.loads((HERE / "wordpress.json").read_text(encoding="utf-8"))
    for table in ("marks", "widgets", "pings", "bylines", "says"):
        for meaning, languages in extra[table].items():
            for language, phrases in languages.items():
                for phrase in phrases:
                    tables[table][_key(table, phrase)][meaning].add(language)
    for meaning, languages in extra["terms"].items():
        for language, phrases in languages.items():
            for phrase in phrases:
                tables["terms"][phrase_of(phrase)][meaning + (":" if phrase.endswith(":") else "")].add(language)
    for language, phrases in wordpress.items():
        for english, translations in phrases.items():
            for table, meaning, text in _wordpress(english, translations):
                if key := _key(table, text):
                    tables[table][key][meaning].add(language)
    _headings(extra["headings"], wordpress, tables)
    return {
        **{
            # A number alone says nothing.
            name: {key: _pack(meanings) for key, meanings in sorted(tables[name].items()) if key.strip("# ~")}
            for name in ("headings", "marks", "widgets", "pings", "terms", "bylines", "says")
        },
        "nobody": sorted({fold_name(name) for names in extra["nobody"].values() for name in names}),
    }


def _key(table: str, phrase: str) -> str:
    # Slots stand at the edge of "says" and "bylines", where the text is cut; elsewhere they are part of the line.
    return phrase_of(phrase) if table in ("says", "bylines", "pings") else template(phrase)


def template(phrase: str) -> str:
    """Fold a phrase in which ``#`` stands for a number."""
    return fold_line(phrase.replace("#", " 0 ")).key


def _pack(meanings: dict[str, set[str]]) -> str:
    return ";".join(" ".join([meaning, *sorted(tags)]) for meaning, tags in sorted(meanings.items()))


def _wordpress(english: str, translations: list[str]) -> Iterator[tuple[str, str, str]]:
    for text in translations:
        if english in _SAYS:
            before, _, after = text.partition("%s")
            if phrase_of(after):
                yield "says", "after", after
            elif phrase_of(before):
                yield "says", "before", before
        elif english in WORDPRESS:
            table, meaning = WORDPRESS[english]
            if table in ("bylines", "terms", "pings"):
                before, _found, after = text.partition("%s")
                if phrase_of(before) and not phrase_of(after):
                    yield table, meaning, before
            elif table != "headings":
                yield table, meaning, _SLOT.sub("~", text)
        if english in ("Leave a Comment", "Leave a comment", "Leave a Reply"):
            yield "headings", "form", text
        elif english == "Leave a Reply to %s":
            yield "headings", "form", _SLOT.sub("~", text)


def _headings(extra: dict[str, dict[str, list[str]]], wordpress: dict[str, Any], tables: dict[str, Table]) -> None:
    headings, marks = tables["headings"], tables["marks"]
    for meaning, languages in extra.items():
        for language, phrases in languages.items():
            for place, phrase in enumerate(phrases):
                key = template(phrase)
                counted = meaning in ("count", "pings") and not set(key) & set("#~")
                # "Comment" alone is the label of a form; with a number it is a heading.
                if not counted or place == 0 or not {"form", "reply"} & set(marks.get(key, ())):
                    headings[key][meaning].add(language)
                if counted:
                    headings[f"# {key}"][meaning].add(language)
                    headings[f"{key} #"][meaning].add(language)
    for language, phrases in wordpress.items():
        for text in phrases.get("Comments", []):
            key = template(text)
            for form in (key, f"# {key}", f"{key} #"):
                headings[form]["count"].add(language)
        for english, meaning in (("% Comments", "count"), ("1 Comment", "count"), ("Responses", "count")):
            for text in phrases.get(english, []):
                key = template(_SLOT.sub("#", text))
                headings[key]["count" if "#" in key else "one" if english[0] == "1" else meaning].add(language)
        for text in phrases.get("One Response to %2$s", []):
            key = template(_SLOT.sub("~", text.replace("%1$s", "#")))
            if "~" in key:
                headings[key]["count" if "#" in key else "one"].add(language)
        for english in ("No Comments", "No comments yet.", "No comments"):
            for text in phrases.get(english, []):
                headings[template(text)]["none"].add(language)
        for english in ("Pingbacks", "Trackbacks"):
            for text in phrases.get(english, []):
                headings[template(text)]["pings"].add(language)


def text() -> str:
    """Give the file's text: one entry a line, so that a change shows in a diff."""
    return json.dumps(build(), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main() -> None:
    """Write ``data/vocabulary.json``."""
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
