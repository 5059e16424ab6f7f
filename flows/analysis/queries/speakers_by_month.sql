-- Who is quoted how often in each month. A joint quote counts for each of its speakers.
-- month: month of the articles (YYYY-MM), or unknown
-- entity_id: the speaker in entities
-- actor_id: the speaker in actors, the same for all people of one name
-- name: the speaker's name in entities
-- type: person, organization or location
-- quotes: number of quotes
-- direct: of these, number of direct ones
-- partial: of these, number of partial ones
-- indirect: of these, number of indirect ones
-- articles: number of articles with a quote of this speaker
WITH spoken AS (
    SELECT month, article_id, kind,
        unnest(list_distinct(list_concat(
            joint_speaker_actor_ids,
            CASE WHEN speaker_actor_id IS NULL THEN [] ELSE [speaker_actor_id] END
        ))) AS actor_id
    FROM quotes
),
parted AS (
    SELECT entity_id, actor_id, unnest(article_ids) AS article_id
    FROM entities
    WHERE article_ids IS NOT NULL
),
counted AS (
    SELECT month, coalesce(entity_id, actor_id) AS entity_id,
        count(*)::INTEGER AS quotes,
        count(*) FILTER (kind = 'direct')::INTEGER AS direct,
        count(*) FILTER (kind = 'partial')::INTEGER AS partial,
        count(*) FILTER (kind = 'indirect')::INTEGER AS indirect,
        count(DISTINCT article_id)::INTEGER AS articles
    FROM spoken
    LEFT JOIN parted USING (actor_id, article_id)
    GROUP BY ALL
)
SELECT month, entity_id, actor_id, name, type, quotes, direct, partial, indirect, articles
FROM counted
JOIN entities USING (entity_id)
