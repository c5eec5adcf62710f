"""`python -m kg.cli` is `pairkg`."""

from kg.cli.program import main

main()
