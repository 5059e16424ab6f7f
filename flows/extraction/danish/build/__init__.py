"""Regenerates the generated word lists; needed only when a list changes, never at run time.

`python -m flows.extraction.danish.build` writes the lists beside `../__init__.py` from the
hand-compiled files in `own/` and, for names and territories, from Faker and Babel. Both packages
are wanted at build time only: `pip install Babel Faker`.
"""
