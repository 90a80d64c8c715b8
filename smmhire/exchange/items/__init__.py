"""Question files of other programs, in and out: GIFT, Moodle XML, Aiken, tables, QTI packages."""
