"""What the graph says of itself: VoID and DCAT, example queries in SHACL, a service description.

- `dataset`: titles, licence, counts, graphs and distributions, made when the graph is built;
- `partitions`: which classes have which properties, for editors that complete what one types;
- `examples`: the competency questions as queries that editors list;
- `service`: what the SPARQL endpoint of a server can do (SPARQL 1.1 Service Description).
"""

from __future__ import annotations

from kg.description.dataset import description
from kg.description.service import Endpoint, service_description

__all__ = ["Endpoint", "description", "service_description"]
