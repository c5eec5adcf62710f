"""Reads library files into references: BibTeX, biblatex, RIS, PubMed, CSL-JSON, lists of DOIs.

Each record of a file becomes a reference or a problem with its file and line; nothing is left out
in silence, and no bytes make a reader fail.
"""

from kg.library.dispatch import is_library, read_library
from kg.library.result import LibraryResult

__all__ = ["LibraryResult", "is_library", "read_library"]
