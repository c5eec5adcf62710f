"""Timing the reader of libraries against the bare parser, on a generated BibTeX library.

The library holds what makes reading slow: accents written as LaTeX, name particles, corporate
authors, strings, keys that stand twice. The same seed gives the same text.
"""

from __future__ import annotations

import gc
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["LibraryTiming", "generated_library", "time_library"]

_FAMILIES = (
    r'G{\"o}bel', r"Le{\'o}n", r"N{\'e}meth", r"{\L}ukasz", r"Mu{\~n}oz", r"Fa{\c{c}}on",
    r"{\AA}kerlund", r"H{\o}yland", r"Dvo{\v r}{\'a}k", r"{\'E}vrard", r"Lef{\`e}vre",
    r"Br{\^u}l{\'e}", r"S{\o}rensen", r"{\v S}imek", r"Kov{\'a}cs", r'G{\"u}ney', r"Pe{\~n}a",
    r"Fran{\c c}ois", "Martin", "Chen", "Okafor", "Rossi", "Haddad", "Silva", "Novak", "Dubois",
)  # fmt: skip
_PARTICLES = ("de la ", "van der ", "von ", "de ", "d'", "", "", "", "", "", "", "")
_GIVEN = (
    r"Zo{\'e}", r"Andr{\'e}e", r"Jos{\'e}", r'Bj{\"o}rn', r"Ren{\'e}", "A.", "B.~C.",
    r"Marie-H{\'e}l{\`e}ne", r"{\'E}.", "Amina", r'Chlo{\"e}', "Paul", "Lin", "Ngozi", "Carla",
    "Omar", "J.-P.", r"Fran{\c c}oise", r'S{\"o}ren',
)  # fmt: skip
_CORPORATE = (
    r"{Haute Autorit{\'e} des soins invent{\'e}e}",
    "{World Peer Workers and Carers Union}",
    r"{Centre r{\'e}gional d'{\'e}tudes}",
)
_WORDS = (
    r"r{\'e}tablissement", "pair", r"sant{\'e}", "mentale", r"\'evaluation", "d'une",
    r"{\'E}quipe", "peer", "support", "for", "recovery", "in", "{NHS}", "services", r"\&",
    "programmes", r"fran{\c{c}}ais", r'{\"u}ber', "Hoffnung", r"caf{\'e}", "travail", "social",
    r"exp{\'e}rience", "savoirs", r"exp{\'e}rientiels", "hospital", "trial", "of", "the",
    r'na{\"\i}ve', r"c{\oe}ur", r"communaut{\'e}", "outcome", "of", "workers", "stigma", "hope",
    "groups", "randomised", "a",
)  # fmt: skip
_JOURNALS = (
    r"Revue invent{\'e}e de psychiatrie",
    r"Journal of Imagined Peers \& Carers",
    r"Zeitschrift f{\"u}r erfundene Hilfe",
    "Cahiers du possible",
)


@dataclass(frozen=True)
class LibraryTiming:
    """Seconds that the bare parser and our reader took for the same text, and what came out."""

    entries: int
    bare_seconds: float
    read_seconds: float
    references: int
    problems: int

    @property
    def ratio(self) -> float:
        """How many times the bare parser's time our reader takes."""
        return self.read_seconds / self.bare_seconds


def generated_library(entries: int, seed: int = 1) -> str:
    """The text of a BibTeX library; one key in a hundred stands twice."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    strings = "".join(
        f"@string{{j{number} = {{{name}}}}}\n" for number, name in enumerate(_JOURNALS)
    )
    return strings + "".join(_entry(number, chance) for number in range(entries))


def time_library(entries: int, runs: int = 3) -> LibraryTiming:
    """Read a generated library with the bare parser and with ours, the fastest of some runs."""
    from bibtexparser.entrypoint import parse_string

    from kg.library import LibraryResult, read_library
    from kg.library.decoding import forget
    from kg.library.names import forget_names

    text = generated_library(entries)
    results: list[LibraryResult] = []
    with tempfile.TemporaryDirectory(prefix="pairkg-bench-") as folder:
        path = Path(folder) / "generated.bib"
        path.write_text(text, "utf-8")

        def ours() -> None:
            forget()  # what earlier runs have decoded would flatter this one
            forget_names()
            results[:] = [read_library(path)]

        timings = [(_seconds(lambda: parse_string(text)), _seconds(ours)) for _ in range(runs)]
    return LibraryTiming(
        entries=entries,
        bare_seconds=min(bare for bare, _ in timings),
        read_seconds=min(read for _, read in timings),
        references=len(results[0].references),
        problems=len(results[0].problems),
    )


def _seconds(call: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _entry(number: int, chance: random.Random) -> str:
    key = number - 1 if number % 100 == 99 else number
    journal = chance.randrange(len(_JOURNALS))
    volume, issue, first = (chance.randrange(1, top) for top in (60, 12, 900))
    return f"""
@article{{work{key},
  author = {{{_authors(chance)}}},
  title = {{{_title(chance)}}},
  journal = j{journal},
  year = {{{chance.randrange(1970, 2024)}}},
  month = {chance.choice(("jan", "mar", "sep", "dec"))},
  volume = {{{volume}}},
  number = {{{issue}}},
  pages = {{{first}--{first + 11}}},
  doi = {{10.5555/made\\_up.{number}}},
  url = {{https://example.org/works/{number}?a=1&b=2}}
}}
"""


def _authors(chance: random.Random) -> str:
    if chance.random() < 0.05:
        return chance.choice(_CORPORATE)
    names = [
        f"{chance.choice(_PARTICLES)}{chance.choice(_FAMILIES)}, {chance.choice(_GIVEN)}"
        for _ in range(chance.randrange(1, 5))
    ]
    return " and ".join(names)


def _title(chance: random.Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(5, 14)))
