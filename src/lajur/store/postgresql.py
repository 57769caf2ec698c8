"""Prepared statements on PostgreSQL, through libpq itself.

A cursor of the driver costs more than the statement it runs. Here a statement is its name, its
parameters as text, and its rows; statements sent together make one round trip.
"""

from collections.abc import Callable, Sequence
from select import POLLIN, POLLOUT, poll
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import errors
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

Statement = tuple[str, Sequence[object]]  # with $1, $2 … for its parameters
Answer = tuple[int, list[tuple[Any, ...]]]  # rows affected, and the rows it gives

_names: WeakKeyDictionary[Any, dict[str, bytes]] = WeakKeyDictionary()  # prepared, by connection

_READERS: dict[int, Callable[[bytes], object]] = {  # by type; all else is text
    16: b"t".__eq__,  # boolean
    20: int,  # bigint
    21: int,  # smallint
    23: int,  # integer
}


def run(raw: Any, batch: Sequence[Statement]) -> list[Answer]:
    """Run statements in one round trip, in the transaction that is open or begins with them.

    Raises:
        psycopg.Error: the first that fails; those after it have not run.
    """
    pgconn = raw.pgconn
    names = [_prepared(raw, sql) for sql, _ in batch]
    begins = not raw.autocommit and pgconn.transaction_status == TransactionStatus.IDLE
    pgconn.enter_pipeline_mode()
    if begins:
        pgconn.send_query_params(b"BEGIN", None)
    for name, (_, params) in zip(names, batch, strict=True):
        pgconn.send_query_prepared(name, [_text(param) for param in params])
    pgconn.pipeline_sync()
    results = _received(pgconn)
    return [_answer(result) for result in results[begins:]]


def _prepared(raw: Any, sql: str) -> bytes:
    """The name of the statement on this connection; prepares it the first time."""
    names = _names.setdefault(raw, {})
    name = names.get(sql)
    if name is None:
        name = f"lajur_{len(names)}".encode()
        result = raw.pgconn.prepare(name, sql.encode())
        if result.status != ExecStatus.COMMAND_OK:
            raise _error(raw.pgconn, result)
        names[sql] = name
    return name


def _received(pgconn: Any) -> list[Any]:
    """The results up to the end of the pipeline, which is left.

    Raises:
        psycopg.Error: the first error among them, or the connection is gone.
    """
    results: list[Any] = []
    failed: Any = None
    _send(pgconn)
    while True:
        result = _next(pgconn)
        match result.status:
            case ExecStatus.PIPELINE_SYNC:
                break
            case ExecStatus.FATAL_ERROR if failed is None:
                failed = result
                if pgconn.status != ConnStatus.OK:  # nothing more will come
                    raise _error(pgconn, failed)
            case _:
                results.append(result)
    pgconn.exit_pipeline_mode()
    if failed is not None:
        raise _error(pgconn, failed)
    return results


def _error(pgconn: Any, result: Any) -> errors.Error:
    """What the server says; a lost connection says it without a code."""
    if pgconn.status != ConnStatus.OK:
        return errors.OperationalError("the connection to the database is gone")
    return errors.error_from_result(result)


def _next(pgconn: Any) -> Any:
    """The next result; between those of two statements libpq gives nothing once."""
    for _ in range(2):
        while pgconn.is_busy():
            _wait(pgconn, POLLIN)
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is not None:
            return result
    raise errors.OperationalError("the connection to the database is gone")


def _send(pgconn: Any) -> None:
    """Hand everything to the network, taking what comes meanwhile."""
    while pgconn.flush():
        _wait(pgconn, POLLIN | POLLOUT)
        pgconn.consume_input()


def _wait(pgconn: Any, events: int) -> None:
    """Wait for the server, without keeping other threads: libpq's own waiting would."""
    poller = poll()
    poller.register(pgconn.socket, events)
    poller.poll()


def _answer(result: Any) -> Answer:
    affected = result.command_tuples or 0
    columns = range(result.nfields)
    readers = [_READERS.get(result.ftype(column), bytes.decode) for column in columns]
    rows = [
        tuple(_read(readers[column], result.get_value(row, column)) for column in columns)
        for row in range(result.ntuples)
    ]
    return affected, rows


def _read(reader: Callable[[bytes], object], value: bytes | None) -> object:
    return None if value is None else reader(value)


def _text(param: object) -> bytes | None:
    return None if param is None else str(param).encode()
