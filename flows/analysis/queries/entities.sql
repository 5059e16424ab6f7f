-- Every actor over the whole dataset, one row each, made from actors.
-- actor_id: the actor's id, the same in every article
-- name: the name most articles use for it; of equals the longest
-- type: person, organization or location; the one most articles give
-- aliases: all other names and forms of its name
-- roles: a person's roles, each with the months in which it was seen
-- parties: a person's parties
-- article_count: number of articles that name it
-- quote_count: number of quotes it speaks, alone or jointly
-- first_month: first month in which it is named; null if never in a dated article
-- last_month: last month in which it is named
WITH seen AS (
    SELECT *, nullif(month, 'unknown') AS dated FROM actors
),
names AS (
    SELECT actor_id, name
    FROM seen
    GROUP BY actor_id, name
    QUALIFY row_number() OVER (
        PARTITION BY actor_id ORDER BY count(*) DESC, length(name) DESC, name
    ) = 1
),
types AS (
    SELECT actor_id, type
    FROM seen
    GROUP BY actor_id, type
    QUALIFY row_number() OVER (PARTITION BY actor_id ORDER BY count(*) DESC, type) = 1
),
forms AS (
    SELECT actor_id, list(DISTINCT form ORDER BY form) AS forms
    FROM (SELECT actor_id, unnest(list_append(aliases, name)) AS form FROM seen)
    GROUP BY actor_id
),
roles AS (
    SELECT actor_id, list({'role': role, 'months': months} ORDER BY role) AS roles
    FROM (
        SELECT actor_id, role,
            coalesce(list(DISTINCT dated ORDER BY dated) FILTER (dated IS NOT NULL), []) AS months
        FROM seen
        WHERE role IS NOT NULL
        GROUP BY actor_id, role
    )
    GROUP BY actor_id
),
totals AS (
    SELECT actor_id,
        coalesce(list(DISTINCT party ORDER BY party) FILTER (party IS NOT NULL), []) AS parties,
        count(*)::INTEGER AS article_count,
        sum(quote_count)::INTEGER AS quote_count,
        min(dated) AS first_month,
        max(dated) AS last_month
    FROM seen
    GROUP BY actor_id
)
SELECT actor_id, name, type,
    list_filter(forms, lambda form : form <> name) AS aliases,
    coalesce(roles, []) AS roles,
    parties, article_count, quote_count, first_month, last_month
FROM totals
JOIN names USING (actor_id)
JOIN types USING (actor_id)
JOIN forms USING (actor_id)
LEFT JOIN roles USING (actor_id)
