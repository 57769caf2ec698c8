"""The mark of a lane: a stroke for each column, its own tall, so that no colour is needed."""

from django.utils.safestring import SafeString, mark_safe

_STEP, _STROKE, _TALL, _LOW = 5, 3, 12, 5  # units: from stroke to stroke, and of one stroke


def marks(lanes: int) -> SafeString:
    """The marks of that many lanes, to be used by id: "lajur-1" is that of the first."""
    drawn = "".join(_mark(own, lanes) for own in range(1, lanes + 1))
    return mark_safe(  # noqa: S308 numbers only
        f'<svg width="0" height="0" aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def width_of_mark(lanes: int) -> int:
    """In the unit of the strokes, of which the height has 12."""
    return lanes * _STEP - _STEP + _STROKE


def _mark(own: int, lanes: int) -> str:
    strokes = "".join(_stroke(no, tall=no == own) for no in range(1, lanes + 1))
    box = f"0 0 {width_of_mark(lanes)} {_TALL}"
    return f'<symbol id="lajur-{own}" viewBox="{box}"><path d="{strokes}"/></symbol>'


def _stroke(no: int, *, tall: bool) -> str:
    height = _TALL if tall else _LOW
    return f"M{(no - 1) * _STEP} {_TALL}v{-height}h{_STROKE}v{height}z"
