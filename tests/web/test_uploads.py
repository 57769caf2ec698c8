"""Files on their way in."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory, override_settings

from lajur.services.files import LARGEST
from lajur.web.uploads import FrugalUploadHandler
from tests.web.asking import KEY, begin, keep, letter
from tests.web.world import World


def handler(**request: object) -> FrugalUploadHandler:
    return FrugalUploadHandler(RequestFactory().post("/", **request))  # type: ignore[arg-type]


def test_of_a_file_that_is_too_large_one_byte_too_many_is_written(sumbawa: World) -> None:
    taking = handler()
    taking.request.user = sumbawa.people["siti"]  # type: ignore[union-attr]
    taking.new_file("f", "a.pdf", "application/pdf", None)
    for start in (0, LARGEST, LARGEST + 2):
        taking.receive_data_chunk(b"xx", start)
    assert taking.file_complete(LARGEST + 4).size == LARGEST + 1
    taking.file.seek(0, 2)
    assert taking.file.tell() == 3
    taking.file.close()


def test_a_file_that_is_too_large_is_refused_in_its_form(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    large = SimpleUploadedFile("besar.pdf", b"%PDF-" + b"x" * LARGEST, "application/pdf")
    answer = keep(sumbawa, client, draft, **{"berkas-surat_permohonan": large})
    assert answer.status_code == 422
    assert "lebih besar dari 25 MB" in answer.text


def test_a_stranger_has_no_file_written(sumbawa: World) -> None:
    seen: list[object] = []
    with override_settings(FILE_UPLOAD_HANDLERS=[f"{__name__}.Watched"]):
        Watched.seen = seen
        Client().post(sumbawa.url("masuk/"), {"kunci": KEY, "f": letter()})
    assert not seen


def test_a_form_larger_than_any_of_ours_is_not_read(sumbawa: World) -> None:
    kind = "multipart/form-data; boundary=B"
    client = sumbawa.client("siti")
    answer = client.generic(
        "POST", "/bahasa/", b"--B--", content_type=kind, CONTENT_LENGTH=str(300 * 1024 * 1024)
    )
    assert answer.status_code == 413


class Watched(FrugalUploadHandler):
    """Notes what would be written."""

    seen: list[object]

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.seen.append(start)
        super().receive_data_chunk(raw_data, start)
