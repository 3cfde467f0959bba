"""A web address as a picture that a phone reads, two rows of it in each line of the screen."""

from __future__ import annotations

_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def picture_of(link: str) -> list[str]:
    """Its lines, to be written dark on light; empty for an address that is too long."""
    import segno

    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return []
    rows = [[int(bool(one)) for one in row] for row in code.matrix_iter(border=1)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
