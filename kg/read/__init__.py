"""From files to records: what a file says, each value with the line it stands on.

One module a format (`blocks` for YAML, `tables` for CSV, `bibtex`, `turtle`), and `folder` for
the whole of a data folder. Readers never raise on bad content: they return what they could read
together with the problems they met.
"""
