"""From entities to RDF: pure functions that say a corpus as triples.

Each triple goes to exactly one named graph: what a source says to the graph of that source, what
public records show to `records`, and what we hold to be so to `curation`. (The engine's view of
all graphs as one repeats a triple that stands in two of them.) There are no blank nodes, so the
same corpus gives the same N-Quads, byte for byte, once sorted.
"""
