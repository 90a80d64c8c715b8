"""Charts as display lists, painted on screen and on paper alike."""
