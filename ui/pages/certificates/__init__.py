"""The page of issued certificates: the list, batches, keys and the check of what others bring."""
