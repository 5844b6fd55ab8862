"""Read a list's items out of the tree, however the page nested them."""

import re

from blogconv.markup.tree import COMMENT, Element


def items_of(node: Element) -> list[Element]:
    """Group a list's children into items, new elements tagged ``#item``; what stands between items belongs to the last.

    Many pages put an inner list beside its item rather than inside.
    """
    items: list[Element] = []
    for child in node.children:
        if isinstance(child, Element) and child.tag == "li":
            items.append(Element("#item", {}, list(child.children)))
            checkbox(items[-1])
        elif isinstance(child, Element) and child.tag == COMMENT:
            continue
        elif isinstance(child, Element) or not child.isspace():
            if not items:
                items.append(Element("#item", {}, []))
            items[-1].children.append(child)
    return items


def checkbox(item: Element) -> None:
    """Replace a leading checkbox by the mark of a task list."""
    for holder in (item, next((c for c in item.children if isinstance(c, Element)), None)):
        if holder is None:
            continue
        for at, child in enumerate(holder.children):
            if isinstance(child, Element):
                if child.tag == "input" and child.attrs.get("type", "").lower() == "checkbox":
                    mark = "[x]" if "checked" in child.attrs else "[ ]"
                    if holder is not item:
                        item.children[item.children.index(holder)] = Element(
                            holder.tag, holder.attrs, holder.children[:at] + holder.children[at + 1 :]
                        )
                        at = 0
                    else:
                        del item.children[at]
                    item.children[at:at] = [Element("#literal", {}, [mark]), " "]
                    return
                break
            if not child.isspace():
                break


def start_of(node: Element) -> int:
    """Say with which number an ordered list begins."""
    value = node.attrs.get("start", "").strip()
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else 1


def is_tight(items: list[Element]) -> bool:
    """Say whether no item holds paragraphs of its own."""
    return not any(isinstance(child, Element) and child.tag == "p" for item in items for child in item.children)


def shows(item: Element) -> bool:
    """Say whether an item begins with something: an empty one cannot interrupt a paragraph."""
    return any(not isinstance(child, str) or not child.isspace() for child in item.children)
