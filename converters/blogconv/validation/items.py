"""What the importer does with items and their comments."""

import re
from datetime import date

from blogconv.plugin import Context
from blogconv.validation.nodes import Node, php_int
from blogconv.wordpress import BYTES_HELD
from blogconv.writers.wxr.names import folded_login, folded_title

_ZERO = "0000-00-00 00:00:00"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_TYPES_OF_CORE = (
    "post page attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request "
    "wp_block wp_template wp_template_part wp_global_styles wp_navigation"
)
_TYPES = frozenset(_TYPES_OF_CORE.split())
_STATUSES = frozenset({"publish", "future", "draft", "pending", "private", "trash", "inherit"})
_APPROVED = frozenset({"1", "0", "spam", "trash", "post-trashed"})
TAXONOMIES = frozenset({"category", "post_tag", "tag", "nav_menu", "link_category", "post_format", "wp_theme"})

# What blogs hold and WordPress does not take unless a plug-in allows it (``wp_get_mime_types``, 6.1).
_REFUSED_SUFFIXES = "svg svgz swf exe php phtml js jar apk ttf otf woff woff2 eps ai epub mobi xml json sql bz2"
_REFUSED_FILES = frozenset(_REFUSED_SUFFIXES.split())


class Items:
    """The rules for items, and what has been met so far."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._ids: set[int] = set()
        self._attachments: set[int] = set()
        self._by_date: dict[tuple[str, str], set[str]] = {}
        self._titles: set[tuple[str, str]] = set()
        self._creators: dict[str, tuple[int | None, str, int]] = {}
        self._parents: list[tuple[int, int | None, str]] = []
        self._thumbnails: list[tuple[int, int | None, str]] = []
        self._menus: list[tuple[str, int | None, str]] = []
        self._targets: list[tuple[int, int | None, str]] = []

    def add(self, node: Node) -> None:
        """Look at one item."""
        title, kind, status = node.get("title"), node.get("wp:post_type"), node.get("wp:status")
        number, who = node.number("wp:post_id"), node.get("wp:post_id") or title
        if kind not in _TYPES:
            lost = len(node.all("wp:comment"))
            tail = f", with {lost:,} comments" if lost else ""
            self._tell("import-post-type", f"type '{kind}' is refused unless a plug-in has it{tail}", node, who)
            return
        if number and number in self._ids:
            self._tell("import-post-dropped", f"number {number} was used before: dropped without a word", node, who)
            return
        if status == "auto-draft":
            self._tell("import-post-dropped", "an auto-draft is dropped without a word", node, who)
            return
        if kind == "nav_menu_item":  # the only items whose numbers may come twice
            self._menu_item(node, status, who)
            return
        if number:
            self._ids.add(number)
        else:
            self._tell("import-post-id", "without a number nothing can be linked to it", node, who)
        if kind == "post" and not (title or node.get("content:encoded") or node.get("excerpt:encoded")):
            self._tell("import-post-refused", "a post without title, content and excerpt is refused", node, who)
        self._too_long(node, who)
        self._status_and_date(node, title, kind, status, who)
        self._links(node, kind, number, who)
        self._creator(node)
        self._categories(node, who)
        self._comments(node, who)

    def end(self, logins: set[str], terms: set[tuple[str, str]]) -> None:
        """Say which links lead nowhere."""
        tell = self._ctx.note
        for key, (line, creator, count) in self._creators.items():
            if logins and key not in logins:
                posts = f"{count:,} posts go" if count > 1 else "the post goes"
                tell(
                    "import-author-unlisted",
                    f"'{creator}' is no listed author: {posts} to the importing user",
                    line=line,
                )
        for parent, line, who in self._parents:
            if parent not in self._ids:
                tell(
                    "import-post-parent", f"parent {parent} is not in the file: moved to the top", line=line, record=who
                )
        for image, line, who in self._thumbnails:
            if image not in self._attachments:
                tell("import-thumbnail", f"the featured image {image} is not in the file", line=line, record=who)
        for menu, line, who in self._menus:
            if ("nav_menu", menu) not in terms:
                tell("import-menu", f"its menu '{menu}' is not listed: dropped", line=line, record=who)
        for target, line, who in self._targets:
            if target not in self._ids:
                tell("import-menu", f"it leads to {target}, which is not in the file: dropped", line=line, record=who)

    def _status_and_date(self, node: Node, title: str, kind: str, status: str, who: str) -> None:
        if not status:
            self._tell("import-status", "without a status it becomes a draft", node, who)
        elif status not in _STATUSES and not status.startswith("request-"):
            self._tell("import-status", f"status '{status}' is unknown: stored, but shown nowhere", node, who)
        when, gmt = node.get("wp:post_date"), node.get("wp:post_date_gmt")
        given = when if when and when != _ZERO else gmt if gmt and gmt != _ZERO else ""
        if not given:
            if status not in ("draft", "pending", "auto-draft"):
                self._tell("import-no-date", "without a date it gets the time of the import", node, who)
        elif not _is_day(given):
            self._tell("import-post-refused", f"there is no such date: {given}", node, who)
            return
        self._merged(node, title, kind, when, who)

    def _merged(self, node: Node, title: str, kind: str, when: str, who: str) -> None:
        """Find posts taken for the same (``post_exists``): what is empty, title or date, is not compared."""
        if when == _ZERO:
            return
        name = folded_title(title)
        on_day = self._by_date.setdefault((kind, when), set())
        twin = (name in on_day if name else bool(on_day)) if when else (kind, name) in self._titles and bool(name)
        if twin:
            self._tell(
                "import-post-merged",
                f"taken for an earlier {kind} of the same title and date ({when or 'none'}): its body is dropped",
                node,
                who,
            )
        on_day.add(name)
        self._titles.add((kind, name))

    def _too_long(self, node: Node, who: str) -> None:
        for child in node.children:
            most = BYTES_HELD.get(child.name)
            if most is None:
                continue
            text = child.text()
            if 5 * len(text) > most and len(text.replace("&", "&#038;").encode("utf-8", "replace")) > most:
                what = "the comment is dropped without a word" if node.name == "wp:comment" else "the post is refused"
                self._tell("import-too-long", f"<{child.name}> is longer than {most} bytes: {what}", child, who)

    def _links(self, node: Node, kind: str, number: int, who: str) -> None:
        if parent := node.number("wp:post_parent"):
            self._parents.append((parent, node.line, who))
        if kind == "attachment":
            self._attachments.add(number)
            url = (node.get("wp:attachment_url") or node.get("guid")).strip()
            suffix = url.rpartition("/")[2].partition("?")[0].rpartition(".")[2].lower()
            if not url:
                self._tell("import-attachment", "without an address the file cannot be fetched: dropped", node, who)
            elif suffix in _REFUSED_FILES:
                self._tell("import-attachment", f"WordPress does not take .{suffix} files: dropped", node, who)
        for meta in node.all("wp:postmeta"):
            key = meta.get("wp:meta_key")
            if not key:
                self._tell("import-meta", "a custom field without a name is dropped", meta, who)
            elif key == "_thumbnail_id" and (image := php_int(meta.get("wp:meta_value"))):
                self._thumbnails.append((image, meta.line, who))
        sticky = node.get("wp:is_sticky").strip()
        if sticky not in ("", "0", "1"):
            self._tell("import-status", f"is_sticky '{sticky}' counts as no", node, who)

    def _creator(self, node: Node) -> None:
        creator = node.get("dc:creator")
        key = folded_login(creator)
        line, name, count = self._creators.get(key, (node.line, creator, 0))
        self._creators[key] = (line, name, count + 1)

    def _categories(self, node: Node, who: str) -> None:
        whole = {c.text() for c in node.all("category") if "nicename" in c.attributes and "domain" in c.attributes}
        for category in node.all("category"):
            domain = category.attributes.get("domain")
            if domain is None or "nicename" not in category.attributes:
                # Versions before 1.1 repeat each term in poorer forms.
                if category.text() not in whole:
                    what = "domain" if domain is None else "nicename"
                    self._tell("import-term", f"'{category.text()}' has no {what}: ignored", category, who)
            elif domain not in TAXONOMIES:
                self._tell("import-taxonomy", f"'{domain}' is refused unless a plug-in has it", category, who)

    def _comments(self, node: Node, who: str) -> None:
        comments = node.all("wp:comment")
        numbers = [c.number("wp:comment_id") for c in comments]
        last = {number: at for at, number in enumerate(numbers)}
        for at, (comment, number) in enumerate(zip(comments, numbers, strict=True)):
            ident = comment.get("wp:comment_id")
            if last[number] != at:
                self._tell(
                    "import-comment-dropped", f"number '{ident}' comes again below: only the last stays", comment, who
                )
                continue
            self._comment(comment, ident, number, last)

    def _comment(self, comment: Node, ident: str, number: int, last: dict[int, int]) -> None:
        self._too_long(comment, ident)
        parent = comment.number("wp:comment_parent")
        if parent and (parent >= number or parent not in last):
            why = "has no smaller number" if parent in last else "is not under this post"
            self._tell("import-comment-parent", f"its parent {parent} {why}: it hangs on nothing", comment, ident)
        status = comment.get("wp:comment_approved")
        if status not in _APPROVED:
            self._tell(
                "import-comment-status", f"'{status}' is neither approved nor pending: invisible", comment, ident
            )
        when = comment.get("wp:comment_date")
        if not when or when == _ZERO:
            self._tell("import-comment-date", "without a date; it will show none", comment, ident)
        elif not _is_day(when):
            self._tell("import-comment-date", f"there is no such date: {when}", comment, ident)

    def _menu_item(self, node: Node, status: str, who: str) -> None:
        if status == "draft":
            self._tell("import-menu", "a menu entry that is a draft is dropped", node, who)
            return
        menus = [
            c.attributes.get("nicename", "") for c in node.all("category") if c.attributes.get("domain") == "nav_menu"
        ]
        if menus:
            self._menus.append((menus[0], node.line, who))
        else:
            self._tell("import-menu", "a menu entry without its menu is dropped", node, who)
        fields = {m.get("wp:meta_key"): m.get("wp:meta_value") for m in node.all("wp:postmeta")}
        kind = fields.get("_menu_item_type")
        if kind == "post_type":
            self._targets.append((php_int(fields.get("_menu_item_object_id", "")), node.line, who))

    def _tell(self, code: str, message: str, node: Node, record: str) -> None:
        self._ctx.note(code, message, line=node.line, record=record or None)


def _is_day(text: str) -> bool:
    found = _DAY.match(text)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True
