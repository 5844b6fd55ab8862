"""Replace commenters' names by numbers, the same for the same name throughout, also where texts mention them."""

import re
from typing import Any

from msgspec import structs

from blogconv.language.names import fold_name
from blogconv.model import Author, Comment, Post
from blogconv.transforms.speaking import PINGS, Earlier, addressed, may_mention, own_words
from blogconv.transforms.texts import changed, changed_extra

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
_MAYBE_NAME = re.compile(r"([@＠](?:<[^<>]{0,300}>|[ \u00a0])*)?([^\W_]+(?:_[^\W_]+)*)")

_LONGEST = 200


class Pseudonyms:
    """The names met so far; "Commenter 12" is the twelfth."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def applied(self, post: Post) -> tuple[Post, int]:
        """Give the post with its commenters' names replaced, and how many names that were.

        The post's author keeps the name, as a byline is public, also as a commenter.
        """
        byline = _who(_name(post.author)) if post.author else ""
        forms = _Forms()
        people: dict[str, str] = {}
        for comment in post.comments:
            name = _name(comment.author)
            folded = _who(name)
            if folded and folded != byline and comment.type not in PINGS:
                people[folded] = self._pseudonym(folded)
                forms.add(name, people[folded], only_after_at=len(name.split()) == 1)
        for said, who in _spoken(post):
            if who in people:
                forms.add(said, people[who], only_after_at=True)

        def change(path: str, text: str) -> str:
            return forms.replaced(text)

        comments = tuple(_hidden(changed(comment, change), comment, people, byline) for comment in post.comments)
        hidden = len(people) + sum(
            new.author == Author() != old.author for new, old in zip(comments, post.comments, strict=True)
        )
        if not people:
            return structs.replace(post, comments=comments), hidden
        comments = tuple(
            structs.replace(one, extra=changed_extra(one.extra, forms.replaced)) if one.extra else one
            for one in comments
        )
        extra = changed_extra(post.extra, forms.replaced)
        return structs.replace(changed(post, change), comments=comments, extra=extra), hidden

    def _pseudonym(self, folded: str) -> str:
        return f"Commenter {self._numbers.setdefault(folded, len(self._numbers) + 1)}"


class _Forms:
    """How texts write the names: in full anywhere, by a single word only after ``@`` ("Will" is a word too)."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[str, tuple[str, bool]]] = {}
        self._lengths: dict[str, set[int]] = {}

    def add(self, form: str, pseudonym: str, *, only_after_at: bool) -> None:
        """Know a name in one spelling."""
        if (word := _WORD.search(form)) and len(form) <= _LONGEST:
            form = form[word.start() :]
            self._by_first.setdefault(word[0], {}).setdefault(form, (pseudonym, only_after_at))
            self._lengths.setdefault(word[0], set()).add(len(form))

    def replaced(self, text: str) -> str:
        """Give the text with every name that is known replaced."""
        if not self._by_first:
            return text
        parts: list[str] = []
        done = 0
        for found in _MAYBE_NAME.finditer(text):
            if found.start(2) < done or found[2] not in self._by_first:
                continue
            # By length rather than form by form: a thousand people may share a first name.
            for length in sorted(self._lengths[found[2]], reverse=True):
                end = found.start(2) + length
                known = self._by_first[found[2]].get(text[found.start(2) : end])
                if known and (found[1] or not known[1]) and not text[end : end + 1].isalnum():
                    parts += text[done : found.start(2)], known[0]
                    done = end
                    break
        return "".join((*parts, text[done:])) if parts else text


def _name(author: Author) -> str:
    """Give the name by which an author is known."""
    return author.name or author.login or " ".join(filter(None, (author.first_name, author.last_name)))


def _who(name: str) -> str:
    """Fold a name to what identifies a person here: one of symbols alone does so too."""
    return fold_name(name) or name.strip()


def _hidden(new: Comment, comment: Comment, people: dict[str, str], byline: str) -> Comment:
    """Put the pseudonym, if there is one, in place of all that says who wrote the comment."""
    who = _who(_name(comment.author))
    if comment.type in PINGS or (who and who == byline):
        return new
    return structs.replace(new, author=Author(name=people.get(who)), extra=_nameless(new.extra))


def _nameless(extra: dict[str, Any]) -> dict[str, Any]:
    """Drop the name as WordPress stored it."""
    wxr = extra.get("wxr")
    if not isinstance(wxr, dict) or "comment_author" not in wxr:
        return extra
    return {**extra, "wxr": {key: value for key, value in wxr.items() if key != "comment_author"}}


def _spoken(post: Post) -> list[tuple[str, str]]:
    """List the forms in which comments address each other ("Louis"), with the folded name each stands for."""
    earlier = Earlier()
    found = []
    names = {comment.id: fold_name(comment.author.name or "") for comment in post.comments}
    for comment in post.comments:
        if comment.type not in PINGS and may_mention(comment.content):
            words = own_words(comment.content, comment.content_format)
            for mention in addressed(words, earlier, fold_name(comment.author.name or "")):
                found.append((words[mention.start : mention.end], names[mention.comment]))
        earlier.add(comment)
    return found
