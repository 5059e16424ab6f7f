"""Questions and answers: labelled and bare question paragraphs, and whose the answers are."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

LABELLED = """
# label and answer
Mette Holm er borgmester i Holmby.
Spørgsmål: Er I klar?
Svar: Ja, det er vi.
=> question | Er I klar? | - | -
=> direct | Ja, det er vi | Mette Holm | -

# two questions
Mette Holm er borgmester i Holmby.
Spørgsmål: Er I klar?
Svar: Ja, det er vi.
Spørgsmål: Hvornår åbner broen?
Svar: Den åbner i maj.
=> question | Er I klar? | - | -
=> direct | Ja, det er vi | Mette Holm | -
=> question | Hvornår åbner broen? | - | -
=> direct | Den åbner i maj | Mette Holm | -

# a label inside a sentence is none
Der kom et spørgsmål: om broen var klar i maj.
"""


@pytest.mark.parametrize("case", cases(LABELLED))
def test_labelled(case: Case) -> None:
    """`Spørgsmål:` and `Svar:` paragraphs; the label belongs to neither."""
    assert found(case) == case.expected


BARE = """
# dash answer
Mette Holm er borgmester i Holmby.
(question) Er I klar?
- Ja, det er vi.
=> question | Er I klar? | - | -
=> direct | Ja, det er vi | Mette Holm | -

# answer between marks
Mette Holm er borgmester i Holmby.
(question) Er I klar?
"Ja, det er vi."
=> question | Er I klar? | - | -
=> direct | Ja, det er vi | Mette Holm | -

# answer with a clause
Mette Holm er borgmester i Holmby.
(question) Er I klar?
- Ja, det er vi, siger Mette Holm.
=> question | Er I klar? | - | -
=> direct | Ja, det er vi | Mette Holm | siger

# several answers
Mette Holm er borgmester i Holmby.
- Vi bygger en bro, siger hun.
(question) Er I klar?
- Ja, det er vi.
- Vi åbner i maj.
(question) Hvad koster den?
- Den koster to millioner.
=> direct | Vi bygger en bro | Mette Holm | siger
=> question | Er I klar? | - | -
=> direct | Ja, det er vi | Mette Holm | -
=> direct | Vi åbner i maj | Mette Holm | -
=> question | Hvad koster den? | - | -
=> direct | Den koster to millioner | Mette Holm | -

# dash before the question
Mette Holm er borgmester i Holmby.
- Vi bygger en bro, siger hun.
(question) - Er I klar?
- Ja, det er vi.
=> direct | Vi bygger en bro | Mette Holm | siger
=> question | Er I klar? | - | -
=> direct | Ja, det er vi | Mette Holm | -

# a rhetorical question of the reporter's is no quote
Er broen klar til maj? Det ved ingen i Holmby endnu.

# a speaker's own question is speech
- Hvad skal vi gøre? Det ved jeg ikke, siger Mette Holm.
=> direct | Hvad skal vi gøre? Det ved jeg ikke | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(BARE))
def test_bare(case: Case) -> None:
    """A paragraph that is a question is the interviewer's; what follows answers it."""
    assert found(case) == case.expected
