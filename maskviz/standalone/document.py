"""A page as one HTML file: script, style and data inside, and nothing asked of anybody."""

import base64
import hashlib
import zlib

from markupsafe import Markup

from maskviz.stage.inline import joined
from maskviz.standalone.message import Drawn, Words, standalone_message

BOARD, LARGE = "standalone", "big"  # entries of stage/assets
ENDS = ("</script", "</style", "<!--")  # what would end a script or a style in HTML
START = """
const letters = document.getElementById("data").textContent;
const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
const data = new Uint8Array(await new Response(stream).arrayBuffer());
%s({ data, parentElement: document.getElementById("here") });
"""
HEAD = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="maskviz">
<title>{title} – maskviz</title>
<style>
""")
BODY = Markup("""
</style>
</head>
<body>
<main class="mv-page">
<h1>{title}</h1>
<div class="lines">
{lines}
</div>
<noscript><p>The picture is drawn by JavaScript, which is switched off here.</p></noscript>
<div id="here"></div>
<footer>Drawn by maskviz. This page asks no server for anything.</footer>
</main>
<script type="text/plain" id="data">{data}</script>
<script type="module">""")
LINE = Markup("<p>{}</p>\n")
END = "</script>\n</body>\n</html>\n"
FRAME = Markup(
    "<noscript><pre>{plain}</pre></noscript>"
    '<iframe srcdoc="{page}" sandbox="allow-scripts allow-downloads" title="{title}" '
    'onload="{settle}settle(this)" '
    'style="width: 100%; height: {height}px; border: 0; resize: vertical"></iframe>'
)
HEIGHT = 800  # px of a frame until its page has said how high it is


def board_page(drawn: Drawn) -> str:
    """The page of a board: stages, heads, and the locked row from its scores on."""
    return document(drawn.words[drawn.head], standalone_message(drawn), BOARD)


def document(words: Words, message: bytes, entry: str) -> str:
    """The page of a message of this entry, under a title and some lines.

    Its policy lets only this very script run and lets nothing be fetched, from wherever it is read.
    """
    script = joined(f"{entry}/{entry}.js") + joined(f"{BOARD}/framed.js") + START % entry
    sheets = dict.fromkeys((f"{entry}/{entry}.css", f"{BOARD}/{BOARD}.css"))
    style = "\n".join(map(joined, sheets))
    for end in ENDS:
        if end in (script + style).lower():
            raise ValueError(f"{end} stands in a script or a style and would end it")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src blob: data:; base-uri 'none'; form-action 'none'"
    )
    head = HEAD.format(policy=policy, title=words.title)
    said = Markup("").join(map(LINE.format, words.lines))
    body = BODY.format(title=words.title, lines=said, data=packed(message))
    whole = f"{head}{style}{body}{script}{END}"
    return whole.encode("utf-8", "replace").decode()  # half an emoji becomes a question mark


def packed(message: bytes) -> str:
    """Bytes as letters: deflated (RFC 1951), then base64."""
    deflate = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    return base64.b64encode(deflate.compress(message) + deflate.flush()).decode()


def frame(page: str, title: str, plain: str) -> str:
    """The page in a frame of its own, for a notebook: several of them do not disturb each other.

    A notebook that is not trusted strips frames and scripts and leaves what `noscript` holds: the
    same in plain text.
    """
    settle = joined(f"{BOARD}/notebook.js")
    return str(FRAME.format(page=page, title=title, plain=plain, settle=settle, height=HEIGHT))
