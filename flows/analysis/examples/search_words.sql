-- Who speaks of money? Whole words, whatever their case.
SELECT month, speaker_name, text
FROM quotes
WHERE regexp_matches(text, '(?i)\b(penge|pengene|millioner|kroner|milliarder)\b')
ORDER BY month, quote_id
