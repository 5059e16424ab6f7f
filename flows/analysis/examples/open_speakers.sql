-- Which share of the quotes of each kind has no speaker, and which share no named one?
SELECT kind, count(*) AS quotes,
    round(avg((speaker_name IS NULL)::INTEGER), 3) AS share_open,
    round(avg((speaker_actor_id IS NULL)::INTEGER), 3) AS share_without_actor
FROM quotes
GROUP BY kind
ORDER BY kind
