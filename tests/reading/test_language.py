"""Telling Danish from its neighbours and from others. Texts written for the test."""

from __future__ import annotations

import pytest

from flows.reading import detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "da",
            "Broen bliver åbnet efter sommerferien, og hun siger, at hun ikke er bange for det.",
        ),
        ("da", "- Jeg har aldrig set noget lignende, siger han. Men nu må vi videre."),
        ("da", "Ti mennesker er blevet såret af en bil, der kørte ind i en mur."),
        ("no", "Broen blir åpnet etter sommerferien, og hun sier at hun ikke er redd for det."),
        ("no", "– Jeg har aldri sett noe lignende, sier han. Men nå må vi videre."),
        ("no", "Eg har aldri sett noko liknande, seier han, men no må vi vidare frå det."),
        ("sv", "Bron öppnas efter sommaren, och hon säger att hon inte är rädd för det."),
        ("en", "The bridge will open after the summer, and she says that she is not afraid."),
        ("de", "Die Brücke wird nach dem Sommer eröffnet, und sie sagt, dass sie keine Angst hat."),
        ("nl", "De brug wordt na de zomer geopend en zij zegt dat het niet om het geld gaat."),
        ("fr", "Le pont sera ouvert après les vacances, et elle dit que ce n'est pas la fin."),
        ("es", "El puente se abre después del verano, y ella dice que no es una cosa de un día."),
        ("it", "Il ponte si apre dopo le vacanze, e lei dice che non è una cosa di un giorno."),
        ("fi", "Silta avataan kesän jälkeen, ja hän sanoo, että se ei ole vain yksi silta."),
        ("und", "Kim Dal 3-2"),
        ("und", "Мост откроют после лета, и она говорит, что не боится."),
        ("und", ""),
        ("und", "12 34 56"),
    ],
)
def test_languages(language: str, text: str) -> None:
    assert detect_language(text) == language
