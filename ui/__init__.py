"""The windows. Talks to `smmhire.services` and the core's dataclasses, never to storage or ReportLab."""
