"""Takes libraries and documents into a data folder: read, matched, added, never overwriting.

`incoming` reads a file, `held` what is there, `deciding` says what becomes of each record, `entry`
and `bibtex` make entries of new works, `package` and `folder` write the import, `report` tells it.
Everything that an ingest adds is one folder, `data/imports/{id}/`: to undo it, take that out.
"""

from __future__ import annotations

from kg.ingest.running import Taken, ingest

__all__ = ["Taken", "ingest"]
