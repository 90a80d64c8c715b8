"""Use cases: plain arguments, load, ask the core, commit, return."""
