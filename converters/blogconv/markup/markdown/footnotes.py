"""Find footnotes: a mark that links to a list item which links back to the mark."""

import re

from blogconv.markup.markdown.walk import State
from blogconv.markup.tree import Element, ancestors, text


def find_footnotes(everything: list[Element], state: State) -> dict[int, str]:
    """Label the notes of a text by the identity of their list items, and tell ``state`` what refers to them.

    A note is recognised by meaning, not by the class names of one tool: the item has an id, a link outside points
    there, and a link inside points back to that link or to the element around it.
    """
    links = [e for e in everything if e.tag == "a" and e.attrs.get("href", "").startswith("#")]
    if len(links) < 2:
        return {}
    items = {e.attrs["id"]: e for e in everything if e.tag == "li" and e.attrs.get("id")}
    inside: dict[int, Element | None] = {id(link): _item(link) for link in links}
    # What points back: from within an item to some id outside.
    back: dict[tuple[str, str], Element] = {}
    for link in links:
        item = inside[id(link)]
        if item is not None and item.attrs.get("id"):
            back[item.attrs["id"], link.attrs["href"][1:]] = link
    notes: dict[int, str] = {}
    # The labels given, each with the number that the next note of that name tries.
    taken: dict[str, int] = {}
    for link in links:
        target = link.attrs["href"][1:]
        item = items.get(target)
        if item is None or inside[id(link)] is item:
            continue
        anchors = [link.attrs.get("id", "")]
        holder = link
        if link.parent is not None and link.parent.tag in ("sup", "span") and _alone(link):
            holder = link.parent
            anchors.append(holder.attrs.get("id", ""))
        returns = next((back[target, anchor] for anchor in anchors if anchor and (target, anchor) in back), None)
        if returns is None:
            continue
        if id(item) not in notes:
            label = re.sub(r"\W", "", text(link)) or "note"
            unique = label
            while unique in taken:
                taken[label] += 1
                unique = f"{label}-{taken[label]}"
            taken[unique] = 1
            notes[id(item)] = unique
        state.references[id(holder)] = notes[id(item)]
        state.backlinks.add(id(returns))
    return notes


def is_footnote_list(node: Element, notes: dict[int, str]) -> bool:
    """Say whether every item of a list is a footnote."""
    items = [child for child in node.children if isinstance(child, Element)]
    return bool(items) and all(id(item) in notes for item in items)


def _item(link: Element) -> Element | None:
    return next((above for above in ancestors(link) if above.tag == "li"), None)


def _alone(link: Element) -> bool:
    assert link.parent is not None
    return all(child is link or (isinstance(child, str) and not child.strip()) for child in link.parent.children)
