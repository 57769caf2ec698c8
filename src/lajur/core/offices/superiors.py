"""Who stands above whom: from units and ranks, since no office enters it a second time.

Within a unit the position of the first rank leads; the head of a unit answers to the head of the
unit above it, and so on to the head of the office.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

PositionId = int
UnitId = int


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A position in use, and where it stands."""

    id: PositionId
    unit: UnitId
    rank: int  # within lists; the first is the highest


class Chart:
    """The positions of an office and the units they belong to."""

    def __init__(self, posts: Iterable[Post], parents: Mapping[UnitId, UnitId | None]) -> None:
        self._parents = parents
        self._posts = {post.id: post for post in posts}
        self._heads: dict[UnitId, Post] = {}
        for post in sorted(self._posts.values(), key=lambda post: (post.rank, post.id)):
            self._heads.setdefault(post.unit, post)

    def above(self, position: PositionId) -> Iterator[PositionId]:
        """The positions above this one, the nearest first; none above the head of the office."""
        post = self._posts.get(position)
        unit: UnitId | None = post.unit if post else None
        passed: set[UnitId] = set()
        while unit is not None and unit not in passed:
            passed.add(unit)
            head = self._heads.get(unit)
            if head is not None and head.id != position:
                yield head.id
            unit = self._parents.get(unit)
