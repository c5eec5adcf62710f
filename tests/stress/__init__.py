"""Runs that take minutes, started by hand; the tests run small versions of them."""
