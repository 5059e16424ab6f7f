-- Who is quoted to or through which medium, as far as the texts say: `siger hun til TV 2`.
-- medium: the medium or channel, as written
-- speaker_name: who is quoted; null where the text leaves it open
-- speaker_actor_id: the speaker in actors; null for unnamed sources
-- speaker_type: person, organization or location; null for unnamed sources
-- quotes: number of quotes
-- articles: number of articles
-- first_month: first month in which they stand; null if never in a dated article
-- last_month: last month in which they stand
SELECT medium, speaker_name, speaker_actor_id, speaker_type,
    count(*)::INTEGER AS quotes,
    count(DISTINCT article_id)::INTEGER AS articles,
    min(nullif(month, 'unknown')) AS first_month,
    max(nullif(month, 'unknown')) AS last_month
FROM quotes
WHERE medium IS NOT NULL
GROUP BY medium, speaker_name, speaker_actor_id, speaker_type
