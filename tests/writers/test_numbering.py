"""Numbers for posts and comments: kept where they can be, made where they cannot, the same in every run."""

from hypothesis import given
from hypothesis import strategies as st

from blogconv.model import Comment
from blogconv.writers.numbering import Numbers, Posts, thread


def comments(*pairs: tuple[str, str | None]) -> list[Comment]:
    return [Comment(id=ident, parent=parent) for ident, parent in pairs]


def test_numbers_of_the_source_are_kept():
    found = thread(comments(("7", None), ("9", "7"), ("8", None)), Numbers())
    assert (found.ids, found.parents, found.made) == ([7, 9, 8], [0, 7, 0], False)


def test_a_parent_that_comes_later_gets_the_smaller_number():
    found = thread(comments(("a", "b"), ("b", None)), Numbers())
    assert (found.ids, found.parents, found.made) == ([2, 1], [1, 0], True)


def test_a_parent_with_a_greater_number_makes_all_numbers_new():
    found = thread(comments(("3", None), ("2", "3")), Numbers())
    assert (found.ids, found.parents) == ([1, 2], [0, 1])


def test_numbers_given_up_are_free_again():
    numbers = Numbers()
    thread(comments(("1", None), ("2", None), ("x", None)), numbers)
    assert numbers.make() == 4


def test_a_missing_parent_makes_a_root_and_is_named():
    found = thread(comments(("1", "99")), Numbers())
    assert (found.ids, found.parents, found.missing) == ([1], [0], [("1", "99")])


def test_a_circle_is_cut_at_its_first_comment():
    found = thread(comments(("c", "a"), ("a", "b"), ("b", "c"), ("d", "d")), Numbers())
    assert found.cyclic == ["c", "d"]
    assert found.parents == [0, found.ids[2], found.ids[0], 0]


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 12))), max_size=13, unique_by=lambda p: p[0]
    )
)
def test_every_parent_has_a_smaller_number(pairs):
    given_comments = comments(*((str(a), None if b is None else str(b)) for a, b in pairs))
    found = thread(given_comments, Numbers())
    assert len(set(found.ids)) == len(pairs)
    assert all(parent < number for number, parent in zip(found.ids, found.parents, strict=True))
    by_id = {c.id: n for c, n in zip(given_comments, found.ids, strict=True)}
    absent = {ident for ident, _ in found.missing} | set(found.cyclic)
    for comment, parent in zip(given_comments, found.parents, strict=True):
        if comment.id not in absent and comment.parent is not None:
            assert parent == by_id[comment.parent]


def test_a_very_long_chain_is_numbered():
    found = thread(comments(*((f"c{n}", f"c{n + 1}") for n in range(20_000))), Numbers())
    assert found.ids[0] == 20_000
    assert found.ids[-1] == 1


def test_posts_named_before_they_come_keep_their_number():
    posts = Posts()
    early = posts.refer("about")
    assert posts.number("about") == (early, True)
    assert not posts.awaited


def test_a_number_taken_by_a_made_one_is_replaced():
    posts = Posts()
    assert posts.number("slug") == (1, True)
    assert posts.refer("1") == 2
    assert posts.number("1") == (2, True)
    assert posts.refer("slug") == 1


def test_a_post_that_never_comes_stays_awaited():
    posts = Posts()
    posts.number("5")
    assert posts.refer("5") == 5
    assert posts.refer("6") == 6
    assert list(posts.awaited) == ["6"]


def test_numbers_far_apart_take_little_memory() -> None:
    import tracemalloc

    tracemalloc.start()
    numbers = Numbers()
    assert all(numbers.take(number) for number in range(1, 20_000 << 40, 1 << 40))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 20_000 * 250
    assert numbers.has(1)
    assert not numbers.has(2)
