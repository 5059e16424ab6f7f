"""Every coded value of the tables and what it means. Values live in `flows/records.py`; a test
holds the two together."""

from __future__ import annotations

PARAGRAPH_ROLES = {
    "lead": "the opening paragraph",
    "body": "the article's running text",
    "subheading": "a heading inside the text",
    "question": "an interviewer's question standing as a paragraph of its own",
    "caption": "a picture's caption or credit",
    "byline": "who wrote it",
    "debris": "web page remains: links to other articles, advertisement notes, lone names",
    "footer": "the agency's signature",
}

DATE_PRECISIONS = {
    "day": "the header gives year, month and day",
    "month": "the header gives year and month",
    "year": "the header gives the year alone",
    "none": "there is no dated header",
}

QUOTE_KINDS = {
    "direct": "words rendered verbatim, between marks or behind a dash",
    "partial": "marked words inside the reporter's own sentence",
    "indirect": "a statement in the reporter's words",
    "question": "a question put by the interviewer",
}

ACTOR_TYPES = {
    "person": "a human being with a name",
    "organization": "a company, party, authority, team, medium or other body",
    "location": "a country, town, street or other place",
}

MENTION_KINDS = {
    "name": "the name in full",
    "alias": "another form of the name: surname, abbreviation, genitive",
    "title": "a description: the minister, the company",
    "pronoun": "he, she, they",
}
