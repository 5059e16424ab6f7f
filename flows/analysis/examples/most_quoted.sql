-- Who is quoted most, verbatim, and with which party?
SELECT speaker_name, any_value(speaker_party) AS party, count(*) AS quotes,
    count(DISTINCT article_id) AS articles
FROM quotes_full
WHERE kind IN ('direct', 'partial') AND speaker_type = 'person'
GROUP BY speaker_actor_id, speaker_name
ORDER BY quotes DESC, speaker_name
LIMIT 20
