"""Thin routers: each path asks one function of `kg.answers` and says what it takes."""
