"""The terms that the head of an export lists, each after its parent: the importer looks for parents by slug at once."""

from collections.abc import Iterable, Mapping

from blogconv.model import Term


def parents_first(terms: Iterable[Term], names: Mapping[tuple[str, str], str | None]) -> list[Term]:
    """Order terms, otherwise as they come; ``names`` has terms known by posts alone, listed if they are parents.

    Terms that are each other's parents stay where they are.
    """
    given = list(terms)
    by_key = {(t.taxonomy, t.slug or ""): t for t in given}
    done: set[int] = set()
    placed: set[tuple[str, str]] = set()
    out: list[Term] = []
    for term in given:
        chain: list[Term] = []
        on_chain: set[tuple[str, str]] = set()
        above: Term | None = term
        while above is not None and id(above) not in done:
            key = above.taxonomy, above.slug or ""
            if key in on_chain:
                break
            chain.append(above)
            on_chain.add(key)
            above = _parent(above, by_key, names, placed)
        for each in reversed(chain):
            done.add(id(each))
            placed.add((each.taxonomy, each.slug or ""))
            out.append(each)
    return out


def _parent(
    term: Term,
    by_key: Mapping[tuple[str, str], Term],
    names: Mapping[tuple[str, str], str | None],
    placed: set[tuple[str, str]],
) -> Term | None:
    if not term.parent:
        return None
    key = term.taxonomy, term.parent
    if key in placed:
        return None
    if key in by_key:
        return by_key[key]
    return Term(taxonomy=term.taxonomy, slug=term.parent, name=names[key]) if key in names else None
