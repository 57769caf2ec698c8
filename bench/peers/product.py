"""Lajur itself: the whole service call, with permission check, idempotency, journal chain and outbox.

The same sixteen-step SOP as the other peers, in Lajur's own language (sop.yaml). Filing goes through
a draft, as an applicant's does; its first row ("Mengajukan permohonan") is one completion more.
Volume is copied from cases that Lajur itself drove to each place.
"""

import datetime as dt
import os
import secrets
import sys
from pathlib import Path

import cloner
import sop

HERE = Path(sop.HERE)
CASE_PARTS = {
    "store_caserow": {"pk": "id"},
    "store_workitemrow": {"pk": "id", "refs": {"case_id": "store_caserow"}},
    "store_eventrow": {"refs": {"case_id": "store_caserow"}},
}
OUTCOMES = {"feasible": ("tidak layak", "layak"), "rework": ("diterima", "ulang")}


def outcome_of(form):
    for name, (no, yes) in OUTCOMES.items():
        if name in form:
            return yes if form[name] else no
    return None


class Product:
    name = "lajur"
    start_writes_history = 1  # the row that files the request

    def __init__(self, db, args):
        self.db = db
        self.measured = []
        sys.path.insert(0, str(HERE.parents[1] / "src"))
        os.environ["DJANGO_SETTINGS_MODULE"] = "lajur.site.settings"
        if db.kind == "sqlite":
            os.environ["LAJUR_DATA"] = str(Path(db.path).parent)
            os.environ.pop("LAJUR_DATABASE_URL", None)
        else:
            os.environ["LAJUR_DATA"] = sop.HOME + "/data"
            os.environ["LAJUR_DATABASE_URL"] = f"postgresql://{db.user}@{db.host}:{db.port}/{db.name}"
        import django
        from django.conf import settings

        if db.kind == "sqlite":
            settings.DATABASES["default"]["NAME"] = db.path
            options = settings.DATABASES["default"]["OPTIONS"]
            options["init_command"] = options["init_command"].replace("=FULL", f"={db.sync}")
        django.setup()
        from lajur.services import requests, work_items
        from lajur.store import models

        self.requests, self.work, self.models = requests, work_items, models

    # ------------------------------------------------------------------ the office
    def schema(self):
        from django.core.management import call_command
        from django_scopes import scopes_disabled

        call_command("migrate", verbosity=0)
        with scopes_disabled():
            self._make_office()

    def _make_office(self):
        from lajur.services.procedures import publish_procedure

        m, now = self.models, sop.utcnow()
        government = m.GovernmentRow.objects.create(
            slug="bench", name="Bench", office_name="Bench", zone="Asia/Jakarta", created_at=now
        )
        office = m.UnitRow.objects.create(government=government, name="Dinas", kind="office")
        agency = m.UnitRow.objects.create(government=government, name="OPD", kind="agency")
        for uid, username, role in sop.users():
            position = m.PositionRow.objects.create(
                government=government, unit=office, name=username
            )
            m.LaneBindingRow.objects.create(
                government=government, procedure_key="bench", lane=role, position=position
            )
            m.PersonRow.objects.create(
                id=uid, government=government, username=username, name=username, unit=office,
                is_admin=uid == 1,
            )
            m.HoldingRow.objects.create(
                government=government, position=position, person_id=uid, since=dt.date(2020, 1, 1)
            )
        m.PersonRow.objects.create(
            id=900, government=government, username="pemohon", name="Pemohon", unit=agency
        )
        publish_procedure(
            source=(HERE / "sop.yaml").read_bytes(), transcript="", actor=self.actor(1), at=now
        )

    def actor(self, person):
        from lajur.queries.actors import actor_of

        return actor_of(person, government="bench", at=sop.utcnow())

    # ------------------------------------------------------------------ the volume
    def seed(self, n):
        refs = cloner.drive_templates(self)
        from django.db import connection

        connection.close()
        copier = cloner.Cloner(self.db, CASE_PARTS)
        templates = {key: self._parts(copier, case) for key, case in refs.items()}
        for i, path, pos, spans, entered in sop.seed_plan(n):
            copier.clone(templates[(sop.is_refused(i), pos)], self._dated(i, spans, entered))
        copier.done()

    @staticmethod
    def _parts(copier, case):
        return {
            table: copier.rows(
                f"SELECT * FROM {table} WHERE {'id' if table == 'store_caserow' else 'case_id'} = ?"
                f" ORDER BY {'seq' if table == 'store_eventrow' else 'id'}",
                (case,),
            )
            for table in CASE_PARTS
        }

    def _dated(self, i, spans, entered):
        """Give a copied case its own number and times."""

        def written(moment):
            if self.db.kind == "pg":
                return moment
            return str(moment.astimezone(dt.UTC).replace(tzinfo=None))

        opened = spans[0][0] if spans else entered

        def hook(table, k, row, _ids):
            if table == "store_caserow":
                row["number"], row["code"] = f"PA/{i + 1:06d}", f"{i:012d}"
                row["opened_at"] = written(opened)
            elif table == "store_workitemrow" and k:  # the first is the filing itself
                done = row["closed_at"] is not None
                start = spans[k - 1][0] if done else entered
                row["opened_at"] = written(start)
                row["due_at"] = written(sop.due_at(start, sop.STEPS[row["step"]].days))
                row["closed_at"] = written(spans[k - 1][1]) if done else None

        return hook

    def open(self):
        from django.db import connection

        connection.ensure_connection()
        self.actors = {uid: self.actor(uid) for uid, _, _ in sop.users()}
        self.applicant = self.actor(900)
        self.versions, self.numbers = {}, {}

    # ------------------------------------------------------------------ writes
    def start_case(self, i):
        now = sop.utcnow()
        applicant = getattr(self, "applicant", None) or self.actor(900)
        draft = self.requests.save_draft(
            draft_id=None, procedure_key="bench", service="pembuatan", title=f"Aplikasi {i}",
            form={}, seen_version=None, actor=applicant, at=now,
        )
        receipt = self.requests.file_request(
            draft_id=draft, actor=applicant, at=now, key=secrets.token_hex(16)
        )
        if not hasattr(self, "versions"):
            self.versions, self.numbers = {}, {}
        self.versions[receipt.case_id], self.numbers[receipt.case_id] = 1, 2
        if i >= 20_000_000:
            self.measured.append(receipt.case_id)
        return receipt.case_id

    def complete(self, case, step, user, form):
        outcome = outcome_of(form)
        done = self.work.complete_work_item(
            case_id=case,
            number=self.numbers[case],
            seen_version=self.versions[case],
            outcome=outcome,
            text=sop.json.dumps(form["payload"]),
            actor=self.actors[user] if hasattr(self, "actors") else self.actor(user),
            at=sop.utcnow(),
            key=secrets.token_hex(16),
        )
        self.versions[case] = done.version
        self.numbers[case] += 1

    # ------------------------------------------------------------------ reads
    def inbox(self, role, limit):
        from django_scopes import scope

        from lajur.queries.worklist import TrayQuestion, worklist

        with scope(government=1):
            view = worklist(
                TrayQuestion(), actor=self.actors[sop.USER_OF_ROLE[role][0]], at=sop.utcnow(),
                government=1,
            )
        return view.total.value, view.rows

    def sample_refs(self, rnd, n):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT min(id), max(id) FROM store_caserow WHERE number LIKE 'PA/%%'")
            low, high = cursor.fetchone()
        return [rnd.randint(low, high) for _ in range(n)]

    def detail(self, case):
        from zoneinfo import ZoneInfo

        from django_scopes import scope

        from lajur.queries.cases import case as case_page

        with scope(government=1):
            view = case_page(
                case, actor=self.actors[1], at=sop.utcnow(), zone=ZoneInfo("Asia/Jakarta")
            )
        return view, ()

    def sla(self, start, end):
        from django.db import connection

        hours = (
            "extract(epoch from closed_at - opened_at) / 3600"
            if self.db.kind == "pg"
            else "(julianday(closed_at) - julianday(opened_at)) * 24"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT step, count(*), sum(CASE WHEN closed_at <= due_at THEN 1 ELSE 0 END),"
                f" avg({hours}), max({hours}) FROM store_workitemrow"
                " WHERE closed_at >= %s AND closed_at < %s GROUP BY step ORDER BY step",
                (start, end),
            )
            return cursor.fetchall()

    def tally(self, base):
        from django_scopes import scopes_disabled

        m = self.models
        with scopes_disabled():
            cases = m.CaseRow.objects.filter(pk__in=self.measured)
            return {
                "done_yes": cases.filter(state="completed", end="selesai").count(),
                "done_no": cases.filter(state="completed", end="ditolak").count(),
                "history": m.EventRow.objects.filter(
                    case_id__in=self.measured, kind="WorkItemCompleted"
                ).count(),
            }

    def close(self):
        from django.db import connection

        connection.close()


if __name__ == "__main__":
    sop.main(Product)
