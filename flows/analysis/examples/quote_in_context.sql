-- What stands before and after a quote? Offsets count from 0, SQL's substrings from 1.
SELECT quote_id,
    article.text[greatest(quote.start - 40, 0) + 1:quote.start] AS before,
    article.text[quote.start + 1:quote."end"] AS quoted,
    article.text[quote."end" + 1:quote."end" + 40] AS after
FROM quotes AS quote
JOIN articles AS article USING (article_id)
ORDER BY quote_id
LIMIT 50
