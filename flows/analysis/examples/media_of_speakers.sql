-- To which media do people speak, and who speaks to more than one?
SELECT speaker_name, count(DISTINCT medium) AS media,
    string_agg(DISTINCT medium, ', ' ORDER BY medium) AS which
FROM media
WHERE speaker_type = 'person'
GROUP BY speaker_actor_id, speaker_name
ORDER BY media DESC, speaker_name
