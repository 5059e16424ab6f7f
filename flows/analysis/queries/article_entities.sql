-- Whom each actor of each article is in entities: join by it, for a name may be that of several.
-- article_id: the article
-- actor_id: the actor's id, as in actors and quotes
-- entity_id: the one row of entities that is about it
SELECT actors.article_id, actors.actor_id, coalesce(parted.entity_id, actors.actor_id) AS entity_id
FROM actors
LEFT JOIN (
    SELECT entity_id, actor_id, unnest(article_ids) AS article_id
    FROM entities
    WHERE article_ids IS NOT NULL
) AS parted ON parted.article_id = actors.article_id AND parted.actor_id = actors.actor_id
