"""How long things take: the build, the start of the server, each query and each page.

`run_bench` measures on the real program and the real data; nothing is asserted here.
"""

from kg.bench.report import Report, run_bench

__all__ = ["Report", "run_bench"]
