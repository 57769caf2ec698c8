"""The hidden keys of a form."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from lajur.web.forms.submission import FormUnreadable, submission
from tests.web.asking import KEY


def posted(**form: str) -> object:
    return submission(RequestFactory().post("/", form))


def test_the_key_and_the_version_are_read() -> None:
    sent = posted(kunci=KEY, versi="7")
    assert (sent.key, sent.version) == (KEY, 7)


def test_a_form_without_a_version_has_none() -> None:
    assert posted(kunci=KEY).version is None


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kunci": "pendek"},
        {"kunci": KEY.upper()},
        {"kunci": KEY, "versi": "-1"},
        {"kunci": KEY, "versi": "1e9"},
        {"kunci": KEY, "versi": "١"},
    ],
)
def test_what_is_not_ours_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(FormUnreadable):
        posted(**form)


def test_every_rendered_form_has_a_key_of_its_own() -> None:
    template = Template("{% load lajur %}{% form_keys 3 %}")
    first, second = (template.render(Context({"csrf_token": "x"})) for _ in range(2))
    assert first != second
    assert 'name="versi" value="3"' in first
