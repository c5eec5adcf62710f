"""Fuzzing of every reader; see README.md of this folder."""
