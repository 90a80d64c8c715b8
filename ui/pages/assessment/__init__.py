"""Taking an assessment, and its result."""
