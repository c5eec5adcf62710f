"""Runs the W3C's SPARQL suites, from a checkout of them, against a running server."""
