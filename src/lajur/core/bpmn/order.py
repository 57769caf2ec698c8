"""The order in which a drawing's steps are written: as the work goes, branches one by one."""

from lajur.core.bpmn.ways import Ways


def order_of(ways: Ways, starts: tuple[str, ...]) -> list[str]:
    """The steps within reach, each before what follows it, loops aside.

    A drawing of our own keeps the order of its file, which is that of the sheet.
    """
    reached = _finished(ways, starts)[::-1]
    if ways.drawing.own:
        place = {shape: number for number, shape in enumerate(ways.drawing.shapes)}
        first, *others = reached or [""]
        return [first, *sorted(others, key=lambda shape: place[shape])] if first else []
    return reached


def _finished(ways: Ways, starts: tuple[str, ...]) -> list[str]:
    """The steps in the order in which a walk in depth leaves them."""
    left: list[str] = []
    seen: set[str] = set()
    path = [("", list(starts))]
    while path:
        here, ahead = path[-1]
        if ahead:
            step = ahead.pop()  # the last way first, so that the first way is written first
            if step not in seen:
                seen.add(step)
                path.append((step, [one for way in ways.of(step) for one in way.targets]))
        else:
            path.pop()
            left += [here] if here else []
    return left
