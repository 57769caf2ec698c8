"""What readers of others find in a XES and an OCEL log, beside what the files hold.

`python mining.py LOG.xes LOG.ocel` prints the counts; it fails when a reader fails or counts wrong.
Runs in an environment without Lajur: see mining.sh.
"""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pm4py
import rustxes
from opyenxes.data_in.XUniversalParser import XUniversalParser
from pm4py.objects.log.importer.xes import importer

NAMESPACE = "{http://www.xes-standard.org/}"
Counts = tuple[int, int]  # cases and events of XES; events and objects of OCEL


def held_by_xes(path: str) -> Counts:
    root = ElementTree.parse(path).getroot()  # noqa: S314 (a file of our own)
    return tuple(sum(1 for _ in root.iter(f"{NAMESPACE}{one}")) for one in ("trace", "event"))


def read_xes(path: str) -> dict[str, Counts]:
    with Path(path).open(encoding="utf-8") as file:
        opened = XUniversalParser().parse(file)[0]
    found = {"OpenXES": (len(opened), sum(map(len, opened)))}
    for variant in importer.Variants:
        try:
            log = importer.apply(path, variant=variant, parameters={"show_progress_bar": False})
        except ImportError:  # a reader whose own needs are not installed
            continue
        table = pm4py.convert_to_dataframe(log)
        found[f"PM4Py {variant.name}"] = (table["case:concept:name"].nunique(), len(table))
    done = table[table["lifecycle:transition"] == "complete"]
    pm4py.discover_dfg(done)
    pm4py.discover_petri_net_inductive(done)
    return found


def held_by_ocel(path: str) -> Counts:
    log = json.loads(Path(path).read_text(encoding="utf-8"))
    return len(log["events"]), len(log["objects"])


def read_ocel(path: str) -> dict[str, Counts]:
    log = pm4py.read_ocel2_json(path)
    pm4py.discover_oc_petri_net(log)
    other = rustxes.import_ocel_json(path)
    return {
        "PM4Py": (len(log.events), len(log.objects)),
        "rustxes": (len(other["events"]), len(other["objects"])),
    }


def main(xes: str, ocel: str) -> int:
    wrong = 0
    for path, held, found in (
        (xes, held_by_xes(xes), read_xes(xes)),
        (ocel, held_by_ocel(ocel), read_ocel(ocel)),
    ):
        print(Path(path).name, held)
        for reader, counts in found.items():
            wrong += counts != held
            print(f"  {reader}: {counts}{'' if counts == held else '  WRONG'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
