"""Citations in running text: where a document cites which of its works.

`footnotes` reads notes, `reading` finds the calls (`author_year`, `numbers`, `raised`), `noted`
reads the works that notes print, `matching` leads each call to a work or says why not, `whole`
does all of it for one text. Written by hand: trained tools read English articles in the PDF of
their journals, not reports in French.
"""

from __future__ import annotations

from kg.intext.footnotes import footnotes
from kg.intext.matching import match_calls
from kg.intext.model import Call, Footnote, MatchedCall
from kg.intext.reading import read_citations

__all__ = ["Call", "Footnote", "MatchedCall", "footnotes", "match_calls", "read_citations"]
