"""From records to entities: every name looked up, every place checked, every date given days.

One module a family of records; `corpus` runs them in order. Like the readers they collect
problems and go on, so that a curator sees all of them at once.
"""
