-- Each quote with what is known of its speaker and its article: the table most questions need.
-- quote_id: the quote's id
-- article_id: the article it stands in
-- month: month of the article (YYYY-MM), or unknown
-- position: number of the quote in its article, from 1
-- kind: direct, partial, indirect or question
-- text: the words
-- speaker_name: who speaks; null where the text leaves it open
-- speaker_actor_id: the speaker in actors; null for unnamed sources
-- speaker_type: person, organization or location; null for unnamed sources
-- speaker_role: the role given at the quote, or else anywhere in the article
-- speaker_party: the speaker's party
-- speaker_organization: the organisation the speaker speaks for
-- speaker_gender: as the text shows it
-- joint_speaker_actor_ids: all speakers where several say it together, else empty
-- cue: the words that report the speaking
-- attribution: the rule that found the speaker
-- confidence: estimated probability that the speaker is right
-- medium: to or through whom it was said
-- said_when: when it was said, as written
-- answers_quote_id: the question that it answers
-- turn_id: joins the quotes of one uninterrupted speech
-- start: where it begins in the article's text (characters)
-- end: where it ends (exclusive)
-- source_file: the article's seed file
-- source_date: first day that the article's date can mean
-- title: the article's headline
-- lead: the article's opening paragraph
-- agencies: news agencies that sign the article
-- language: language of the article
SELECT q.quote_id, q.article_id, q.month, q.position, q.kind, q.text,
    q.speaker_name, q.speaker_actor_id, q.speaker_type,
    coalesce(q.speaker_role, speaker.role) AS speaker_role,
    speaker.party AS speaker_party,
    speaker.organization AS speaker_organization,
    speaker.gender AS speaker_gender,
    q.joint_speaker_actor_ids, q.cue, q.attribution, q.confidence, q.medium, q.said_when,
    q.answers_quote_id, q.turn_id, q.start, q."end",
    article.source_file, article.source_date, article.title, article.lead, article.agencies,
    article.language
FROM quotes AS q
JOIN articles AS article ON article.article_id = q.article_id
LEFT JOIN actors AS speaker
    ON speaker.article_id = q.article_id AND speaker.actor_id = q.speaker_actor_id
