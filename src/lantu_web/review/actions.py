"""Every write of the room, by its concern."""

from __future__ import annotations

from lantu_web.review.handling import handle
from lantu_web.review.releasing import change_level
from lantu_web.review.reviewing import ask_for_review, keep_review

__all__ = ["ask_for_review", "change_level", "handle", "keep_review"]
