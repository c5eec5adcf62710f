"""A made-up graph of the same shape as the real one, as large as wanted.

It serves tests of load and scale: nothing in it is true. The things are made as entities and said
as triples by the very code that says the real ones, so the two cannot come apart. That is done for
a few blocks of studies only; the graph then repeats them, each time under names of its own, which
is what lets ten million triples be written in minutes and in the memory of one block.
"""

from __future__ import annotations

from kg.synth.stream import Synthesis, synthesise

__all__ = ["Synthesis", "synthesise"]
