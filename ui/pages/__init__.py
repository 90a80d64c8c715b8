"""One folder a noun; each page knows its own view and its signals."""
