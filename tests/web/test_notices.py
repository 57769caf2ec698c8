"""What one was told."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_scopes import scope

from lajur.core.notices import NoticeKind
from lajur.queries.notice_words import notice_sentence
from lajur.store.models import NoticeRow, OutboxRow
from tests.web.asking import KEY
from tests.web.world import World

FACTS = {"number": "001/PA", "title": "Antrean", "step": "Menanggapi rencana", "end": "Selesai"}


def tell(world: World, username: str, *, kind: str = "your_turn", times: int = 1) -> list[int]:
    with scope(government=world.government):
        return [
            NoticeRow.objects.create(
                government=world.government,
                person=world.people[username],
                outbox=OutboxRow.objects.create(
                    government=world.government, created_at=timezone.now()
                ),
                kind=kind,
                facts=FACTS,
                created_at=timezone.now(),
            ).pk
            for _ in range(times)
        ]


def test_nobody_told_anything_yet_reads_what_will_come_here(sumbawa: World) -> None:
    page = sumbawa.client("siti").get("/sumbawa/pemberitahuan/").text
    assert "Belum ada pemberitahuan" in page


def test_every_kind_of_notice_has_its_sentence(sumbawa: World) -> None:
    for kind in NoticeKind:
        tell(sumbawa, "siti", kind=kind)
    page = sumbawa.client("siti").get("/sumbawa/pemberitahuan/").text
    for kind in NoticeKind:
        assert notice_sentence(kind, FACTS, zone=ZoneInfo("Asia/Makassar")) in page


def test_the_bell_counts_what_is_not_read_on_every_page(sumbawa: World) -> None:
    tell(sumbawa, "siti", times=3)
    assert '<span class="count">3' in sumbawa.client("siti").get("/sumbawa/akun/").text
    assert '<span class="count">' not in sumbawa.client("budi").get("/sumbawa/akun/").text


def test_opening_a_notice_marks_it_read(sumbawa: World) -> None:
    (notice,) = tell(sumbawa, "siti")
    client = sumbawa.client("siti")
    assert client.get(f"/sumbawa/pemberitahuan/{notice}/").status_code == 302
    assert '<span class="count">' not in client.get("/sumbawa/akun/").text


def test_all_are_marked_read_at_once(sumbawa: World) -> None:
    tell(sumbawa, "siti", times=2)
    tell(sumbawa, "budi")
    sumbawa.client("siti").post("/sumbawa/pemberitahuan/", {"kunci": KEY})
    with scope(government=sumbawa.government):
        assert NoticeRow.objects.filter(read_at=None).count() == 1


def test_a_notice_of_somebody_else_is_not_found(sumbawa: World) -> None:
    (notice,) = tell(sumbawa, "budi")
    answer = sumbawa.client("siti").get(f"/sumbawa/pemberitahuan/{notice}/")
    assert answer.status_code == 404


def test_older_notices_are_on_the_next_page(sumbawa: World) -> None:
    notices = tell(sumbawa, "siti", times=27)
    page = sumbawa.client("siti").get("/sumbawa/pemberitahuan/").text
    assert f"?tampil=&amp;sebelum={notices[2]}" in page
    older = sumbawa.client("siti").get(f"/sumbawa/pemberitahuan/?sebelum={notices[2]}").text
    assert older.count('<li class="line') == 2


def test_nonsense_for_a_page_is_the_first_page(sumbawa: World) -> None:
    tell(sumbawa, "siti")
    page = sumbawa.client("siti").get("/sumbawa/pemberitahuan/?sebelum=x%00y").text
    assert "Menanggapi rencana" in page


def test_what_is_read_can_be_left_out(sumbawa: World) -> None:
    read, unread = tell(sumbawa, "siti", times=2)
    client = sumbawa.client("siti")
    client.get(f"/sumbawa/pemberitahuan/{read}/")
    page = client.get("/sumbawa/pemberitahuan/?tampil=belum").text
    assert f"/pemberitahuan/{unread}/" in page
    assert f"/pemberitahuan/{read}/" not in page


def test_one_group_can_be_looked_at(sumbawa: World) -> None:
    (turn,), (news,) = tell(sumbawa, "siti"), tell(sumbawa, "siti", kind="informed")
    page = sumbawa.client("siti").get("/sumbawa/pemberitahuan/?tampil=news").text
    assert f"/pemberitahuan/{news}/" in page
    assert f"/pemberitahuan/{turn}/" not in page


def test_a_filter_that_finds_nothing_says_so(sumbawa: World) -> None:
    tell(sumbawa, "siti")
    page = sumbawa.client("siti").get("/sumbawa/pemberitahuan/?tampil=outcome").text
    assert "Tidak ada pemberitahuan di sini" in page


def test_notices_stand_under_their_day(sumbawa: World) -> None:
    tell(sumbawa, "siti", times=2)
    with scope(government=sumbawa.government):
        first = NoticeRow.objects.earliest("pk")
        first.created_at -= timedelta(days=400)
        first.save()
    page = sumbawa.client("siti").get("/sumbawa/pemberitahuan/").text
    assert page.count("<h2>") == 2
    assert "<h2>Hari ini</h2>" in page
