"""Checks the graph against the SHACL shapes and says faults in a curator's words.

- `screen`: finds the things that may be at fault, in one pass for each rule;
- `facts`, `checks`: what it looks at, and what it asks of a value;
- `validating`: what a validator says of those things, as faults and problems.
"""

from __future__ import annotations

from kg.shapes.validating import Fault, faults, faults_of, shape_problems

__all__ = ["Fault", "faults", "faults_of", "shape_problems"]
