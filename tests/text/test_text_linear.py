"""Hostile dumps are read in time that grows as they do."""

import io
import random
import time

import pytest

from blogconv.plugin import Context
from blogconv.readers.text import READER, TextOptions

MOST = 12
"""Seconds of CPU; read line by line against line, most of these would take far longer."""
PROSE = "A title\n\n" + "A long sentence of the text that says nothing much at all. " * 8 + "\n\n"


def _random_words() -> str:
    choose = random.Random(3)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(choose.choices(letters, k=choose.randint(2, 9))) for _ in range(20_000)]
    return "\n".join(" ".join(choose.choices(words, k=3)) for _ in range(25_000))


HOSTILE = {
    "stars that nothing closes": "**a** **b** **c** " + "**a " * 100_000,
    "low lines that nothing closes": "**a** **b** **c** " + "_a " * 100_000,
    "headings that count": "".join(f"{n} comments\n\n" for n in range(1, 60_000)),
    "short rows of random words": _random_words(),
    "comments that no heading announces": "".join(
        f"Ann{n} says:\n3 May 2010 10:00\n\n@Ann{n + 1} hello\n\n" for n in range(2_000)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_dumps_are_read_in_linear_time(name: str) -> None:
    text = (PROSE + HOSTILE[name]).encode()
    began = time.process_time()
    assert list(READER.read(io.BytesIO(text), TextOptions(), Context("dump.txt")))
    assert time.process_time() - began < MOST
