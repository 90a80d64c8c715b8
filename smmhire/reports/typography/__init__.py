"""Bengali, Latin and Cyrillic text for PDF documents: shaped, embedded, and read back exactly as written.

Any text in one of our fonts is shaped, however it is drawn: `draw_string`, `canvas.drawString`,
`Paragraph`, plain strings in a `Table`, labels of a drawing.
"""

from smmhire.reports.typography.archive import Relationship
from smmhire.reports.typography.contents import Contents
from smmhire.reports.typography.document import (
    DocumentTemplate,
    EmbeddingCanvas,
    add_heading,
    attach,
    document_lock,
    new_canvas,
)
from smmhire.reports.typography.drawing import (
    LEADING,
    Paragraph,
    cell,
    draw_string,
    missing_characters,
    paragraph_style,
    plain,
    string_width,
)
from smmhire.reports.typography.registry import (
    FONTS,
    SANS,
    SANS_BOLD,
    SANS_ITALIC,
    SANS_SEMIBOLD,
    SERIF,
    SERIF_BOLD,
    register_fonts,
)
from smmhire.reports.typography.shapes import draw_matrix, draw_once

__all__ = [
    "FONTS",
    "LEADING",
    "SANS",
    "SANS_BOLD",
    "SANS_ITALIC",
    "SANS_SEMIBOLD",
    "SERIF",
    "SERIF_BOLD",
    "Contents",
    "DocumentTemplate",
    "EmbeddingCanvas",
    "Paragraph",
    "Relationship",
    "add_heading",
    "attach",
    "cell",
    "document_lock",
    "draw_matrix",
    "draw_once",
    "draw_string",
    "missing_characters",
    "new_canvas",
    "paragraph_style",
    "plain",
    "register_fonts",
    "string_width",
]
