"""Published results against the program: cases, their verdicts, and ``docs/validation.md``.

``case`` says what a case is, ``catalogue`` lists them, ``bench`` runs the program, ``lines`` reads
what other programs have measured, ``registry`` keeps the verdicts, ``page`` and ``figure`` write.
"""
