"""A small printing press: it sets the stories of a page as HTML of the kinds that are met."""

from collections.abc import Callable
from html import escape

from tests.bulletins.labels import Source, Told

STANDING = (
    ("PSG Aims", "The group works for inclusion and for rights, and points out where norms fall short."),
    ("Historical Overview", "A hundred years brought autocrats, a war, and seventy thousand dead."),
    ("Human Rights", "Few of those who are responsible have ever been convicted."),
)
CALLS = ("Follow the latest news", "Learn about the issues", "Support the work")


def _broken(text: str) -> str:
    return "<br>\n".join(escape(line.strip(), quote=False) for line in text.splitlines())


def _standing_items() -> str:
    calls = "".join(f"<li>{call}</li>" for call in CALLS)
    told = "".join(f"<li><h3>{title}</h3><p>{text}</p></li>\n" for title, text in STANDING)
    return f'{told}<li><h3>Why join the PSG?</h3><ul>{calls}</ul><a href="join.php">Become a member</a></li>'


def _standing_cells(tag: str = "b") -> str:
    calls = "".join(f"<LI>{call}" for call in CALLS)
    told = "".join(f"<{tag}>{title}</{tag}><br>{text}<br><br>\n" for title, text in STANDING)
    return f'{told}<{tag}>Why join the PSG?</{tag}<UL>{calls}</UL><a href="join.php">Become a member</a>'.replace(
        f"</{tag}<UL>", f"</{tag}><UL>"
    )


def old_table(source: Source) -> str:
    """Nested tables, upper case, unclosed tags, a title that is a link, a date in small letters."""
    rows = []
    for story in source.stories:
        picture = f'<IMG SRC="p.jpg" ALT="{escape(story.caption)}">' if story.caption else ""
        title = f'<B><A HREF="news-article-{len(rows)}.html">{escape(story.title)}</A></B>'
        date = f'<FONT SIZE=1 class="newsdate">{escape(story.date_line)}</FONT>' if story.date_line else "&nbsp;"
        head = f"{date}<BR>{title}" if source.shape == "b" else f"{title}<BR>{date}"
        text = "<BR><BR>".join(map(_broken, story.paragraphs))
        rows.append(f"<TR><TD>{picture}<TD VALIGN=top>{head}<BR>{text}")
    return (
        f"# URL: {source.url}\n<HTML><HEAD><TITLE>Group</TITLE></HEAD><BODY BGCOLOR=white><TABLE><TR><TD>"
        "<A HREF=/>Home</A><BR><A HREF=news.php>News</A><BR><TD><TABLE WIDTH=100%>"
        + "\n".join(rows)
        + f"</TABLE><A HREF='news.php?position=10'>Next</A><TD>{_standing_cells()}</TABLE></BODY></HTML>"
    )


def old_divs(source: Source) -> str:
    """One flat run in a division: emphasised titles, dates in spans, texts after breaks."""
    runs = []
    for story in source.stories:
        caption = f'<div class="caption">{escape(story.caption)}</div>' if story.caption else ""
        date = f'<span class="date">{escape(story.date_line)}</span><br>' if story.date_line else ""
        title = f"<strong>{escape(story.title)}</strong><br>"
        head = date + title if source.shape == "b" else title + date
        runs.append(f"{caption}{head}\n{'<br><br>'.join(map(_broken, story.paragraphs))}<br><br>")
    closing = '<a href="news.php">All news</a>' if source.shape == "d" else ""
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">'
        f'<html><head><link rel=canonical href="{source.url}"></head>'
        '<body><div id="menu"><a href="/">Home</a> | <a href="/news.php">News</a></div>'
        f'<div class="main">{"".join(runs)}{closing}</div>'
        f'<div class="right">{_standing_cells("strong")}</div>'
        '<div id="footer">Company limited by guarantee</div></body></html>'
    )


def bullets(source: Source) -> str:
    """A list whose last items are the standing text."""
    items = []
    for story in source.stories:
        caption = f"<p>{escape(story.caption)}</p>" if story.caption else ""
        date = f"<p>{escape(story.date_line)}</p>" if story.date_line else ""
        title = f"<h3>{escape(story.title)}</h3>"
        head = date + title if source.shape == "b" else title + date
        body = "".join(f"<p>{_broken(text)}</p>" for text in story.paragraphs)
        items.append(f"<li>{caption}{head}{body}</li>")
    if source.shape == "d":
        story = source.stories[0]
        body = "".join(f"<p>{_broken(text)}</p>" for text in story.paragraphs)
        article = f"<h3>{escape(story.title)}</h3><p>{story.date_line}</p>{body}<p><a href=news.php>All news</a></p>"
        return f"# URL: {source.url}\n<html><body>{article}<ul>{_standing_items()}</ul></body></html>"
    return f"# URL: {source.url}\n<html><body><ul class=news>{''.join(items)}{_standing_items()}</ul></body></html>"


def _time(story: Told) -> str:
    if not story.date_line:
        return ""
    machine = f' datetime="{story.date}"' if story.date else ' datetime="1969-12-31T23:59:59+00:00"'
    return f"<time{machine}>{escape(story.date_line)}</time>"


def weblog(source: Source) -> str:
    """An archive page, or a single post for a page of one article."""
    single = source.shape == "d" or (source.shape == "e" and len(source.stories) == 1)
    articles = []
    for number, story in enumerate(source.stories):
        figure = f"<figure><img src=a.jpg alt=''><figcaption>{escape(story.caption or '')}</figcaption></figure>"
        link = f'<a href="/{story.slug}/" rel="bookmark">{escape(story.title)}</a>'
        title = f"<h1 class=entry-title>{escape(story.title)}</h1>" if single else f"<h2 class=entry-title>{link}</h2>"
        body = "".join(f"<p>{_broken(text)}</p>" for text in story.paragraphs)
        more = "" if single else f'<a class="more-link" href="/{story.slug}/">Continue reading</a>'
        articles.append(
            f'<article id="post-{number}" class="post">{figure if story.caption else ""}<header>{title}'
            f'<div class="entry-meta">Posted on {_time(story)} by <a href="/author/x">editor</a></div></header>'
            f'<div class="entry-content">{body}{more}'
            f'</div><footer class="entry-footer"><a href="/tag/x">News</a></footer></article>'
        )
    post = '<meta property="og:type" content="article">' if single else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><link rel="canonical" href="{source.url}">{post}</head><body><header>'
        f'<a href="/">Group</a></header><nav><ul><li>Home</li></ul></nav><main>{"".join(articles)}'
        '<div class="pagination">1 2</div></main>'
        f"<aside><ul>{_standing_items()}</ul></aside><footer>Powered</footer></body></html>"
    )


def saved(source: Source) -> str:
    """The archive page as a browser saves it, with what it had hidden."""
    cookies = '<div id="cookie-notice">We use cookies. <a href="#">Accept</a></div>'
    hidden = '<div style="display: none"><h2>Hidden</h2><time>1 May 2001</time><p>Nobody sees this text here.</p></div>'
    page = weblog(source).replace("<body>", f"<body><script>var x = '<p>1 May 2002</p>';</script>{cookies}{hidden}")
    return f"<!-- saved from url=({len(source.url):04d}){source.url} -->\n{page}"


Press = Callable[[Source], str]
KINDS: tuple[Press, ...] = (old_table, old_divs, bullets, weblog, saved)
