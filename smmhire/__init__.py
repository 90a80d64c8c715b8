"""Hiring and assessing social media marketing managers, in Bengali and in English: the product without a
window."""

import logging

VERSION = "0.1.0"

# Where nobody has set a log up yet, nothing is written to the terminal: errors are said in sentences.
logging.getLogger(__name__).addHandler(logging.NullHandler())
