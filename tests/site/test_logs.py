"""The log tells what failed and where, never what somebody typed."""

import logging
from io import StringIO

from django.conf import settings
from django.utils.module_loading import import_string

TYPED = "NIK 5201140101900001"


def logged() -> str:
    """What the log says of a fault that quotes a person, raised behind another."""
    made = dict(settings.LOGGING["formatters"]["line"])
    formatter = import_string(made.pop("()"))(fmt=made["format"], style=made["style"])
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logger = logging.Logger("lajur.uji")
    logger.addHandler(handler)
    try:
        try:
            int(TYPED)
        except ValueError as error:
            raise KeyError(TYPED) from error
    except KeyError:
        logger.exception("job failed")
    return stream.getvalue()


def test_a_traceback_names_types_and_places_and_quotes_nobody() -> None:
    said = logged()
    assert TYPED not in said
    assert "job failed" in said
    assert "builtins.KeyError" in said
    assert "builtins.ValueError" in said
    assert "test_logs.py:" in said
    assert " in logged" in said
