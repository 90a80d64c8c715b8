"""Pay observations, money, quantiles, the benchmark and an offer's place in it."""
