-- Which people are seen in which roles, and when?
SELECT name, held.role AS role, held.months AS months
FROM (SELECT name, actor_id, unnest(roles) AS held FROM entities WHERE type = 'person')
ORDER BY name, actor_id, role
