"""Which elements of a web page belong to the document, and which to the portal that shows it."""

from __future__ import annotations

import re
from typing import Any

from lantu.errors import DocumentError

DEEPEST = 2_000  # levels; browsers stop at 512, converters nest a span in a span
Node = Any  # selectolax's nodes carry no types we could use

_DROPPED = frozenset(
    "script style noscript template iframe object embed svg canvas audio video map button select option textarea input "
    "nav footer aside dialog head rt rp del datalist link meta progress meter".split()
)
_PORTAL_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"}
)
# words of class and id by which portals call what is theirs
_PORTAL_WORDS = frozenset(
    "nav navbar navi navigation menu submenu topmenu footer foot bottom breadcrumb breadcrumbs crumb crumbs location position "
    "sidebar side share sharing bdshare copyright banner toolbar pagination pager pages pagenav related recommend hot qrcode "
    "login search skip topbar header head logo friendlink links float print closewin fontsize comment comments "
    "advert ad ads cookie tips accessibility".split()
)
_WORDS = re.compile("[a-z]+")
_MAIN = (
    "main, article, [role=main], #UCAP-CONTENT, #zoom, #Zoom, .TRS_Editor, .trs_editor_view, .article-content, .article_content, "
    ".pages_content, .view_content, .content-text, .news_content, #content, .content"
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_LINKED = 0.6  # share of a block's text in links from which it is a list of links
_FEW_LINKS = 3
_OWN = 0.3  # share of the page's text that no portal block holds
_MOST = 0.6  # share of the text the named main part must hold
_BLOCKS = frozenset("div ul ol table section p dl form header center td tr tbody".split())
_TITLES = "h1, .article-title, .title, #title"
_LONGEST_TITLE = 120


def tag_of(node: Node) -> str:
    """Return the tag of a node in lower case; what is no element begins with a hyphen, as -text."""
    return str(node.tag or "-")


class Page:
    """A parsed page with what was measured of its elements.

    Args:
        tree: The page as parsed by selectolax.
        name: File name, for messages.

    Attributes:
        root: The element to read.

    Raises:
        DocumentError: D017 it is nested too deeply.
    """

    def __init__(self, tree: Any, name: str) -> None:
        self._tree = tree
        self.name = name
        body = tree.body or tree.root
        self._text: dict[int, int] = {}  # characters outside links, by element
        self._linked: dict[int, tuple[int, int]] = {}  # characters in links and number of links
        self._measure(body, name)
        self._all = max(1, self._text.get(body.mem_id, 0))
        self.root = self._main_part(body)

    def drops(self, node: Node, tag: str) -> bool:
        """Tell whether an element and all in it is left out."""
        if tag in _DROPPED:
            return True
        attributes = node.attributes
        if attributes and _is_hidden(attributes):
            return True
        share = self._text.get(node.mem_id, 0) / self._all
        if share > _OWN:
            return False
        if (tag == "header" and node.css_first("h1, h2") is None) or (attributes and _is_portals(tag, attributes)):
            return True
        linked, links = self._linked.get(node.mem_id, (0, 0))
        return tag in _BLOCKS and links >= _FEW_LINKS and linked > _LINKED * (linked + self._text.get(node.mem_id, 0))

    def title(self) -> str | None:
        """Return the title of the document where it stands outside the main part, or None."""
        if self.root.tag == "body":
            return None
        opening = "".join((self.root.text(separator="") or "")[:2000].split())
        named = self._tree.css_first("meta[name=ArticleTitle]")
        places = [named.attributes.get("content") if named is not None else None]
        places += [node.text(separator="") for node in self._tree.css(_TITLES)[:5]]
        for words in places:
            title = " ".join((words or "").split())
            if title and len(title) <= _LONGEST_TITLE:
                return None if "".join(title.split()) in opening else title
        return None

    def _measure(self, body: Node, name: str) -> None:
        """Count the characters of each element inside and outside links, children before parents."""
        stack: list[tuple[Node, int, bool]] = [(body, 0, False)]
        open_: list[list[int]] = []
        ids: list[int] = []
        while stack:
            node, depth, leaving = stack.pop()
            if leaving:
                own, linked, links = open_.pop()
                key = ids.pop()
                if node.tag == "a":
                    own, linked, links = 0, own + linked, links + 1
                self._text[key], self._linked[key] = own, (linked, links)
                if open_:
                    above = open_[-1]
                    above[0] += own
                    above[1] += linked
                    above[2] += links
                continue
            if depth > DEEPEST:
                raise DocumentError("D017", name=name, limit=DEEPEST)
            stack.append((node, depth, True))
            open_.append([0, 0, 0])
            ids.append(node.mem_id)
            child = node.last_child
            while child is not None:
                tag = tag_of(child)
                if tag == "-text":
                    open_[-1][0] += len(child.text_content.strip())
                elif tag[0] != "-" and tag not in _DROPPED:
                    stack.append((child, depth + 1, False))
                child = child.prev

    def _main_part(self, body: Node) -> Node:
        for node in self._tree.css(_MAIN)[:50]:
            if self._text.get(node.mem_id, 0) >= _MOST * self._all:
                return node
        return body


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style) and _HIDDEN.search(style or "") is not None


def _is_portals(tag: str, attributes: dict[str, str | None]) -> bool:
    if attributes.get("role") in _PORTAL_ROLES:
        return True
    if tag in ("body", "html", "table", "td", "tr", "p", "h1", "h2", "h3", "span"):
        return False
    called = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    return not _PORTAL_WORDS.isdisjoint(_WORDS.findall(called))
