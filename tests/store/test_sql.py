"""The hot path's way to the database: several statements at once, errors as Django's, any size."""

from threading import Thread

import pytest
from django.db import (
    DataError,
    InterfaceError,
    OperationalError,
    connection,
    connections,
    transaction,
)

from lajur.store.sql import run

on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'")


@pytest.fixture
def database(transactional_db: None) -> None:
    connection.ensure_connection()


def test_statements_answer_in_their_order(database: None) -> None:
    with transaction.atomic():
        (_, first), (_, second) = run([("SELECT 1", ()), ("SELECT 2, NULL", ())])

    assert (first, second) == ([(1,)], [(2, None)])


def test_parameters_are_taken_in_order(database: None) -> None:
    sql = "SELECT slug FROM store_governmentrow WHERE slug = %s OR slug = %s"

    ((_, rows),) = run([(sql, ("a", "b"))])

    assert rows == []


def test_a_parameter_of_megabytes_arrives_whole(database: None) -> None:
    words = "kata " * 1_000_000

    ((_, rows),) = run([("SELECT length(CAST(%s AS text))", (words,))])

    assert rows == [(len(words),)]


@on_postgresql
def test_an_error_is_djangos_and_the_connection_goes_on(database: None) -> None:
    with pytest.raises(DataError), transaction.atomic():
        run([("SELECT 1", ()), ("SELECT 1 / 0", ()), ("SELECT 2", ())])

    assert run([("SELECT 3", ())]) == [(1, [(3,)])]


@on_postgresql
def test_a_lost_connection_is_said_at_once(database: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()

    killer = Thread(target=_terminate, args=(backend,))
    killer.start()
    killer.join()

    with pytest.raises((OperationalError, InterfaceError)):
        run([("SELECT 1", ())])
    connection.close()


def _terminate(backend: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    connections.close_all()


@on_postgresql
def test_waiting_for_a_lock_keeps_no_other_thread(database: None) -> None:
    """The thread that would release the lock must get its turn."""
    lock = ("SELECT pg_advisory_xact_lock(7)", ())
    answers = []

    def wait_for_it() -> None:
        with transaction.atomic():
            answers.append(run([lock]))
        connections.close_all()

    with transaction.atomic():
        run([lock])
        waiter = Thread(target=wait_for_it)
        waiter.start()
        waiter.join(0.2)
        assert answers == []
    waiter.join(10)

    assert len(answers) == 1
