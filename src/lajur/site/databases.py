"""The one database: SQLite in the data folder, or PostgreSQL when an address is given.

Each option answers a measured failure; the page is docs/decisions/0003-sqlite.md.
"""

from pathlib import Path

from lajur.site import environment

# synchronous=FULL: NORMAL loses acknowledged work on a power cut.
# wal_autocheckpoint: a safety net in pages; the worker's keeper normally comes first.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; "
    "PRAGMA cache_size=-16000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
)

# For the whole session of the database server; milliseconds. jit: it compiles for a second what
# takes a tenth of one.
POSTGRESQL_START = (
    "-c statement_timeout=30000 -c lock_timeout=10000 "
    "-c idle_in_transaction_session_timeout=30000 -c synchronous_commit=on -c jit=off"
)


def databases(data: Path) -> dict[str, dict[str, object]]:
    """Give Django's DATABASES."""
    address = environment.database_url("LAJUR_DATABASE_URL")
    return {"default": _sqlite(data) if address is None else _postgresql(address)}


def _sqlite(data: Path) -> dict[str, object]:
    return {
        "ENGINE": "lajur.site.sqlite",
        "NAME": data / "lajur.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # or a read that turns into a write fails at once
            "timeout": 20,  # seconds
            "init_command": SQLITE_START,
        },
        # A file: the default in-memory database shares one connection and hides lock faults.
        "TEST": {"NAME": str(data / "test.sqlite3")},
    }


def _postgresql(address: dict[str, object]) -> dict[str, object]:
    given = address["OPTIONS"] if isinstance(address["OPTIONS"], dict) else {}
    options = {
        "options": POSTGRESQL_START,
        "connect_timeout": 5,  # seconds
        "tcp_user_timeout": 15000,  # milliseconds
        "application_name": "lajur",
        **given,
    }
    return {
        **address,
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
