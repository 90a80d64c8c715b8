"""The questions: the bank with its keys, what answers say about them, and what an editor would say."""
