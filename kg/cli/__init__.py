"""The command line: one module a command, loaded only when it is asked for.

Data goes to standard output, messages to standard error. A command ends with 0 (done), 1 (done,
and it found problems) or 2 (wrong usage); `program.run` turns every exception into one of these
and a sentence.
"""

from kg.cli.program import main

__all__ = ["main"]
