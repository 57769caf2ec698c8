"""Bars of three parts, as SVG: hatched for waiting, solid for handling, dotted for what is not
known apart. The words stand beside them.

Lengths are attributes, so no style is needed; colours and the hatching come from the page.
"""

from django.utils.safestring import SafeString, mark_safe

HATCHING, DOTS = "arsir", "titik"  # ids of the patterns, which the page defines once


def bar(hatched: float, solid: float, dotted: float, *, longest: float) -> SafeString:
    """Three parts end to end; `longest` (> 0) of all together would fill the cell."""
    first, second, third = (f"{part / longest * 100:.3g}%" for part in (hatched, solid, dotted))
    both = f"{(hatched + solid) / longest * 100:.3g}%"
    return mark_safe(  # noqa: S308 numbers only
        '<svg class="batang" aria-hidden="true" focusable="false">'
        '<rect class="batang-alas" width="100%" height="100%"/>'
        f'<rect class="batang-tunggu" width="{first}" height="100%" fill="url(#{HATCHING})"/>'
        f'<rect class="batang-kerja" x="{first}" width="{second}" height="100%"/>'
        f'<rect class="batang-tunggu" x="{both}" width="{third}" height="100%"'
        f' fill="url(#{DOTS})"/></svg>'
    )
