"""A block: some studies with all that hangs on them, from the claims to the source's lines.

Names in a block hold `OWN` where the number of the block will stand, and `OTHER` where that of
another block will: a work that is cited, a claim that many findings bear on. What others may name
so exists in every block, however small: the claim `common`, and the first works.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kg.dates import span
from kg.entities import (
    Citation,
    Claim,
    Contribution,
    Corpus,
    Correction,
    EvidenceLine,
    Figure,
    Finding,
    Occurrence,
    Organisation,
    Period,
    Person,
    Place,
    PublicRecord,
    Section,
    Source,
    Study,
    Words,
    Work,
)
from kg.locators import Locator
from kg.synth.programmes import programmes, terms
from kg.synth.words import family, given, journal, publisher, sentence, title

__all__ = ["OTHER", "OWN", "STUDIES", "block"]

OWN, OTHER = "qownq", "qotherq"
STUDIES = 20
"""Studies in a whole block."""
SHARED_WORKS = 3
"""Works that any block has."""
SECTIONS = 6
LINES = 60
"""Lines in a section."""

Concepts = Mapping[str, Sequence[str]]


def block(studies: int, first: bool, concepts: Concepts, chance: random.Random) -> Corpus:
    """The things of a block; the `first` holds the terms as well."""
    making = _Making(concepts, chance)
    making.people(studies + studies // 2 + 3)
    making.works(studies + studies // 5 + SHARED_WORKS)
    making.claims(max(1, studies // 5))
    making.corpus.programmes = programmes(studies // 4 + 1, OWN, concepts, making.place, chance)
    making.studies(studies)
    making.citations(studies * 4)
    if first:
        making.corpus.terms = terms(concepts, making.place, chance)
    return making.corpus


class _Making:
    def __init__(self, concepts: Concepts, chance: random.Random) -> None:
        self.concepts, self.chance = concepts, chance
        self.corpus = Corpus()
        self.source = f"source-{OWN}"
        self._line = 0

    def one(self, scheme: str) -> str:
        return self.chance.choice(self.concepts[scheme])

    def some(self, scheme: str, most: int) -> tuple[str, ...]:
        return tuple(self.chance.sample(self.concepts[scheme], self.chance.randint(1, most)))

    def place(self) -> Place:
        """The next lines of the source of the block."""
        self._line += 2
        first = self._line
        page = self.chance.choice((None, first // 40 + 1))
        locator = Locator(self.source, first, first + self.chance.randint(0, 1), page)
        return Place(locator, str(min(SECTIONS, first // LINES + 1)))

    def people(self, count: int) -> None:
        for number in range(count):
            identifier = f"person-{OWN}-{number}"
            name, first = family(self.chance), given(self.chance)
            self.corpus.persons[identifier] = Person(
                identifier, f"{name} {OWN}", first, (f"{name} {OWN}, {first}",), ()
            )
        label = Words(f"Fondation imaginée {OWN}", f"Imagined foundation {OWN}")
        name = f"organisation-{OWN}"
        self.corpus.organisations[name] = Organisation(name, label, self.one("country"))

    def works(self, count: int) -> None:
        """Publications; the first is the one whose text is the source of the block."""
        work = f"work-{OWN}-0"
        digest = hashlib.sha256(self.chance.randbytes(16)).hexdigest()
        sections = tuple(
            Section(str(n), f"Section {n}", (n - 1) * LINES + 1) for n in range(1, SECTIONS + 1)
        )
        self.corpus.sources[self.source] = Source(
            self.source, f"Source {OWN}", "fr", work, f"{self.source}.txt", digest, sections
        )
        for number in range(count):
            self._work(number)

    def _work(self, number: int) -> None:
        key, french = f"work-{OWN}-{number}", self.chance.random() < 0.5
        year = str(self.chance.randint(1985, 2024))
        people = self.chance.sample(sorted(self.corpus.persons), self.chance.randint(1, 3))
        names = tuple(
            Contribution(place, "author", ("person", p.id), p.family, p.given)
            for place, p in enumerate((self.corpus.persons[p] for p in people), 1)
        )
        kind = self.one("work-type")
        facts = (
            ("container", journal(self.chance)),
            ("volume", str(self.chance.randint(1, 90))),
            ("pages", f"{self.chance.randint(1, 400)}-{self.chance.randint(401, 800)}"),
            ("doi", f"10.5555/synthetic.{OWN}.{number}"),
            ("publisher", publisher(self.chance)),
        )
        self.corpus.works[key] = Work(
            key, kind, f"{title(french, self.chance)} {OWN}", names, Period(year, None, span(year)),
            facts[: self.chance.randint(2, 5)], "fr" if french else "en", "complete",
            self.chance.choice(("in-source", "identified")), None, (self.one("country"),),
            (f"programme-{OWN}-0",) if number % 3 == 0 else (), (), None,
        )  # fmt: skip
        self.corpus.occurrences.append(Occurrence(key, self.place()))
        if number % 8 == 0:
            wrong = Words("L'année imprimée est fausse.", "The year in print is wrong.")
            self.corpus.corrections.append(Correction(key, "year", "19", year, self.place(), wrong))
        if number % 4 == 0:
            url = f"https://example.org/record/{OWN}/{number}"
            shows = f"the volume and the pages of {OWN}"
            self.corpus.public_records.append(PublicRecord(key, "Invented record", url, shows))

    def claims(self, count: int) -> None:
        for name in ("common", *(f"claim-{number}" for number in range(count))):
            identifier = f"{name}-{OWN}"
            words = Words(sentence(True, self.chance), sentence(False, self.chance))
            statement = Words(f"{words.fr} ({OWN}).", f"{words.en} ({OWN}).")
            self.corpus.claims[identifier] = Claim(identifier, statement, self.one("outcome"), None)

    def studies(self, count: int) -> None:
        for number in range(count):
            identifier = f"study-{OWN}-{number}"
            work = SHARED_WORKS + number
            year = self.chance.randint(1985, 2020)
            period = f"{year}/{year + self.chance.randint(1, 4)}"
            words = Words(sentence(True, self.chance), sentence(False, self.chance))
            self.corpus.studies[identifier] = Study(
                identifier, Words(f"{words.fr}, {OWN}", f"{words.en}, {OWN}"), self.one("design"),
                self.chance.randint(8, 4000), (self.one("country"),),
                Period(period, None, span(period)), self.some("setting", 2),
                self.some("population", 2), (f"work-{OWN}-{work}",),
                (f"programme-{OWN}-{number // 4}",), (self.place(),),
            )  # fmt: skip
            for part in range(self.chance.randint(2, 4)):
                self._finding(identifier, f"finding-{OWN}-{number}-{part}")

    def _finding(self, study: str, identifier: str) -> None:
        own = [claim for claim in self.corpus.claims if not claim.startswith("common")]
        said = own[len(self.corpus.findings) % len(own)]
        line = EvidenceLine(said, self.one("stance"), None)
        reason = Words(sentence(True, self.chance), sentence(False, self.chance))
        common = OWN if not self.corpus.findings else OTHER
        shared = EvidenceLine(f"common-{common}", self.one("stance"), reason)
        widely = not self.corpus.findings or self.chance.random() < 0.3
        figures = tuple(self._figure(str(n)) for n in range(self.chance.randint(0, 2)))
        words = Words(sentence(True, self.chance), sentence(False, self.chance))
        self.corpus.findings[identifier] = Finding(
            identifier, study, Words(f"{words.fr} ({OWN}).", f"{words.en} ({OWN})."),
            self.one("direction"), self.some("outcome", 2), figures, (self.place(),),
            (line, shared) if widely else (line,),
        )  # fmt: skip

    def _figure(self, name: str) -> Figure:
        value = Decimal(self.chance.randint(1, 999)) / 10
        return Figure(
            name, Words("part des personnes", "share of people"), value, self.one("measure"), "%",
            "peer", self.chance.randint(5, 900), None, None, None, None,
        )  # fmt: skip

    def citations(self, count: int) -> None:
        findings = sorted(self.corpus.findings)
        for number in range(count):
            identifier = f"citation-{OWN}-{number}"
            place = self.place()
            work = self.chance.choice(sorted(self.corpus.works))
            if number % 4 == 3:
                work = f"work-{OTHER}-{self.chance.randrange(SHARED_WORKS)}"
            carried = (self.chance.choice(findings),) if number % 2 else ()
            self.corpus.citations[identifier] = Citation(
                identifier, f"work-{OWN}-0", work, str(number + 1), f"({number + 1})",
                self.one("citation-function"), place, carried, (), None,
            )  # fmt: skip
