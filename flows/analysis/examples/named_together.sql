-- Which organisations are named together with which people?
SELECT CASE WHEN type_a = 'person' THEN name_a ELSE name_b END AS person,
    CASE WHEN type_a = 'person' THEN name_b ELSE name_a END AS organization,
    articles, first_month, last_month
FROM co_mentions
WHERE list_sort([type_a, type_b]) = ['organization', 'person']
ORDER BY articles DESC, person, organization
LIMIT 50
