"""Where the words on the exits stand: where no arrow runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from lajur.core.grid.ground import Ground
from lajur.core.grid.parts import MIDDLE, REACH, TURN_IN, TURN_OUT, Direction, Label, Place
from lajur.core.grid.routes import Route

_LINE = 10  # characters of a line, unless a single word is longer
CHARACTER = 0.065  # columns, as narrow columns are drawn
_LEAST = 5  # characters that a word is never cut below
_NEAR = 0.04  # columns from the middle at which a word beside an upright begins

# Where a word may stand, the best place first; the last is within the column of its shape.
_PLACES: Mapping[Direction, tuple[Place, ...]] = {
    Direction.RIGHT: (Place.ABOVE_RIGHT, Place.BELOW_RIGHT, Place.SHOULDER_RIGHT),
    Direction.LEFT: (Place.ABOVE_LEFT, Place.BELOW_LEFT, Place.SHOULDER_LEFT),
    Direction.DOWN: (Place.FOOT_RIGHT, Place.FOOT_LEFT, Place.FOOT_RIGHT),
}
_ABOVE = frozenset({Place.ABOVE_LEFT, Place.ABOVE_RIGHT, Place.SHOULDER_LEFT, Place.SHOULDER_RIGHT})
_AT_UPRIGHT = frozenset(
    {Place.FOOT_LEFT, Place.FOOT_RIGHT, Place.SHOULDER_LEFT, Place.SHOULDER_RIGHT}
)

Half = tuple[int, float, bool]  # row, gutter, whether its upper half
_OUTSIDE: Half = (-1, -1, False)
# From the middle of a shape on: a gutter, and where the arrows that may run there begin.
_GUTTERS = ((MIDDLE, REACH), (1.0, 1 - REACH), (1 + MIDDLE, 1 + REACH))


@dataclass(slots=True)
class _Words:
    """The words of a table as they find their places."""

    ground: Ground
    character: float  # columns
    used: set[Half]  # by arrows, then by words as well
    labels: dict[int, list[Label]] = field(default_factory=dict)  # by row

    def place(self, route: Route) -> None:
        word = route.edge.outcome
        assert word is not None
        said = self.labels.setdefault(route.row, [])
        if any(one.edge.outcome == word for one in said):
            return  # a fork says the word of its outcome once
        for lines in (_wrapped(word, _LINE), _wrapped(word, 1)):
            for place in _PLACES[route.leaving]:
                halves = set(self._halves(route.row, place, lines))
                past = _past(said, place)
                if not self.used & halves and not (past and halves):
                    self._put(route, lines, place, past)
                    self.used |= halves
                    return
        place = _PLACES[route.leaving][-1]
        room = max(_LEAST, int((REACH - _NEAR) / self.character))  # within half a column
        self._put(route, tuple(wrap(_cut(word, room), room)), place, _past(said, place))

    def _put(self, route: Route, lines: tuple[str, ...], place: Place, past: int) -> None:
        label = Label(edge=route.edge, lines=lines, x=route.x, place=place, past=past)
        self.labels[route.row].append(label)

    def _halves(self, row: int, place: Place, lines: tuple[str, ...]) -> Iterator[Half]:
        """What a word takes of the gutters it reaches into; it never leaves the table."""
        middle = self.ground.column(row) + MIDDLE
        begins = _NEAR if place in _AT_UPRIGHT else REACH
        ends = begins + self.character * max(len(line) for line in lines)
        if not 0 <= middle + place.sign * ends <= self.ground.width:
            yield _OUTSIDE
        for gutter, near in _GUTTERS:
            if near < ends:
                yield row, middle + place.sign * gutter, place in _ABOVE


def labels_of(ground: Ground, routes: Sequence[Route], character: float) -> dict[int, list[Label]]:
    """The words of every row: each word of a decision once, and never where an arrow runs."""
    words = _Words(ground, character, {_OUTSIDE, *_halves_of_arrows(routes)})
    for route in routes:
        if (route.edge.outcome or "").strip():  # drafts have exits without a word
            words.place(route)
    return words.labels


def _halves_of_arrows(routes: Iterable[Route]) -> Iterator[Half]:
    """What the uprights take of each gutter."""
    for route in routes:
        if route.gutter is None or route.goal is None:
            continue
        top, foot = route.span
        for row in range(int(top), int(foot) + 1):
            if top < row + MIDDLE and foot > row + TURN_IN:
                yield row, route.gutter, True
            if foot > row + MIDDLE and top < row + TURN_OUT:
                yield row, route.gutter, False


def _wrapped(word: str, width: int) -> tuple[str, ...]:
    """Its lines; a width of 1 gives every word a line of its own."""
    return tuple(wrap(word, width, break_long_words=False, break_on_hyphens=False))


def _cut(text: str, width: int) -> str:
    """The same text with hyphens where a word is too long for a line."""
    return " ".join(piece for word in text.split() for piece in _pieces(word, width))


def _pieces(word: str, width: int) -> Iterator[str]:
    while len(word) > width:
        yield word[: width - 1] + "-"
        word = word[width - 1 :]
    yield word


def _past(said: Iterable[Label], place: Place) -> int:
    return sum(len(one.lines) for one in said if one.place is place)
