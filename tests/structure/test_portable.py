"""The tree names no machine but the reader's own."""

import ipaddress
import re

from tests.structure.tree import name_of, text_files

# A pinned version (==1.2.1.0) is none.
ADDRESS = re.compile(r"(?<![\d.])(?<!==)(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
HOMES = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work)/")
# Wheels are pinned by hash alone; which index they come from is the operator's business.
INDEX = re.compile(r"^(?:--(?:extra-)?index-url|--find-links|-i |-f )", re.MULTILINE)


def test_no_address_of_a_host_stands_in_the_tree() -> None:
    for path in text_files():
        for found in ADDRESS.findall(path.read_text(encoding="utf-8")):
            assert _is_nobodys(found), f"{name_of(path)} names {found}"


def test_no_path_of_one_machine_stands_in_the_tree() -> None:
    for path in text_files():
        if path.name != "test_portable.py":
            found = HOMES.findall(path.read_text(encoding="utf-8"))
            assert found == [], f"{name_of(path)} names {found}"


def test_the_pinned_wheels_name_no_index() -> None:
    for path in text_files():
        if path.parent.name == "requirements":
            assert INDEX.search(path.read_text(encoding="utf-8")) is None, name_of(path)


def _is_nobodys(words: str) -> bool:
    """Loopback, documentation and private ranges; or numbers that are no address."""
    try:
        address = ipaddress.ip_address(words)
    except ValueError:
        return True
    return not address.is_global
