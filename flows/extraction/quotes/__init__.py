"""Finding quotes: marked words, reported clauses, questions, and the clauses that report them."""
