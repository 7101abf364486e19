"""The engine: words, answers, conditions, questions, pages and the way through them."""
