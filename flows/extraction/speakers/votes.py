"""What speaks for and against those who may have said words that no clause gives to anybody."""

from __future__ import annotations

from typing import Final

# What speaks for (or against) a candidate; set by search over annotated articles.
VOTES: Final = {
    "same run before": 3.0,  # spoke before in the same run of paragraphs
    "same run behind": 2.4,  # is named later in the run
    "asked itself": 1.0,  # spoke before, but with a question
    "answers": 3.0,  # the other party of the dialogue
    "asked in a dialogue": 2.0,  # against: put the question that somebody else has to answer
    "alternates": 3.0,  # the other party, where two talk paragraph by paragraph
    "last speaker": 0.5,
    "next speaker": 0.6,
    "main": 0.8,  # speaks most in the article
    "main, asked": 1.6,  # the same behind a question of the interviewer's
    "colon": 2.0,  # brought on stage by a sentence that ends in a colon
    "introduced": 1.6,  # mentioned in the narration before
    "subject": 0.9,  # as its subject
    "bystander": 0.8,  # against: somebody else is the subject
    "no person": 1.5,  # against: an organisation or a place
    "sentence between": 0.25,  # against, per sentence up to two
    "further off": 0.4,  # factor for mentions before the nearest narration
    "reported": 0.8,  # its words were reported just before
    "reported here": 1.6,  # the same in the same paragraph
    "named inside": 3.0,  # against: the words speak of it by name
    "joint": 2.5,  # against: several speak
    "opening": 0.5,  # the next speaker, where the words open the article
    "credited": 3.2,  # named behind the run by a sentence about its words: "Ordene er ..."
    "named behind": 0.9,  # named behind the run, where the words open the article
}
