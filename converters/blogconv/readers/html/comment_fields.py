"""Read one comment: every field by the strongest evidence for it, and what is left as the body."""

import re
from typing import NamedTuple

from blogconv.language import vocabulary
from blogconv.markup.tree import Element
from blogconv.readers.html import comment_text, wording
from blogconv.readers.html.comment_authors import link_in, read_author
from blogconv.readers.html.comment_dates import date_by_name, part_from_name, read_date
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.found import Found
from blogconv.readers.html.head_lines import beside_date, from_lines
from blogconv.readers.html.items import Item
from blogconv.readers.html.names import clean_name
from blogconv.readers.html.page import Page
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.roles import COMMENT, PINGS, class_words, id_number, words
from blogconv.readers.html.shared_heads import Head
from blogconv.readers.html.votes import read_votes


class Begun(NamedTuple):
    """One item before its lines are asked: what elements say of themselves by class, tag or attribute."""

    found: Found
    date: Element | None
    author: Element | None


def begin_item(page: Page, item: Item, nested: list[Item], profile: Profile | None) -> Begun:
    """Read what the elements of one item say of themselves, the items nested in it left out."""
    parts = Parts(page, item, nested)
    found = Found(item, parts)
    found.ident = _ident(item, parts)
    found.type = _type(item, parts)
    date = read_date(found, parts, profile)
    author = read_author(found, parts, profile, date)
    found.avatar = _avatar(page, parts)
    found.votes = read_votes(parts)
    return Begun(found, date, author)


def finish_item(begun: Begun, profile: Profile | None, head: Head | None) -> Found:
    """Read what the lines say, first by what ``head`` has of the whole list; what is left is the body."""
    found, date, author = begun
    parts = found.parts
    page = parts.page
    body = profile.first(page, parts.elements, profile.body) if profile and profile.body else None
    keep = {e for e in (author, date) if e is not None}
    furniture = profile.all(page, parts.elements, profile.drop) if profile and profile.drop else []
    if found.name is not None and date is not None:
        # Where who or when is still to be read from words, those may stand in what a profile calls furniture.
        furniture = _dropped(parts, furniture)
    comment_text.drop_furniture(parts, keep | ({body} if body is not None else set()))
    _status(found, parts)
    if head is not None:
        _take(found, parts, head)
    if found.name is None and date is not None:
        beside_date(found, parts, date)
    if author is not None and date is None and found.iso is None:
        date_by_name(found, parts, author)
    comment_text.take_heads(parts, author, date)
    if found.name is None or (date is None and found.date is None):
        from_lines(found, parts, author, date)
    _dropped(parts, furniture)
    container = body if body is not None else comment_text.body_container(parts, keep)
    if container is not None:
        comment_text.keep_only(parts, container)
    comment_text.trim(parts, found.name)
    _ping_text(found, parts)
    part_from_name(found)
    found.size = sum(len(parts.left(line)) for line in parts.lines)
    return found


def _take(found: Found, parts: Parts, head: Head) -> None:
    """Take over what the heads of the list, read together, say of this comment."""
    if found.name is None and head.name and head.line is not None:
        found.name = head.name
        link_in(found, parts, head.line)
    if found.date is None and found.iso is None and head.date is not None:
        found.date, found.date_text = head.date, head.date.text
    for line, first, last in head.taken:
        parts.taken.update(line.places[first:last])


def _dropped(parts: Parts, furniture: list[Element]) -> list[Element]:
    for element in furniture:
        parts.drop(element)
    return []


_PLAIN_ID = re.compile(r"(?:li-|div-)?comment-(\d+)$")


def _ident(item: Item, parts: Parts) -> str | None:
    spare = None
    for element in [*item.elements(), *parts.elements[:15]]:
        plain = _PLAIN_ID.match(element.attrs["id"]) if "id" in element.attrs else None
        if plain:
            return plain.group(1)
    for element in [*item.elements(), *parts.elements[:12]]:
        ident = element.attrs.get("id") or (element.attrs.get("name") if element.tag == "a" else None)
        if ident and any(map(str.isdigit, ident)):
            number = id_number(ident)
            if number and (words(element) & COMMENT or re.match(r"[a-z]{1,3}[-_]?[0-9a-f]+$", ident)):
                return number
            spare = spare or number
        for key in ("data-comment-id", "data-commentid", "data-id", "data-cid"):
            if element.attrs.get(key, "").strip():
                return element.attrs[key].strip()
    return spare if spare and len(spare) > 1 else None


def _type(item: Item, parts: Parts) -> str:
    for element in [*item.elements(), *parts.elements[:3]]:
        found = class_words(element)
        if found & PINGS:
            return "trackback" if found & {"trackback", "trackbacks", "tb"} else "pingback"
    return "comment"


def _avatar(page: Page, parts: Parts) -> str | None:
    for element in parts.elements:
        if element.tag == "img":
            source = element.attrs.get("src", "")
            near = words(element) | (words(element.parent) if element.parent is not None else frozenset())
            if near & {"avatar", "avatars", "gravatar", "userpic", "photo"} or "gravatar.com/" in source:
                return page.absolute(source) if source and not source.startswith("data:") else None
    return None


def _status(found: Found, parts: Parts) -> None:
    for line in [*parts.lines[:4], *parts.lines[4:][-1:]]:
        text = line.text
        if len(text) <= 120 and wording.is_moderation_note(text):
            block = words(line.block) | (words(line.runs[0].place[0]))
            removed = block & {"deleted", "removed"} or len(parts.lines) <= 3
            if block & {"awaiting", "moderation"}:
                found.status = "pending"
                parts.take(line)
            elif removed:
                found.status = "deleted"
            return


def is_marked_ping(parts: Parts) -> bool:
    """Say whether one of the first lines is a mark of a ping."""
    return any(len(line.text) <= 300 and vocabulary.ping_mark(line.text) is not None for line in parts.lines[:3])


def _ping_text(found: Found, parts: Parts) -> None:
    """A mark ("Pingback: NAME") or a body between […] marks tells a ping that no class names."""
    name = found.name
    if name is not None and (len(name) > 90 or vocabulary.may_mark_ping(name)) and vocabulary.ping_mark(f"{name}: x"):
        # "Pingback:" in the author's element, the link to the page below.
        for line in parts.lines:
            links = {run.place[0] for run in line.runs if run.text.strip()}
            if parts.left(line) and all(e.tag == "a" for e in links):
                found.name = clean_name(line.text, trusted=True) or line.text
                link_in(found, parts, line)
                parts.take(line)
                break
    for line in parts.lines[:3]:
        mark = vocabulary.ping_mark(line.text) if len(line.text) <= 300 else None
        if mark:
            found.type = mark.type if found.type == "comment" else found.type
            if mark.rest and (found.name is None or vocabulary.ping_mark(found.name) or found.name == line.text):
                found.name = clean_name(mark.rest) or mark.rest
                link_in(found, parts, line)
            parts.take(line)
            return
    if found.type == "comment":
        text = " ".join(parts.left(line) for line in parts.lines).strip()
        if re.match(r"^\[?(?:\.\.\.|…|&#8230;)\]? ?.*\[?(?:\.\.\.|…)\]$", text, re.S) and text.startswith("["):
            found.type = "pingback"
            found.evidence.append(("type", 0.9, "the text stands between […] marks"))
