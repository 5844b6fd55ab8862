"""Make pages of designs that nobody has seen: ``designs.py OUT [--pages 200] [--seed 1] [--kept] [--gold FOLDER]``.

A seeded grammar of wrappers, class names, heads, dates, threads and noise draws whole pages and, beside them, what is
true of them: ``OUT/pages-real/html`` and ``OUT/pages-real/gold``, as the score of real pages reads them. ``--gold``
lends real names and texts from a folder of gold files. ``--kept`` draws from the productions that are kept back.
``--mutate HTML GOLD`` redraws real pages instead: see ``design_mutations.py``.
"""

import argparse
import html
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from design_heads import Head, choose, head_of
from design_mutations import mutate_folder
from design_words import INVENTED, LANGUAGES, SENTENCES, Bank, Said, phrases, thread

WRAPPERS = (
    "ul li", "ol li", "div", "article", "table row", "table two rows", "table each", "dl", "headings", "p run",
    "br run", "hr run", "fieldset", "details", "blockquote", "flat div", "columns", "ol bare", "section headings",
)  # fmt: skip
CLASSES = ("none", "random", "meaningful", "misleading", "foreign", "atomic")
THREADS = ("none", "none", "nested", "indent", "depth class", "reply to", "spacer")
_NAMED = {
    "meaningful": "comments comment comment-head comment-author comment-date comment-body reply-link badge votes",
    "misleading": "entries post-item post-header post-title tag-list sidebar-text nav-item widget-title rating",
    "foreign": "beitraege meinung kopfzeile verfassername tagundzeit wortlaut antwortknopf rang stimmen",
    "atomic": "mt-4 p-2 flex font-bold text-sm leading-6 underline px-1 ml-auto",
}
ROLES = ("list", "item", "head", "name", "date", "body", "reply", "badge", "votes")
BADGES = ("Author", "Top Commenter", "Gast", "Moderator", "Mitglied", "PRO", "Editor")


@dataclass
class Design:
    """All that one page has chosen."""

    head: Head
    wrapper: str
    classes: str
    threads: str
    css: dict[str, str]
    body: str
    ids: bool
    noise: frozenset[str]


def design_of(rng: random.Random, language: str, kept: bool) -> Design:
    """Choose a design."""
    classes = choose(rng, "classes", CLASSES, kept)
    if classes == "none":
        names = [""] * len(ROLES)
    elif classes == "random":
        names = ["".join(rng.choices("abcdefghijkmnopqrstuvwxyz", k=rng.choice((5, 6, 7)))) for _ in ROLES]
    else:
        names = _NAMED[classes].split()
    wrapper = choose(rng, "wrapper", WRAPPERS, kept)
    able = [
        t for t in THREADS if t != "nested" or wrapper in ("ul li", "ol li", "div", "article", "ol bare", "columns")
    ]
    able = (
        able
        if wrapper not in ("br run", "p run", "hr run", "headings", "dl", "flat div", "table two rows")
        else ["none"]
    )
    noise = [
        n
        for n in ("form", "recent", "share", "related", "author box", "likes", "ads", "pages", "note")
        if rng.random() < 0.35
    ]
    return Design(
        head=head_of(rng, language, kept), wrapper=wrapper, classes=classes, threads=choose(rng, "threads", able, kept),
        css={role: f' class="{name}"' if name else "" for role, name in zip(ROLES, names, strict=True)},
        body=rng.choice(("p", "p", "div", "br", "loose")), ids=rng.random() < 0.25, noise=frozenset(noise),
    )  # fmt: skip


def draw_items(design: Design, said: list[Said], rng: random.Random) -> str:
    """Draw all comments."""
    pieces: list[str] = []
    below: dict[int | None, list[int]] = {}
    for place, one in enumerate(said):
        below.setdefault(one.parent if design.threads == "nested" else None, []).append(place)
    box = {"ul li": "ul", "ol li": "ol", "ol bare": "ol"}.get(design.wrapper, "div")
    # What is to be drawn: a place, or markup that closes what was opened.
    todo: list[int | str] = list(reversed(below.get(None, [])))
    while todo:
        place = todo.pop()
        if isinstance(place, str):
            pieces.append(place)
            continue
        opened, closed = draw_item(design, said, place)
        pieces.append(opened)
        todo.append(closed)
        inner = below.get(place, []) if design.threads == "nested" else []
        if inner:
            pieces.append(f"<{box}>")
            todo.append(f"</{box}>")
            todo.extend(reversed(inner))
        elif "ads" in design.noise and rng.random() < 0.1 and box == "div" and design.threads != "nested":
            todo.insert(len(todo) - 1, '<div class="promo"><a href="/shop">Pots and pans, all of iron</a></div>')
    return "\n".join(pieces)


def draw_item(design: Design, said: list[Said], place: int) -> tuple[str, str]:
    """Draw one comment: what stands before its answers, and what closes it."""
    one, css, head = said[place], design.css, design.head
    lines = head.lines(one, place + 1, css)
    above, under = lines, []
    if head.place == "below":
        above, under = [], lines
    elif head.place in ("name above, date below", "date above, name below"):
        above, under = lines[:1], lines[1:]
        if head.form.startswith("when") != head.place.startswith("date"):
            above, under = under, above
    elif head.place == "signature":
        above, under = [], [["— " + ", ".join(piece for line in lines for piece in line)]]
    tag = "div" if head.block else "span"
    heads = ["".join(f"<{tag}>{p}</{tag}>" for p in line) if len(line) > 1 else line[0] for line in above if line]
    tails = [" ".join(line) for line in under if line]
    answered = ""
    if design.threads == "reply to" and one.parent is not None:
        up = said[one.parent]
        answered = f'<span class="to">in reply to <a href="#comment-{up.number}">{html.escape(up.name)}</a></span>'
    if "note" in design.noise and place == 1:
        tails.append("<em>Your comment is awaiting moderation.</em>")
    ident = f' id="comment-{one.number}"' if design.ids or design.threads == "reply to" else ""
    style = ""
    if design.threads == "indent":
        style = f' style="margin-left: {(one.depth - 1) * 24}px"'
    attrs = css["item"] + ident + style
    if design.threads == "depth class":
        own = (css["item"][8:-1] + " " if css["item"] else "") + f"depth-{one.depth}"
        attrs = f' class="{own}"{ident}'
    spacer = (
        f'<img src="/s.gif" width="{(one.depth - 1) * 20}" height="1" alt="">' if design.threads == "spacer" else ""
    )
    return _WRAP.get(design.wrapper, _boxed)(
        design, attrs, [spacer + answered] * bool(spacer + answered) + heads, _body(design, one), tails
    )


def _body(design: Design, one: Said) -> str:
    css = design.css["body"]
    texts = [html.escape(p) for p in one.paragraphs]
    if design.wrapper == "br run" or design.body == "br":
        inner = "<br>".join(texts)
        return inner if design.wrapper in ("br run", "p run") else f"<div{css}>{inner}</div>"
    if design.body == "loose" and design.wrapper in ("ul li", "ol li", "ol bare", "div", "table row", "dl", "columns"):
        return "<br><br>".join(texts)
    inner = "".join(f"<p>{p}</p>" for p in texts)
    return (
        inner if design.body == "p" or design.wrapper in ("p run", "hr run", "headings") else f"<div{css}>{inner}</div>"
    )


def _stack(design: Design, lines: list[str], tag: str = "") -> str:
    return "".join(f"<{tag or 'div'}{design.css['head']}>{line}</{tag or 'div'}>" for line in lines)


def _boxed(design: Design, attrs: str, heads: list[str], body: str, tails: list[str]) -> tuple[str, str]:
    tag = {
        "ul li": "li",
        "ol li": "li",
        "ol bare": "li",
        "article": "article",
        "fieldset": "fieldset",
        "details": "details open",
    }
    outer = tag.get(design.wrapper, "div")
    if design.wrapper == "ol bare":
        drawn = "<br>".join(heads) + "<br>" * bool(heads) + body + "<br>" * bool(tails) + "<br>".join(tails)
    elif design.wrapper in ("fieldset", "details"):
        first = {"fieldset": "legend", "details": "summary"}[design.wrapper]
        drawn = "".join(_stack(design, heads[:1], first)) + _stack(design, heads[1:]) + body + _stack(design, tails)
    elif design.wrapper == "blockquote":
        drawn = _stack(design, heads, "p") + f"<blockquote>{body}</blockquote>" + _stack(design, tails, "p")
    elif design.wrapper == "columns":
        drawn = f"<div>{_stack(design, heads)}</div><div>{body}{_stack(design, tails)}</div>"
    elif design.wrapper == "section headings":
        drawn = _stack(design, heads[:1], "h4") + _stack(design, heads[1:]) + body + _stack(design, tails)
    else:
        drawn = _stack(design, heads) + body + _stack(design, tails)
    return f"<{outer}{attrs}>{drawn}", f"</{outer.split(' ')[0]}>"


def _rows(design: Design, attrs: str, heads: list[str], body: str, tails: list[str]) -> tuple[str, str]:
    head, tail = "<br>".join(heads), "<br>".join(tails)
    css = design.css
    if design.wrapper == "table row":
        return f"<tr{attrs}><td{css['head']}>{head}</td><td>{body}{tail}</td>", "</tr>"
    two = f"<tr><td{css['head']}>{head or tail}</td></tr><tr><td>{body}{tail if head else ''}</td></tr>"
    return (two, "") if design.wrapper == "table two rows" else (f"<table{attrs}>{two}", "</table>")


def _flat(design: Design, attrs: str, heads: list[str], body: str, tails: list[str]) -> tuple[str, str]:
    css = design.css
    if design.wrapper == "dl":
        return f"<dt{attrs}>{'<br>'.join(heads or tails)}</dt><dd>{body}{'<br>'.join(tails if heads else [])}</dd>", ""
    if design.wrapper == "br run":
        return "<br>".join([*heads, body, *tails]) + "<br><br>", ""
    if design.wrapper == "p run":
        body = body if body.startswith("<p") else f"<p>{body}</p>"
        return f"<p{css['head']}>{'<br>'.join(heads or tails)}</p>{body}" + _stack(
            design, tails if heads else [], "p"
        ), ""
    if design.wrapper == "headings":
        return _stack(design, (heads or tails)[:1], "h3") + _stack(design, heads[1:], "p") + body + _stack(
            design, tails if heads else [], "p"
        ), ""
    if design.wrapper == "hr run":
        return _stack(design, heads, "p") + body + _stack(design, tails, "p") + "<hr>", ""
    return _stack(
        design, ["<br>".join(heads or tails)]
    ) + f"<div{css['body']}>{body}{'<br>'.join(tails if heads else [])}</div>", ""


_WRAP = {
    "table row": _rows, "table two rows": _rows, "table each": _rows, "dl": _flat, "headings": _flat, "p run": _flat,
    "br run": _flat, "hr run": _flat, "flat div": _flat,
}  # fmt: skip
_LISTS = {"ul li": "ul", "ol li": "ol", "ol bare": "ol", "table row": "table", "table two rows": "table", "dl": "dl"}


def draw_page(design: Design, said: list[Said], rng: random.Random) -> tuple[str, dict[str, Any]]:
    """Draw a whole page; give it with what is true of it."""
    language = design.head.language
    title = rng.choice(SENTENCES).split(",")[0].rstrip(".!?")
    post = [" ".join(rng.sample(SENTENCES, 4)) for _ in range(4)]
    counted = phrases(language, "headings", "count")
    word = counted[0] if language not in INVENTED else "comments"
    heading = rng.choice((f"{len(said)} {word}", f"{len(said)} {word}", word.capitalize()))
    outer = _LISTS.get(design.wrapper, "div")
    items = draw_items(design, said, rng)
    noise = design.noise
    form = '<form action="/say"><p><label>Name</label><input name="a"></p>'
    form += '<textarea name="t"></textarea><input type="submit"></form>'
    side = "".join(f"<li>{html.escape(s.name)}: {html.escape(s.paragraphs[0][:30])}…</li>" for s in said[:4])
    parts = [
        f"<h1>{title}</h1>", "".join(f"<p>{html.escape(p)}</p>" for p in post),
        '<p><a href="/tw">Tweet</a> <a href="/fb">Share</a></p>' * ("share" in noise),
        "<div><b>The gardener</b><p>Keeps the pond and writes of it.</p></div>" * ("author box" in noise),
        '<h3>Related posts</h3><ul><li><a href="/1">Locks</a></li></ul>' * ("related" in noise),
        f"<h2>{heading}</h2>", f"<{outer}{design.css['list']}>{items}</{outer}>",
        '<p><a href="?page=2">2</a> <a href="?page=3">3</a></p>' * ("pages" in noise),
        f"<h3>{phrases(language, 'marks', 'form')[0].capitalize()}</h3>{form}" * ("form" in noise),
    ]  # fmt: skip
    recent = f'<div id="sidebar"><h3>Recent Comments</h3><ul>{side}</ul></div>' if "recent" in noise else ""
    page = (
        f'<!DOCTYPE html><html lang="{"en" if language in INVENTED else language}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body><div>{''.join(parts)}</div>{recent}<p>All pages</p></body></html>"
    )
    stamp = "%Y-%m-%dT%H:%M" if design.head.timed() else "%Y-%m-%d"
    threaded = design.threads != "none"
    gold = {
        "platform": design.head.form, "family": f"{design.wrapper}, {design.classes}", "lang": language, "title": title,
        "body_text": "\n".join(post), "comments_elsewhere": None,
        "gold": {"origin": design.wrapper, "threaded": threaded},
        "comments": [
            {"author": s.name, "date": s.when.strftime(stamp) if design.head.dated() else None, "type": "comment",
             "body_text": "\n".join(s.paragraphs), "parent_index": s.parent if threaded else None}
            for s in said
        ],
    }  # fmt: skip
    return page, gold


def make(number: int, seed: int, kept: bool, bank: Bank) -> tuple[str, dict[str, Any]]:
    """Make one page: the same for the same numbers."""
    rng = random.Random(f"{seed} {number} {kept}")
    language = "en" if rng.random() < 0.25 else choose(rng, "language", LANGUAGES, kept)
    design = design_of(rng, language, kept)
    said = thread(rng, bank, rng.choice((2, 3, 5, 8, 13, 30)), 0.0 if design.threads == "none" else 0.4)
    for one in said:
        one.extra["place"] = rng.choice(("Oberau", "Lower Pond", "Ville-sur-Eau"))
        one.extra["badge"] = rng.choice(BADGES) if rng.random() < 0.4 else ""
    return draw_page(design, said, rng)


def main() -> None:
    """Write a set of pages with their gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", action="store_true", help="draw from the productions that are kept back")
    parser.add_argument("--gold", type=Path, help="lend names and texts from these gold files")
    parser.add_argument("--mutate", nargs=2, type=Path, metavar=("HTML", "GOLD"), help="redraw these pages instead")
    asked = parser.parse_args()
    pages, golds = asked.out / "pages-real/html", asked.out / "pages-real/gold"
    for folder in (pages, golds):
        folder.mkdir(parents=True, exist_ok=True)
    if asked.mutate:
        mutate_folder(*asked.mutate, pages, golds, asked.seed)
        return
    bank = Bank.of_gold(asked.gold) if asked.gold else Bank()
    for number in range(asked.pages):
        page, gold = make(number, asked.seed, asked.kept, bank)
        (pages / f"{number:04}.html").write_text(page, "utf-8")
        (golds / f"{number:04}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
