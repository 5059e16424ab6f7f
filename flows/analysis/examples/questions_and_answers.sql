-- What was asked in interviews, and what was the answer?
SELECT question.article_id, question.text AS question, answer.speaker_name,
    answer.text AS answer
FROM quotes AS answer
JOIN quotes AS question ON question.quote_id = answer.answers_quote_id
ORDER BY question.article_id, question.position, answer.position
