# ruff: noqa: E501
"""The same small blog as other generations of the engines print it, and as people rearranged their templates.

In our own words after each engine's public templates (named beside it), as in ``pages_of_engines``.
"""

from pages_of_engines import BODY, FORM, PARAGRAPHS, POST, TITLE, _each, page

GENERATOR = '<meta name="generator" content="{}">'

PAGES: dict[str, str] = {
    # Movable Type 4 entry_detail.mtml, comment_detail.mtml: the entry goes on in asset-more
    "movabletype-4": page(
        f"<div class='entry-asset asset hentry'><div class='asset-header'><h2 class='asset-name entry-title'>{TITLE}</h2></div>"
        f"<div class='asset-content entry-content'><div class='asset-body'><p>{PARAGRAPHS[0]}</p></div>"
        f"<div id='more' class='asset-more'><p>{PARAGRAPHS[1]}</p></div></div></div>",
        "<div id='comments' class='comments'><h2 class='comments-header'>3 Comments</h2><div class='comments-content'>"
        + _each(
            "<div class='comment' id='comment-{n}'><div class='inner'><div class='comment-header'><div class='asset-meta'><span class='byline'>"
            "By <span class='vcard author'><a href='{url}'>{name}</a></span> on <a href='#comment-{n}'><abbr class='published' "
            "title='{iso}'>{date} {time}</abbr></a></span></div></div><div class='comment-content'><p>{text}</p></div></div></div>"
        )
        + "</div></div>",
        GENERATOR.format("Movable Type 4.2"),
    ),
    # Movable Type 3.3 individual_entry_archive.tmpl: entry-body and entry-more, trackbacks between post and comments
    "movabletype-3.3": page(
        f"<h2 id='archive-title'>{TITLE}</h2><div class='entry' id='entry-7'><div class='entry-content'><div class='entry-body'>"
        f"<p>{PARAGRAPHS[0]}</p></div><div id='more' class='entry-more'><p>{PARAGRAPHS[1]}</p></div></div></div>"
        "<div class='trackbacks'><h3 id='trackback' class='trackbacks-header'>TrackBack</h3><div id='trackbacks-info'><p>TrackBack URL "
        "for this entry:<br>http://pots.example/tb/7</p></div></div>",
        "<div id='comments' class='comments'><div class='comments-content'><h3 class='comments-header'>Comments (3)</h3>"
        + _each(
            "<a id='c{n}'></a><div class='comment' id='comment-{n}'><div class='comment-inner'><div class='comment-content'><p>{text}</p></div>"
            "<p class='comment-footer'>Posted by: <a href='{url}' rel='nofollow'>{name}</a> | <a href='#comment-{n}'>{date} {time}</a></p></div></div>"
        )
        + "</div></div>",
    ),
    # A custom Movable Type template: what the class says of the author makes the comment no author's element
    "movabletype-custom": page(
        f"<article class='post'><h1>{TITLE}</h1><p class='dateline'>March 5, 2011</p>{BODY}</article>",
        "<section class='responses'><h2>3 Comments</h2>"
        + _each(
            "<article class='comment by-reader' id='c{n}'><header><a href='{url}'>{name}</a> &bull; <time>{date} {time}</time></header><p>{text}</p></article>"
        )
        + "</section>",
    ),
    # Dotclear 1 themes/default/post.php: a head in a paragraph, the text in a blockquote; trackbacks the same in a list of their own
    "dotclear-1": page(
        POST,
        "<div id='comments'><h3 id='co'>Comments</h3>"
        + _each(
            "<p id='c{n}' class='comment-info'><span class='comment-number'><a href='#c{n}'>1.</a></span> On {date}, {time} by <strong>"
            "<a href='{url}'>{name}</a></strong></p><blockquote><p>{text}</p></blockquote>"
        )
        + "</div>",
    ),
    # b2evolution 1 skins/custom/_feedback.php: the date stands in the small print
    "b2evolution-1": page(
        POST,
        "<h4>Comments:</h4>"
        + _each(
            "<a name='c{n}'></a><div class='bComment'><div class='bCommentTitle'>Comment from: {name} [Visitor]</div><div class='bCommentText'>"
            "<p>{text}</p></div><div class='bCommentSmallPrint'><a href='#c{n}' class='permalink_right'>#</a> {date} @ {time}</div></div>"
        ),
    ),
    # cnblogs.com: only the text's element has an id that speaks of comments
    "cnblogs": page(
        POST,
        "<div class='feedback_area_title'>Comments</div>"
        + _each(
            "<div class='item'><div class='subtitle'><a href='#{n}'>#1</a> <span>{date} {time}</span> <a href='{url}'>{name}</a></div>"
            "<div class='con'><div id='comment_body_{n}' class='blog_comment_body'>{text}</div></div></div>"
        ),
    ),
    # IntenseDebate as saved: votes below the text
    "intensedebate": page(
        POST,
        "<div id='idc-container'><h3>Comments (3)</h3>"
        + _each(
            "<div id='IDComment{n}' class='idc-c'><p><a class='idc-a' href='{url}'>{name}</a> · <a class='idc-time' href='#'>{date} {time}</a></p>"
            "<div class='idc-c-t'>{text}</div><div class='idc-c-b'><a class='idc-btn'>Reply</a> <span>+1 Vote up</span></div></div>"
        )
        + "</div>",
    ),
    # LiveJournal S1, talkpost: a table for each comment, pushed to the right by an empty picture
    "livejournal-s1": page(
        f"<div class='subject'><h2>{TITLE}</h2></div><div>{BODY}</div><hr>",
        _each(
            "<a name='t{n}'></a><table><tr><td><img src='/dot.gif' height='1' width='{margin}'></td><td id='ljcmt{n}'><table><tr><td>"
            "<i>(no subject)</i><br><span class='ljuser'><a href='{url}profile'><img src='/i.gif' alt='[info]'></a><a href='{url}'>"
            "<b>{name}</b></a></span><br>{date} {time} UTC (<a href='?thread={n}'>link</a>)</td></tr></table><div>{text}</div>"
            "<p><font size='-2'>(<a href='?replyto={n}'>Reply to this</a>)</font></p></td></tr></table>"
        ),
    ),
    # PHP-Nuke, modules/News: a subject in bold, then who and when
    "phpnuke": page(
        POST,
        "<p>3 comments</p>"
        + _each(
            "<table><tr bgcolor='#cccccc'><td><a name='{n}'></a><b>Re: Soup by the lake</b> (Score: 1)<br>by <a href='{url}'>{name}</a> on {date} @ {time}"
            "</td></tr><tr><td>{text}</td></tr></table><font> [ <a href='#'>Reply</a> ]</font><br>"
        ),
    ),
    # HaloScan's popup: name, mail and address in one line below the text
    "haloscan": page(
        POST,
        "<div class='Comments'><h3>Comments</h3>"
        + _each(
            "<div class='MessageBody'><p>{text}</p><a href='{url}'>{name}</a> | <a href='mailto:x@x.example'>Email</a> | <a href='{url}'>Homepage</a> | "
            "<span class='MessageDate'>{date} - {time}</span> | <a href='#{n}'>#</a></div>"
        )
        + "</div>",
    ),
    # Serendipity templates/default/comments.tpl: the class names the author, the source stands below the text
    "serendipity-1": page(
        POST,
        "<div class='serendipity_comments'><div class='serendipity_commentsTitle'>Comments</div>"
        + _each(
            "<a id='c{n}'></a><div class='serendipity_comment serendipity_comment_author_reader comment_oddbox'><div class='serendipity_commentBody'>"
            "{text}</div><div class='serendipity_comment_source'><a class='comment_source_trace' href='#c{n}'>#1</a> <span "
            "class='comment_source_author'>{name}</span> on <span class='comment_source_date'>{date} {time}</span> "
            "(<a class='comment_reply' href='#form'>Reply</a>)</div></div>"
        )
        + "</div>",
    ),
}

LOOSE: dict[str, str] = {
    # Movable Type 2 as people had it: text, then "Posted by", and nothing around a comment
    "signatures": "<h2>Comments</h2>"
    + _each("<p>{text}</p><p class='posted'>Posted by: <a href='{url}'>{name}</a> on {date} {time}</p>"),
    # Lines parted by <br> in one paragraph
    "lines": "<h3>Comments</h3><p>" + _each("<b>{name}</b> ({date} {time}):<br>{text}<br><br>") + "</p>",
    # Names with an address and names without one
    "some linked": "<h3>Comments</h3>"
    + _each("<p><strong><a href='{url}'>{name}</a></strong> &mdash; {date} {time}</p><p>{text}</p><hr>").replace(
        "<a href='http://jonas.example/'>Jonas</a>", "Jonas"
    ),
    # A heading with the name, a line with the day, the text
    "headings": "<h3>Comments (3)</h3>"
    + _each("<h4><a href='{url}'>{name}</a></h4><p class='when'>{date} {time}</p><p>{text}</p>"),
    # Rules between comments, the day below the text
    "rules": "<h3>Comments</h3>"
    + _each("<a name='c{n}'></a><b>{name}</b> said:<br>{text}<br><small>{date} {time}</small><hr>"),
    # Rows of one cell
    "rows": "<table><tr><td><b>3 comments</b></td></tr>"
    + _each("<tr bgcolor='#eeeeee'><td><b>{name}</b> wrote on {date} {time}:</td></tr><tr><td>{text}</td></tr>")
    + "</table>",
    "fieldsets": "<h3>Comments</h3>"
    + _each("<fieldset><legend>{name} - {date} {time}</legend><p>{text}</p></fieldset>"),
    # The name in bold, a colon, the text in the same line
    "colons": "<h3>Comments</h3>" + _each("<p><b>{name}</b>: {text}<br><small>{date} {time}</small></p>"),
    # LifeType's standard template: a subject, the text, a line with name and day
    # Links that report and answer, below the text
    "reports": "<h2>3 comments</h2>"
    + _each(
        "<article><h3>{n}. What I said</h3><div>{name} <span>{date}, {time}</span></div><p>{text}</p><a href='#'>Report</a> <a href='#'>Reply / Quote</a></article>"
    ),
    "subjects": "<h3>Comments</h3>"
    + _each("<a name='{n}'></a><h4>Re: Soup</h4><p>{text}</p><p class='small'>Posted by {name} {date} {time}</p>"),
}
"""Comments that no element holds, below a post in the same element."""

TRACKBACKS = (
    "<h2 id='trackbacks'>Trackback Pings</h2><p class='techstuff'>TrackBack URL for this entry:<br>http://pots.example/tb/7</p>"
    "<p>Listed below are links to weblogs that reference <a href='/soup'>Soup by the lake</a>:</p>"
    + "".join(
        f"<p id='p{n}'>&raquo; <a href='http://other.example/{n}'>What others cook</a> from Far Shores<br>"
        "We read of a soup with two perch and a leek, and went looking for a boat the very same evening, only to find that "
        "the neighbour had borrowed it in August. [<a href='http://other.example/1'>Read More</a>]</p>"
        "<p class='posted'>Tracked on March 7, 2011 10:12 AM</p>"
        for n in (1, 2)
    )
)
"""What Movable Type 3.0 prints between a post and its comments, in the element that holds them all."""

FLAT = page(
    f"<h3>{TITLE}</h3>{BODY}<p class='posted'>Posted by Anna Berg at March 5, 2011 8:00 AM</p>{TRACKBACKS}",
    "<h2 id='comments'>Comments</h2>"
    + _each(
        "<div id='c{n}'><p>{text}</p></div><p class='posted'>Posted by: <a href='{url}'>{name}</a> at {date} {time}</p>"
    ),
    form=FORM,
)
