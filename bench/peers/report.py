"""Tables from results.jsonl: for each peer, database and N, the median over passes (and the spread of the CPU figure)."""
import json
import statistics
import sys
from collections import defaultdict

rows = [json.loads(x) for x in open(sys.argv[1] if len(sys.argv) > 1 else __import__("sop").HOME + "/results/results.jsonl")]
g = defaultdict(list)
for r in rows:
    if "error" in r:
        print("<!-- error:", r["peer"], r["db"], r["cases"], r["error"], "-->")
        continue
    g[(r["peer"], r["db"], r["cases"])].append(r)

ORDER = ["raw/onecall", "raw/plain", "raw", "lajur", "django-orm/lean", "django-orm/orm", "spiff/split", "spiff/blob", "viewflow", "bpmn-engine",
         "dbos/perstep", "dbos/recv", "dbos", "spiff-arena"]


def med(rs, k):
    v = [r[k] for r in rs if r.get(k) is not None]
    return statistics.median(v) if v else None


def f(x, n=2):
    return "–" if x is None else (f"{x:,.{n}f}" if x < 100 else f"{x:,.0f}")


base = {}
for (p, d, n), rs in g.items():
    if p == "raw/plain" and d in ("sqlite-FULL", "pg"):
        base[(d, n)] = med(rs, "cpu_norm_ms_per_step")

for n in sorted({k[2] for k in g}):
    print(f"\n### N = {n:,} open cases\n")
    print("| peer | DB | step ms median / p95 | CPU ms per step (client + server) | scaled CPU | × raw floor | steps/s per core | "
          "inbox ms | detail ms | SLA ms | KB/open case | KB/done case | RSS MB | runs |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    for (p, d, m), rs in sorted(g.items(), key=lambda kv: (kv[0][1].split("-")[0], ORDER.index(kv[0][0]) if kv[0][0] in ORDER else 99, kv[0][1])):
        if m != n:
            continue
        c = med(rs, "cpu_norm_ms_per_step")
        b = base.get((d if d == "pg" else "sqlite-FULL", n))
        alls = [x for r in rs for x in r["cpu_ms_per_step_runs"]]
        print(f"| {p} | {d} | {f(med(rs, 'step_ms_median'))} / {f(med(rs, 'step_ms_p95'))} | {f(med(rs, 'cpu_ms_per_step'))} "
              f"({f(med(rs, 'cpu_ms_per_step_client'))} + {f(med(rs, 'cpu_ms_per_step_server'))}; {f(min(alls))}–{f(max(alls))}) | {f(c)} | "
              f"{f(c / b if b else None, 1)} | {f(1000 / c, 0)} | {f(med(rs, 'inbox_ms_median'))} | {f(med(rs, 'detail_ms_median'))} | "
              f"{f(med(rs, 'sla_ms_median'), 1)} | {f(med(rs, 'db_bytes_per_open_case') / 1e3, 1)} | {f(med(rs, 'db_bytes_per_done_case') / 1e3, 1)} | "
              f"{f(med(rs, 'maxrss_mb'), 0)} | {len(rs)} |")
