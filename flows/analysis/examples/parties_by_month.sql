-- How many quotes does each party get in each month?
SELECT month, speaker_party AS party, count(*) AS quotes
FROM quotes_full
WHERE speaker_party IS NOT NULL
GROUP BY month, party
ORDER BY month, quotes DESC, party
