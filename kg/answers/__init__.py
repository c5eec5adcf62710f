"""The answers: one typed function a question, each in the JSON shape that users rely on.

Every function takes the graph first and returns pydantic models. Each asks a constant number of
queries, however long its list: first the identifiers of the page, then what is told of them.
"""
