"""Items, forms, attempts, marking, abilities and the development plan."""
