"""A link as a QR code: a square of squares that a phone's camera reads as text."""

import segno

QUIET = 4  # squares of white around it; with fewer, readers do not find it
CORRECTION = "m"  # 15 % of it may be covered by a head or a reflection
PLAIN = {"svgclass": None, "lineclass": None}  # no class names in the picture
MOST = 2_000  # characters; a square of more is so fine that no phone reads it from a seat


def qr_code(link: str) -> segno.QRCode | None:
    """The code of a link, none where the link is too long for one."""
    if len(link) > MOST:
        return None
    return segno.make(link, error=CORRECTION, micro=False)


def squares(code: segno.QRCode) -> int:
    """How many squares stand on a side, the white around it included."""
    return int(code.symbol_size(border=QUIET)[0])


def drawn(code: segno.QRCode) -> str:
    """The code as the address of a picture, black on white in both themes."""
    return code.svg_data_uri(
        border=QUIET, dark="black", light="white", omitsize=True, nl=False, **PLAIN
    )
