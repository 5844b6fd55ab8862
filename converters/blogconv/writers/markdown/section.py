"""Comments as a part of the post itself, each reply a quote inside what it answers."""

from typing import Any

from blogconv.markup.markdown import text_to_markdown

_LEVELS = 8


def comment_section(comments: list[dict[str, Any]]) -> str:
    """Write the comments as Markdown, answers quoted one level deeper."""
    lines: list[str] = ["", "## Comments", ""]
    stack = [(comment, 0) for comment in reversed(comments)]
    while stack:
        comment, level = stack.pop()
        prefix = "> " * min(level, _LEVELS)
        head = f"**{_who(comment)}**"
        if "date" in comment:
            head += f" ({text_to_markdown(comment['date'])})"
        for line in (head, "", *comment["content"].split("\n"), ""):
            lines.append((prefix + line).rstrip() if line else prefix.rstrip())
        # An empty line outside the quote: two quotes in a row stay two.
        lines.append("")
        stack += [(reply, level + 1) for reply in reversed(comment.get("replies", []))]
    return "\n".join(lines)


def _who(comment: dict[str, Any]) -> str:
    name = (comment.get("author") or {}).get("name") or "Anonymous"
    return text_to_markdown(" ".join(name.split())).replace("*", "\\*") or "Anonymous"
