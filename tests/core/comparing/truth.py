"""Which steps of the four signed SOPs do the same thing, read by hand before anything was measured.

By printed number; "14a" and "14b" are Buleleng's two 14s, "–" is Cirebon's unprinted step. One line
is one thing that both do. Where a paper does in two rows what the other does in one, either row is
right (`|`). What could be argued both ways stands under `OPEN` and counts neither for nor against.
Whoever does it, and wherever in the order it stands: the same thing is the same thing.
"""

from collections.abc import Mapping

Names = tuple[str, str]

SAME: Mapping[Names, str] = {
    ("buleleng", "sumbawa"): """
        1=1     the request
        2=2     the head passes it to the division by disposition
        3=3     the division passes it to the section by disposition
        6=5     analysis
        7=6     can it be built, or not?
        14a=7   why it cannot be built is told
        8=8     the section gives the work to those who build
        9=12    building
        10=15   those who built report to the section
        11=16   the section reports to the division
        14b=17  handing over
    """,
    ("buleleng", "cirebon"): """
        1=1     the request
        2=2     the head receives it
        5=8     talking it over with those who build
        6=9     analysis
        8=6     the section names who builds
        9=11    building
        14b=12  handing over
        15=13   the applicant receives the result
    """,
    ("buleleng", "banten"): """
        1=1     the request
        2=2     the head receives it and passes it on by disposition
        3=3     the division passes it to the section by disposition
        6=4|7=4 the section's analysis decides whether it is built
        9=7     building
    """,
    ("sumbawa", "cirebon"): """
        1=1     the request
        2=2     the head receives it
        3=3|3=4 the division looks into it and passes it on by disposition
        4=6     the section names who builds
        5=9     analysis
        9=10    the plan is the design
        12=11   building
        17=12   handing over
    """,
    ("sumbawa", "banten"): """
        1=1     the request
        2=2     the head passes it on by disposition
        3=3     the division passes it to the section by disposition
        5=4|5=5 the section's analysis
        12=7    building
    """,
    ("cirebon", "banten"): """
        1=1     the request
        2=2     the head receives it
        9=4|9=5 analysis
        11=7    building
    """,
}

OPEN: Mapping[Names, str] = {
    ("buleleng", "cirebon"): "3=3 3=4",  # a disposition beside a check that ends in one
    ("buleleng", "banten"): "6=5",
    ("sumbawa", "banten"): "6=4",  # both decide; of means, or of the architecture
    ("cirebon", "banten"): "3=3 4=3",
}


def things(names: Names) -> list[frozenset[Names]]:
    """The things that both SOPs do; of each, the pairs of numbers that are right."""
    lines = SAME[names].strip().splitlines()
    return [frozenset(map(_pair, line.split()[0].split("|"))) for line in lines]


def open_pairs(names: Names) -> frozenset[Names]:
    """The pairs of numbers that are neither right nor wrong."""
    return frozenset(map(_pair, OPEN.get(names, "").split()))


def _pair(words: str) -> Names:
    left, right = words.split("=")
    return left, right
