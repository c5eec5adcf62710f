"""Reviews in MLA, Chicago, APA and French: the review is one thing, what it reviews another."""

from __future__ import annotations

import time

import pytest

from kg.extract.misprints import show
from kg.extract.styles.single import read_single

OWN = "Review of The Paths of Water, by Bo Reed"
REVIEWS: dict[str, tuple[str, str, str, str]] = {
    "mla": (
        "Moss, Ann. Review of *The Paths of Water*, by Bo Reed. *River Notes*, vol. 12, no. 3, "
        "2012, pp. 4-6.",
        OWN,
        "The Paths of Water",
        "Reed, Bo",
    ),
    "mla 7": (
        "Moss, Ann. Rev. of *The Paths of Water*, by Bo Reed. *River Notes* 12.3 (2012): 4-6. "
        "Print.",
        "Rev. of The Paths of Water, by Bo Reed",
        "The Paths of Water",
        "Reed, Bo",
    ),
    "mla 7 with a title": (
        "Moss, Ann. “A Long Walk.” Rev. of *The Paths of Water*, by Bo Reed and Cy Alder. "
        "*River Notes* 12.3 (2012): 4-6. Print.",
        "A Long Walk",
        "The Paths of Water",
        "Reed, Bo; Alder, Cy",
    ),
    "mla without marks": (
        "Moss, Ann. Rev. of The Paths of Water, by Bo Reed. River Notes 12.3 (2012): 4-6. Print.",
        "Rev. of The Paths of Water, by Bo Reed",
        "The Paths of Water",
        "Reed, Bo",
    ),
    "chicago with a title": (
        "Moss, Ann. “A Long Walk.” Review of *The Paths of Water*, by Bo Reed. *River Notes* 12, "
        "no. 3 (2012): 4–6.",
        "A Long Walk",
        "The Paths of Water",
        "Reed, Bo",
    ),
    "chicago, an edited book": (
        "Moss, Ann. Review of *The Paths of Water*, edited by Bo Reed. *River Notes* 12, no. 3 "
        "(2012): 4–6.",
        "Review of The Paths of Water, edited by Bo Reed",
        "The Paths of Water",
        "Reed, Bo",
    ),
    "chicago, author and date": (
        "Moss, Ann. 2012. Review of *The Paths of Water*, by Bo Reed. *River Notes* 12 (3): 4–6.",
        OWN,
        "The Paths of Water",
        "Reed, Bo",
    ),
    "unsigned": (
        "Review of *The Paths of Water*, by Bo Reed. *River Notes* 12, no. 3 (2012): 4–6.",
        OWN,
        "The Paths of Water",
        "Reed, Bo",
    ),
    "a newspaper": (
        "Moss, Ann. Review of *The Paths of Water*, directed by Bo Reed. *River Notes*, "
        "3 May 2012, p. 4.",
        "Review of The Paths of Water, directed by Bo Reed",
        "The Paths of Water",
        "Reed, Bo",
    ),
    "nobody named": (
        "Moss, Ann. Review of *The Paths of Water*. *River Notes* 12, no. 3 (2012): 4–6.",
        "Review of The Paths of Water",
        "The Paths of Water",
        "",
    ),
    "apa": (
        "Moss, A. (2012). A long walk [Review of the book *The paths of water*, by B. Reed]. "
        "*River Notes*, *12*(3), 4–6.",
        "A long walk",
        "The paths of water",
        "Reed, B.",
    ),
    "apa without a title": (
        "Moss, A. (2012). [Review of the book *The paths of water*, by B. Reed & C. Alder]. "
        "*River Notes*, *12*(3), 4–6.",
        "Review of the book The paths of water, by B. Reed & C. Alder",
        "The paths of water",
        "Reed, B.; Alder, C.",
    ),
    "french": (
        "Morel, Anne. Compte rendu de *La rive et le lac*, de Luc Weiss. *River Notes*, vol. 12, "
        "n° 3, 2012, p. 4-6.",
        "Compte rendu de La rive et le lac, de Luc Weiss",
        "La rive et le lac",
        "Weiss, Luc",
    ),
    "french, in quotes": (
        "Anne Morel, « Compte rendu de *La rive et le lac*, par Luc Weiss », *River Notes*, "
        "n° 12, 2012, p. 4-6.",
        "Compte rendu de La rive et le lac, par Luc Weiss",
        "La rive et le lac",
        "Weiss, Luc",
    ),
}


@pytest.mark.parametrize(("printed", "title", "reviewed", "by"), REVIEWS.values(), ids=REVIEWS)
def test_a_review(printed: str, title: str, reviewed: str, by: str) -> None:
    item = read_single(printed)
    assert item is not None
    assert item.csl["type"] == "review"
    assert item.csl["title"] == title
    assert item.csl["reviewed-title"] == reviewed
    assert show(item.csl.get("reviewed-author", [])) == by
    assert item.csl["container-title"] == "River Notes"
    assert show(item.csl["issued"])[:4] == "2012"
    assert not any("not understood" in warning for warning in item.warnings)
    if not printed.startswith("Review"):
        assert item.csl["author"][0]["family"] in ("Moss", "Morel")


@pytest.mark.parametrize(
    "printed",
    [
        "Reed B. A review of paths in water. River Notes. 2012;12(3):4-6.",
        "Reed B. Review of methods for paths by water. River Notes. 2012;12(3):4-6.",
        "Moss, Ann. “A Review of Paths in Water.” *River Notes* 12, no. 3 (2012): 4–6.",
        "Reed, B. (2012). Review of *Rivus minor* in towns. *River Notes*, *12*(3), 4–6.",
    ],
)
def test_a_review_of_a_field_is_an_article(printed: str) -> None:
    item = read_single(printed)
    assert item is not None
    assert item.csl["type"] == "article-journal"
    assert "reviewed-title" not in item.csl


@pytest.mark.parametrize(
    "unit", ["Review of ", "“a.” Rev. of *b*, by ", "compte rendu de ", ", by A"]
)
def test_a_long_line_takes_little_time(unit: str) -> None:
    entry = "Moss, Ann. Review of *Paths*, by " + unit * (2600 // len(unit)) + " 2012."
    start = time.process_time()
    read_single(entry)
    assert time.process_time() - start < 2.0
