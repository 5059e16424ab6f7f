-- Which quotes should an editor look at first, because their speaker is least certain?
SELECT source_file, text, speaker_name, attribution, confidence
FROM quotes_full
WHERE speaker_name IS NOT NULL
ORDER BY confidence, quote_id
LIMIT 20
