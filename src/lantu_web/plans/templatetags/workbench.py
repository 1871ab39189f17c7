"""The words of a line of the source as HTML: by a tag, for a page holds thousands of pieces."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lantu_web.plans.workbench.source import Line, Piece

register = template.Library()


@register.simple_tag
def printed(line: Line) -> SafeString:
    """Print a line: each piece says where it stands and which cards it belongs to; a number leads to its card."""
    return mark_safe("".join(map(_piece, line.pieces)))  # every part is escaped below


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if not piece.items:
        return f'<span data-at="{piece.at}">{text}</span>'
    facts = f'data-at="{piece.at}" data-items="{escape(piece.anchors)}"'
    if not piece.value:
        return f'<span class="{escape(piece.looks)}" {facts}>{text}</span>'
    value = escape(piece.value_anchor)
    looks = escape(f"wb-value {piece.looks}")
    return f'<a class="{looks}" {facts} data-value="{value}" href="#card-{value}" draggable="false">{text}</a>'
