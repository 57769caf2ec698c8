"""CPU of whole pages at volume, through every middleware: tray, work and case page, step times.

    python -m bench.pages --cases 200000 --db sqlite:////abs/file.db

The volume is that of bench/peers/product.py. "View" is the process's CPU time in the view and its
template; "request" adds the middlewares (session, who asks, compression) and the test client, and
"server" is the database server's. Medians over the requests, scaled to a quiet machine as in
bench/peers/sop.py.
"""

import argparse
import gzip
import json
import random
import statistics
import sys
import time
from pathlib import Path

from bench import view_cpu

sys.path.insert(0, str(Path(__file__).parent / "peers"))
import sop

ROUNDS = 60
BATCH = 5  # requests between two looks at how slow the machine is


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--cases", type=int, required=True)
    options.add_argument("--db", required=True)
    options.add_argument("--keep", action="store_true", help="leave the database for another run")
    options.add_argument("--seeded", action="store_true", help="the database is there already")
    chosen = options.parse_args()
    from product import Product

    db = sop.Db(chosen.db)
    product = Product(db, chosen)
    if not chosen.seeded:
        db.recreate()
        product.schema()
        product.seed(chosen.cases)
        db.settle()
    server = sop.PgCpu().read if db.kind == "pg" else lambda: 0.0
    for answer in measure(server):
        print(json.dumps({"database": db.kind, "open cases": chosen.cases, **answer}))
    product.close()
    if not chosen.keep:
        db.drop()


def measure(server):
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "bench.view_cpu.count"]
    call_command("collectstatic", verbosity=0, interactive=False)
    connection.ensure_connection()
    for name, addresses in _pages(random.Random(7)).items():
        client = Client(headers={"accept-encoding": "identity"})
        client.force_login(_person("kabid20"))
        for address in addresses[:5]:
            assert client.get(address).status_code == 200, address
        yield {"page": name, **_medians(client, addresses, server)}


def _medians(client, addresses, server):
    rounds, quiet, bodies = [], [], []
    for first in range(0, len(addresses), BATCH):
        batch = [_round(client, address, server) for address in addresses[first : first + BATCH]]
        slowness = sop.calibrate() / sop.CALIB_REF_MS
        rounds += [spent for spent, _ in batch]
        quiet += [spent[0] / slowness for spent, _ in batch]
        bodies += [body for _, body in batch]
    view, request, database = (
        statistics.median(column) * 1000 for column in zip(*rounds, strict=True)
    )
    return {
        "view, CPU ms normalised": round(statistics.median(quiet) * 1000, 2),
        "view, as measured": round(view, 2),
        "request, as measured": round(request, 2),
        "server, as measured": round(database, 2),
        "statements": _queries(client, addresses[0]),
        "bytes gz": round(statistics.median(bodies)),
    }


def _round(client, address, server):
    """CPU seconds of one request in the view, in the process and in the server; its size."""
    seen = view_cpu.spent, time.process_time(), server()
    body = client.get(address).content
    now = view_cpu.spent, time.process_time(), server()
    spent = [end - start for start, end in zip(seen, now, strict=True)]
    return spent, len(gzip.compress(body))


def _person(username):
    from lajur.store.models import PersonRow

    return PersonRow.objects.get(username=username)


def _pages(rnd):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, number FROM store_workitemrow WHERE closed_at IS NULL"
            " AND lane = 'kabid2' LIMIT 5000"
        )
        works = rnd.sample(cursor.fetchall(), ROUNDS)
    return {
        "tray": ["/bench/tugas/"] * ROUNDS,
        "work page": [f"/bench/tugas/{case}/{number}/" for case, number in works],
        "case page": [f"/bench/berkas/{case}/" for case, _ in works],
        "step times": ["/bench/register/waktu/?masa=semua"] * (2 * BATCH),
    }


def _queries(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


if __name__ == "__main__":
    main()
