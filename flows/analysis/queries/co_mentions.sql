-- Pairs of actors that the same articles name, each pair once. Of an article that names more than
-- 60 actors only the 60 most mentioned are paired, so that long lists do not fill the memory.
-- actor_a: the actor with the smaller id, as entity_id in entities
-- name_a: its name in entities
-- type_a: person, organization or location
-- actor_b: the actor with the larger id, as entity_id in entities
-- name_b: its name in entities
-- type_b: person, organization or location
-- articles: number of articles that name both
-- first_month: first month in which one does; null if never in a dated article
-- last_month: last month in which one does
WITH most AS (
    SELECT article_id, actor_id, nullif(month, 'unknown') AS dated
    FROM actors
    QUALIFY row_number() OVER (
        PARTITION BY article_id ORDER BY mention_count DESC, first_start, actor_id
    ) <= 60
),
parted AS (
    SELECT entity_id, actor_id, unnest(article_ids) AS article_id
    FROM entities
    WHERE article_ids IS NOT NULL
),
named AS (
    SELECT most.article_id, coalesce(parted.entity_id, most.actor_id) AS entity_id, dated
    FROM most
    LEFT JOIN parted
        ON parted.article_id = most.article_id AND parted.actor_id = most.actor_id
),
pairs AS (
    SELECT a.entity_id AS actor_a, b.entity_id AS actor_b,
        count(*)::INTEGER AS articles,
        min(a.dated) AS first_month,
        max(a.dated) AS last_month
    FROM named AS a
    JOIN named AS b ON a.article_id = b.article_id AND a.entity_id < b.entity_id
    GROUP BY a.entity_id, b.entity_id
)
SELECT actor_a, a.name AS name_a, a.type AS type_a, actor_b, b.name AS name_b, b.type AS type_b,
    articles, pairs.first_month, pairs.last_month
FROM pairs
JOIN entities AS a ON a.entity_id = actor_a
JOIN entities AS b ON b.entity_id = actor_b
