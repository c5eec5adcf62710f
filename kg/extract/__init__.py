"""References read out of documents: a documentary dossier as text or Markdown.

`lines` says what each line is, `blocks` finds references by their imprints (`imprint`, `upward`,
`leads`, `addresses`), `items` reads their fields, `merging` puts one work together, `misprints`
names what is printed in two ways, `report` shows it. Written by hand: trained parsers read single
references in English journals' styles, and published rules know no layout of French grey
literature.
"""

from __future__ import annotations

from kg.extract.document import Extraction, extract_document, extract_text

__all__ = ["Extraction", "extract_document", "extract_text"]
