"""Which way each arrow takes: the cheapest, and cheaper again once it knows the others'."""

from collections.abc import Iterator

from lajur.core.grid.board import Board, alone
from lajur.core.grid.ground import Ground, edges_of
from lajur.core.grid.parts import Edge
from lajur.core.grid.routes import Route, straight, ways

_ROUNDS = 3  # of thinking again; a fourth finds nothing better in practice


def choose(ground: Ground) -> list[Route]:
    """A way for every arrow, always the same for the same table."""
    board = Board(ground)
    edges = [edge for step in ground.steps for edge in edges_of(step)]
    taken = {route.edge: route for route in _straight(ground, edges)}
    for route in taken.values():
        board.take(route)
    free = [edge for edge in edges if edge not in taken]
    choices = {edge: sorted(ways(ground, edge), key=alone) for edge in free}
    for edge in sorted(choices, key=lambda edge: _length(ground, edge)):
        taken[edge] = board.cheapest(choices[edge])
        board.take(taken[edge])
    for _ in range(_ROUNDS):
        if not _think_again(board, choices, taken):
            break
    return [taken[edge] for edge in edges]


def _straight(ground: Ground, edges: list[Edge]) -> Iterator[Route]:
    """The arrows that go straight down; of a decision only one outcome can."""
    down: dict[str, str | None] = {}
    for edge in edges:
        route = straight(ground, edge)
        if route and down.setdefault(edge.source, edge.outcome) == edge.outcome:
            yield route


def _length(ground: Ground, edge: Edge) -> int:
    if edge.target is None:
        return 0
    return abs(ground.row[edge.target] - ground.row[edge.source])


def _think_again(board: Board, choices: dict[Edge, list[Route]], taken: dict[Edge, Route]) -> bool:
    """Let each arrow choose anew among the others; whether any changed its way."""
    changed = False
    for edge, routes in choices.items():
        board.leave(taken[edge])
        better = board.cheapest(routes)
        changed = changed or better != taken[edge]
        taken[edge] = better
        board.take(better)
    return changed
