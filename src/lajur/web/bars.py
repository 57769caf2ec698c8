"""Bars of two parts, as SVG: hatched for waiting, solid for handling. The words stand beside them.

Lengths are attributes, so no style is needed; colours and the hatching come from the page.
"""

from django.utils.safestring import SafeString, mark_safe

HATCHING = "arsir"  # id of the pattern, which the page defines once


def bar(hatched: float, solid: float, *, longest: float) -> SafeString:
    """Two parts end to end; `longest` (> 0) of both together would fill the cell."""
    first, second = (f"{part / longest * 100:.3g}%" for part in (hatched, solid))
    return mark_safe(  # noqa: S308 numbers only
        '<svg class="batang" aria-hidden="true" focusable="false">'
        '<rect class="batang-alas" width="100%" height="100%"/>'
        f'<rect class="batang-tunggu" width="{first}" height="100%" fill="url(#{HATCHING})"/>'
        f'<rect class="batang-kerja" x="{first}" width="{second}" height="100%"/></svg>'
    )
