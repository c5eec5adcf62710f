"""Made-up names and sentences; whoever reads one sees that it is invented."""

from __future__ import annotations

import random

from kg.bench.made_up_texts import EN, FAMILIES, FR, GIVEN, JOURNALS, PUBLISHERS, made_up_title

__all__ = ["family", "given", "journal", "publisher", "sentence", "title", "topics"]

Chance = random.Random


def family(chance: Chance) -> str:
    """A family name."""
    return chance.choice(FAMILIES)


def given(chance: Chance) -> str:
    """A given name."""
    return chance.choice(GIVEN)


def journal(chance: Chance) -> str:
    """The name of a journal."""
    return chance.choice(JOURNALS)


def publisher(chance: Chance) -> str:
    """The name of a publisher."""
    return chance.choice(PUBLISHERS)


def title(french: bool, chance: Chance) -> str:
    """The title of a work."""
    return made_up_title(french, chance)


def sentence(french: bool, chance: Chance) -> str:
    """Some words in the manner of a statement."""
    topics, people, places, methods = FR if french else EN
    topic, second = chance.sample(topics, 2)
    who, where, how = chance.choice(people), chance.choice(places), chance.choice(methods)
    if french:
        return f"{topic.capitalize()} et {second} augmentent chez les {who} ({how}, {where})"
    return f"{topic.capitalize()} and {second} grow among {who} ({how}, {where})"


def topics() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of topics in French and in English."""
    return FR[0], EN[0]
