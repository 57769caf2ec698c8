"""What a valid event log is, written down from the standards and not from our writers.

Sources: IEEE 1849-2016 with its XML Schema; the JSON Schema of OCEL 2.0. `scripts/mining.sh` asks
the readers of others.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMESPACE = "{http://www.xes-standard.org/}"
ATTRIBUTES = {"string", "date", "int", "float", "boolean", "id"}
TRANSITIONS = {
    *("schedule", "assign", "withdraw", "reassign", "start", "suspend", "resume"),
    *("pi_abort", "ate_abort", "complete", "autoskip", "manualskip", "unknown"),
}
PREFIXED = {  # by prefix: the keys its extension defines
    "concept": {"name", "instance"},
    "lifecycle": {"transition", "model", "state"},
    "org": {"resource", "role", "group"},
    "time": {"timestamp"},
}
NC_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z")
ORDER = ("extension", "global", "classifier", "attribute", "trace", "event")
LITERALS = {"string", "time", "integer", "float", "boolean"}


def wrong_in_xes(text: str) -> list[str]:
    """What breaks a rule of the standard; empty for a valid log."""
    root = ElementTree.fromstring(text)
    return [
        *_log(root),
        *(one for trace in root.iter(f"{NAMESPACE}trace") for one in _trace(trace)),
    ]


def _log(root: Element) -> Iterator[str]:
    if root.tag != f"{NAMESPACE}log":
        yield f"root {root.tag}"
    if not re.fullmatch(r"\d+(\.\d+)?", root.get("xes.version", "")):
        yield "xes.version is no decimal"
    kinds = ["attribute" if _kind(one) in ATTRIBUTES else _kind(one) for one in root]
    if kinds != sorted(kinds, key=ORDER.index):
        yield f"order of {list(dict.fromkeys(kinds))}"
    yield from _attributes(root)
    yield from _classifiers(root)
    declared = {one.get("prefix") for one in root.iter(f"{NAMESPACE}extension")}
    for one in root.iter():
        prefix, colon, name = one.get("key", "").partition(":")
        if colon and (prefix not in declared or name not in PREFIXED[prefix]):
            yield f"key {one.get('key')} of no declared extension"


def _classifiers(root: Element) -> Iterator[str]:
    everywhere = _globals(root, "event")
    for one in root.iter(f"{NAMESPACE}classifier"):
        if not NC_NAME.match(one.get("name", "")):
            yield f"classifier {one.get('name')!r} is no NCName"
        if not set(one.get("keys", "").split()) <= everywhere:
            yield f"classifier {one.get('name')} has keys that are not global"
    for event in root.iter(f"{NAMESPACE}event"):
        if not everywhere <= {one.get("key") for one in event}:
            yield "an event lacks a global attribute"
    for trace in root.iter(f"{NAMESPACE}trace"):
        if not _globals(root, "trace") <= {one.get("key") for one in trace}:
            yield "a trace lacks a global attribute"


def _globals(root: Element, scope: str) -> set[str]:
    blocks = [one for one in root.iter(f"{NAMESPACE}global") if one.get("scope") == scope]
    return {one.get("key", "") for block in blocks for one in block}


def _trace(trace: Element) -> Iterator[str]:
    kinds = [_kind(one) for one in trace]
    if "event" in kinds and ATTRIBUTES & set(kinds[kinds.index("event") :]):
        yield "an attribute of a trace after its events"
    yield from _attributes(trace)
    for event in trace.iter(f"{NAMESPACE}event"):
        yield from _attributes(event)
        told = {one.get("key"): one.get("value") for one in event}
        if told.get("lifecycle:transition") not in TRANSITIONS:
            yield f"transition {told.get('lifecycle:transition')}"


def _attributes(holder: Element) -> Iterator[str]:
    """Keys are names, each once in its holder; values are of their type."""
    given = [one for one in holder if _kind(one) in ATTRIBUTES]
    counted = Counter(one.get("key") for one in given)
    yield from (f"{key} {times} times" for key, times in counted.items() if times > 1)
    for one in given:
        key, value = one.get("key", ""), one.get("value")
        if not re.fullmatch(r"[A-Za-z_:][\w:.-]*", key):
            yield f"key {key!r} is no Name"
        if value is None or not _fits(_kind(one), value):
            yield f"{key}: {value!r} is no {_kind(one)}"


def _fits(kind: str, value: str) -> bool:
    if kind == "date":
        return _is_moment(value)
    return kind != "int" or re.fullmatch(r"[+-]?\d+", value) is not None


def _kind(one: Element) -> str:
    return one.tag.removeprefix(NAMESPACE)


def _is_moment(value: object) -> bool:
    """A dateTime with the zone it is in."""
    return (
        isinstance(value, str) and "T" in value and datetime.fromisoformat(value).tzinfo is not None
    )


def wrong_in_ocel(text: str) -> list[str]:
    """What breaks a rule of the standard; empty for a valid log."""
    log = json.loads(text)
    if set(log) != {"eventTypes", "objectTypes", "events", "objects"}:
        return [f"members {sorted(log)}"]
    ids = {one["id"] for one in log["objects"]}
    found = [
        *_types(log["eventTypes"]),
        *_types(log["objectTypes"]),
        *_instances(log["events"], log["eventTypes"], ids),
        *_instances(log["objects"], log["objectTypes"], ids),
    ]
    timed = [*log["events"], *(one for thing in log["objects"] for one in thing["attributes"])]
    found += [f"time {one.get('time')!r}" for one in timed if not _is_moment(one.get("time"))]
    return found


def _types(types: list[dict[str, Any]]) -> Iterator[str]:
    names = Counter(one["name"] for one in types)
    yield from (f"type {name} {times} times" for name, times in names.items() if times > 1)
    for one in types:
        yield from (
            f"{one['name']}.{attribute['name']} is of type {attribute['type']}"
            for attribute in one["attributes"]
            if attribute["type"] not in LITERALS
        )


def _instances(
    things: list[dict[str, Any]], types: list[dict[str, Any]], objects: set[str]
) -> Iterator[str]:
    declared = {one["name"]: {each["name"] for each in one["attributes"]} for one in types}
    ids = Counter(one["id"] for one in things)
    yield from (f"id {name} {times} times" for name, times in ids.items() if times > 1)
    for one in things:
        values = {each["name"]: each["value"] for each in one["attributes"]}
        links = [(each["objectId"], each["qualifier"]) for each in one["relationships"]]
        if not values.keys() <= declared.get(one["type"], set()):
            yield f"{one['id']}: not declared"
        if not all(isinstance(value, str) for value in values.values()):
            yield f"{one['id']}: a value that is no string"
        if len(set(links)) < len(links):
            yield f"{one['id']}: the same link twice"
        yield from (f"{one['id']} touches no {to}" for to, _ in links if to not in objects)
