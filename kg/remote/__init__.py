"""The graph in a SPARQL 1.1 server of another maker, reached over HTTP.

For an installation that one machine does not hold: the same queries, answers, pages and writes,
with another server in the place of the embedded engine. `kinds` declares what each maker's server
can do, `settings` says where it is and who asks, `transport` is the one place that sends anything,
`replies` reads what comes back, `engine` is the `Engine` that the layers above know, `writer` makes
writes and `push` fills an endpoint with a graph built here.
"""

from __future__ import annotations

from kg.remote.engine import RemoteEngine, connect
from kg.remote.errors import RemoteError, WriteUnknown
from kg.remote.kinds import KINDS, Capabilities, Kind
from kg.remote.settings import Endpoint, endpoint_of
from kg.remote.writer import RemoteWriter

__all__ = [
    "KINDS",
    "Capabilities",
    "Endpoint",
    "Kind",
    "RemoteEngine",
    "RemoteError",
    "RemoteWriter",
    "WriteUnknown",
    "connect",
    "endpoint_of",
]
