-- Which people are seen in which roles, from when to when?
SELECT name, held.role AS role, held.first_month AS first_month, held.last_month AS last_month
FROM (SELECT name, entity_id, unnest(roles) AS held FROM entities WHERE type = 'person')
ORDER BY name, entity_id, role
