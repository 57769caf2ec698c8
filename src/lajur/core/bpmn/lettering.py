"""How much room words take in a drawing, near enough, and the boxes they are written in.

Other tools write names outside shapes at 11 pixels, and centre them in the box they are given.
"""

from math import ceil

WIDEST = 90  # of a box of words; modellers wrap there
LINE = 14  # height of one line
_LETTER = 6  # a little more than the letters of Arial at 11 pixels take


def width_of(words: str) -> int:
    """The width of a box for the words: one line if it fits, else the longest word or `WIDEST`."""
    longest = max((len(word) for word in words.split()), default=1) * _LETTER
    return max(longest, min(len(words) * _LETTER, WIDEST)) + 4


def height_of(words: str) -> int:
    """The height of that box, as its words are wrapped."""
    lines, left = 0, 0
    for word in words.split():
        need = (len(word) + 1) * _LETTER
        if need > left + _LETTER:
            lines, left = lines + 1, width_of(words)
        left -= need
    return max(lines, ceil(len(words) * _LETTER / width_of(words)), 1) * LINE
