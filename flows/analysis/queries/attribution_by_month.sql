-- How speakers were found in each month, rule by rule: watch it to see extraction change.
-- month: month of the articles (YYYY-MM), or unknown
-- kind: direct, partial, indirect or question
-- attribution: the rule that found the speaker
-- quotes: number of quotes
-- share: share of the month's quotes of this kind (0 to 1)
-- confidence: mean of the estimated probabilities that the speaker is right
-- with_speaker: number of quotes with a speaker
-- with_actor: number of quotes whose speaker is in actors
SELECT month, kind, attribution,
    count(*)::INTEGER AS quotes,
    count(*) / sum(count(*)) OVER (PARTITION BY month, kind) AS share,
    avg(confidence) AS confidence,
    count(speaker_name)::INTEGER AS with_speaker,
    count(speaker_actor_id)::INTEGER AS with_actor
FROM quotes
GROUP BY month, kind, attribution
