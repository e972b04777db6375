"""The field's patterns as statistical tests, each also with its mechanism switched off.

A pattern compares two treatments on the same random numbers. What it claims, how it is measured
and what should carry it are fixed in `of_*.py` before anything is run; nothing is forced, and a
pattern that does not emerge is published as missed. `python -m minga.patterns` runs them all and
writes docs/findings.md and the registry of verdicts, which tests hold it to.
"""
