"""Run the matrix, one peer after the other (never two at once), appending JSON lines to results/results.jsonl.

    python run_all.py [--only raw,django] [--cases 1000,20000] [--passes 2] [--label x]
A run that fails or times out is noted with its last error line; the rest goes on.
"""
import argparse
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from sop import HOME as ROOT

VENV = sys.executable
DATA = ROOT + "/data"
PG = "postgresql://bench@127.0.0.1:54329"
BOTH = ("sqlite", "pg")

# key: (interpreter, script, variants, databases, biggest N, measure, repeat)
PEERS = {
    "lajur": (VENV, "product.py", ("",), BOTH, 200000, 60, 5),
    "raw": (VENV, "raw_floor.py", ("plain",), BOTH, 200000, 150, 5),
    "raw-normal": (VENV, "raw_floor.py", ("plain",), ("sqlite-normal",), 200000, 150, 5),
    "raw-onecall": (VENV, "raw_floor.py", ("onecall",), ("pg",), 200000, 150, 5),
    "raw-rollup": (VENV, "raw_floor.py", ("rollup",), BOTH, 200000, 150, 5),
    "django": (VENV, "django_floor.py", ("orm", "lean"), BOTH, 200000, 40, 5),
    "viewflow": (VENV, "viewflow_peer.py", ("",), BOTH, 200000, 20, 5),
    "spiff": (VENV, "spiff_peer.py", ("blob", "split"), BOTH, 200000, 50, 5),
    "dbos-perstep": (VENV, "dbos_peer.py", ("perstep",), ("pg",), 20000, 20, 5),
    "dbos": (VENV, "dbos_peer.py", ("recv",), ("pg",), 20000, 20, 5),
}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--only", default="")
    ap.add_argument("--cases", default="1000,20000")
    ap.add_argument("--passes", type=int, default=1)
    ap.add_argument("--label", default="")
    ap.add_argument("--timeout", type=int, default=2400)
    ap.add_argument("--out", default=ROOT + "/results/results.jsonl")
    ap.add_argument("--extra", default="")
    a = ap.parse_args()
    os.makedirs(os.path.dirname(a.out), exist_ok=True)
    os.makedirs(DATA, exist_ok=True)
    for ps in range(a.passes):
        for n in [int(x) for x in a.cases.split(",")]:
            for key, (py, script, variants, dbs, top, m, rep) in PEERS.items():
                if a.only and key not in a.only.split(","):
                    continue
                if n > top:
                    continue
                for v in variants:
                    for d in dbs:
                        url = {"sqlite": f"sqlite:///{DATA}/run.db", "sqlite-normal": f"sqlite:///{DATA}/run.db?sync=NORMAL",
                               "pg": f"{PG}/bench_run"}[d]
                        cmd = [py, script, "--cases", str(n), "--db", url, "--measure", str(m), "--repeat", str(rep),
                               "--label", f"{a.label}p{ps}"] + (["--variant", v] if v else []) + a.extra.split()
                        t = time.time()
                        try:
                            r = subprocess.run(cmd, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                               timeout=a.timeout)
                            line = r.stdout.strip().splitlines()[-1] if r.returncode == 0 and r.stdout.strip() else json.dumps(
                                {"peer": key + "/" + v, "db": d, "cases": n, "error": (r.stderr.strip().splitlines() or ["?"])[-1]})
                        except subprocess.TimeoutExpired:
                            line = json.dumps({"peer": key + "/" + v, "db": d, "cases": n, "error": "timeout"})
                        o = json.loads(line)
                        o["load1"], o["took_s"] = os.getloadavg()[0], round(time.time() - t)
                        with open(a.out, "a") as f:
                            f.write(json.dumps(o) + "\n")
                        print(o.get("peer"), o.get("db"), n, o.get("step_ms_median"), o.get("cpu_ms_per_step"),
                              o.get("cpu_norm_ms_per_step"), o.get("error", ""), o["took_s"], "s", flush=True)


if __name__ == "__main__":
    main()
