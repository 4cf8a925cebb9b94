//! Understanding a question.
