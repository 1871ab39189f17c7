"""Every write of the room, by its concern."""

from __future__ import annotations

from lantu_web.progress.deciding import confirm, expect, take_back, word_status

__all__ = ["confirm", "expect", "take_back", "word_status"]
