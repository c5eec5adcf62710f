"""Reads library files into references, and writes them.

Read are BibTeX, biblatex, RIS, EndNote (XML and tagged), PubMed, CSL-JSON, plain lists of
references and DOIs; `kg.library.writing` writes BibTeX, RIS and CSL-JSON.

Each record of a file becomes a reference or a problem with its file and line; nothing is left out
in silence, and no bytes make a reader fail.
"""

from kg.library.dispatch import is_library, read_library
from kg.library.result import LibraryResult

__all__ = ["LibraryResult", "is_library", "read_library"]
