-- What was said of an answer. A question has several answers when another candidate was chosen, and each has its own
-- word: choosing a better one does not take back that the first was of no use. The table feedback is no longer written.
CREATE TABLE answer_feedback (
    question_id BIGINT NOT NULL REFERENCES question (id) ON DELETE CASCADE,
    entry_id    TEXT   NOT NULL,
    vote        TEXT   NOT NULL,
    reason      TEXT   NOT NULL,
    given_at    BIGINT NOT NULL,
    PRIMARY KEY (question_id, entry_id)
);

-- How often each vote and each reason holds. Kept beside the votes: they stay when a question is erased.
CREATE TABLE feedback_count (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

INSERT INTO answer_feedback (question_id, entry_id, vote, reason, given_at)
SELECT feedback.question_id
     , question.entry_id
     , CASE WHEN feedback.useful THEN 'useful' ELSE 'not_useful' END
     , ''
     , feedback.given_at
  FROM feedback
  JOIN question ON question.id = feedback.question_id;

INSERT INTO feedback_count (name, value)
SELECT vote, COUNT(*)
  FROM answer_feedback
 GROUP BY vote;
