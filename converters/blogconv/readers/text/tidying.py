"""Take off a body what is not its own: reply marks, lines that recur, closing dates, what stands below the last."""

import re
from collections import Counter
from collections.abc import Sequence

from blogconv.language.dates import PrintedDate
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import Head, bare_name, is_name
from blogconv.readers.text.layout import Line
from blogconv.readers.text.segment import Segment

_NUMBER = re.compile(r"\d+")
_NEVER_A_BODY = ("reply", "edit", "empty", "report", "moderation")


def tidy(lines: Sequence[Line], evidence: Sequence[Evidence], segments: list[Segment], form: str) -> None:
    """Take furniture off the ends of bodies, a closing date too, and what lies below the last comment."""
    _drop_subjects(lines, segments)
    tails: Counter[str] = Counter()
    tops: Counter[str] = Counter()
    for s in segments:
        if s.body:
            tails[_tail_key(lines, evidence, s)] += 1
            if len(s.body) > 1:
                tops[lines[s.body[0]].text] += 1
    opening = {key for key, n in tops.items() if n >= max(3, 0.4 * len(segments)) and len(key) < 40}
    usual = {key for key, n in tails.items() if n >= max(3, 0.3 * len(segments)) and len(key) < 40}
    for s in segments:
        while s.body:
            i = s.body[-1]
            head = evidence[i].head
            if len(s.body) == 1 and not s.lead and evidence[i].furniture not in _NEVER_A_BODY and lines[i].text:
                # "First!" is furniture elsewhere; here it is all that somebody said.
                break
            if (
                evidence[i].furniture
                or not lines[i].text
                or (usual and len(s.body) > 1 and _tail_key(lines, evidence, s) in usual)
            ):
                pass
            elif head and head.kind == "date" and not s.date and form != "closing":
                s.date = head.date
                _take_name_above(lines, evidence, s, form)
            elif head and head.kind == "date" and head.date and _is_same_day(s.date, head.date):
                s.date = head.date
            elif head and _closes(head, form) and _lacks(s):
                # An item whose author, or author and date, stand below its body.
                s.name, s.link, s.date = head.name, lines[i].link, s.date or head.date
            else:
                break
            s.dropped.append(s.body.pop())
        while s.body and (
            evidence[s.body[0]].furniture in ("moderation", "empty", "permalink", "edit", "reply")
            or (lines[s.body[0]].text in opening and len(s.body) > 1)
        ):
            s.dropped.append(s.body.pop(0))
    _end_last(lines, evidence, segments)


def _is_same_day(one: PrintedDate | None, other: PrintedDate) -> bool:
    """Say whether a date below the body is the header's once more, at least as exact."""
    if one is None or one.value is None or other.value is None:
        return False
    return one.value[:10] == other.value[:10] and len(other.value) >= len(one.value)


def _drop_subjects(lines: Sequence[Line], segments: list[Segment]) -> None:
    """Take off the subject that a system makes of a comment's first words, or of the post's title ("Re: …")."""
    own: list[Segment] = []
    above: list[Segment] = []
    for k, s in enumerate(segments):
        if len(s.body) > 1 and _is_subject(lines[s.body[0]].text, lines[s.body[1]].text):
            own.append(s)
        before = segments[k - 1] if k else None
        first = s.lead or (lines[s.body[0]].text if s.body else "")
        if before and len(before.body) > 1 and _is_subject(lines[before.body[-1]].text, first):
            above.append(before)
    if own and len(own) * 2 > len(segments):
        for s in own:
            s.dropped.append(s.body.pop(0))
    if above and len(above) * 2 > len(segments) - 1:
        for s in above:
            s.dropped.append(s.body.pop())


def _is_subject(text: str, below: str) -> bool:
    """Say whether a line is the beginning of the text below it, cut, or an answer to the title."""
    if text[:8] != below[:8] and text[:1] not in "rR":
        return False
    text = text.rstrip(" .…")
    cut = 7 < len(text) < _SUBJECT and len(below) > len(text) and below.startswith(text)
    return cut or (len(text) < 2 * _SUBJECT and text[:3].casefold() == "re:")


_SUBJECT = 60


def _take_name_above(lines: Sequence[Line], evidence: Sequence[Evidence], s: Segment, form: str) -> None:
    """Take the name that stands on a line of its own above a closing date of a list item."""
    if form != "list" or s.name is not None or len(s.body) < 3:
        return
    i = s.body[-2]
    name = bare_name(lines[i])
    if lines[i].gap and not evidence[i].furniture and not evidence[i].head and is_name(name) and len(name) <= _NAME:
        s.name, s.link, s.bare = name, lines[i].link, True
        s.dropped.append(s.body.pop(-2))


_NAME = 40


def _closes(head: Head, form: str) -> bool:
    """Say whether a header that stands below a body may be its own."""
    if head.says:
        return form == "list" and not head.rest
    return head.kind in ("named-date", "by") and form in ("list", "dated")


def _lacks(segment: Segment) -> bool:
    return segment.name is None and len(segment.body) > 1


def _tail_key(lines: Sequence[Line], evidence: Sequence[Evidence], segment: Segment) -> str:
    text = lines[segment.body[-1]].text
    if segment.name and text.endswith(segment.name):
        text = text[: -len(segment.name)].rstrip()
    if len(text) < 60 and evidence[segment.body[-1]].head is None and any(map(str.isdigit, text)):
        # "Liked by 5 people", the next comment's number.
        text = _NUMBER.sub("#", text)
    return text


def _end_last(lines: Sequence[Line], evidence: Sequence[Evidence], segments: list[Segment]) -> None:
    """End the last comment where its indent ends, or at the mark that closes the others."""
    last = segments[-1]
    if not last.body:
        return
    others = [s for s in segments[:-1] if s.body]
    if lines[last.start].mark:
        left = min((lines[i].indent for s in others for i in s.body), default=_inner_indent(lines, last))
        for k, i in enumerate(last.body):
            if i > last.start and lines[i].indent < left:
                last.dropped.extend(last.body[k:])
                del last.body[k:]
                break
    closing = sum(1 for s in others if any(evidence[i].furniture == "reply" for i in s.dropped))
    if closing * 2 > len(others) or not others:
        for k, i in enumerate(last.body):
            if evidence[i].furniture == "reply":
                last.dropped.extend(last.body[k:])
                del last.body[k:]
                break


def _inner_indent(lines: Sequence[Line], segment: Segment) -> int:
    """Indent of the only comment's text, where it is set deeper than the list mark."""
    inner = [lines[i].indent for i in segment.body if i > segment.start]
    return inner[0] if inner and inner[0] > lines[segment.start].indent else 0
