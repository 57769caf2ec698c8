"""Units, positions, lanes, numbers and domain names."""

from typing import Any

import pytest

from lajur.core.offices.refusals import BrokenDomain, BrokenPattern, UnknownToken
from lajur.core.refusals import NotFound
from lajur.queries.offices.journal import list_acts
from lajur.queries.offices.lanes import Filling, find_lane, list_lanes, plan_lane
from lajur.queries.offices.overview import find_overview
from lajur.queries.offices.positions import find_position
from lajur.queries.offices.settings import find_domains, find_numbering, preview_numbers
from lajur.queries.offices.units import find_unit
from lajur.services.offices import bindings, positions, settings, units
from lajur.services.offices.positions import PositionDetails
from lajur.services.offices.refusals import (
    AlreadyClosed,
    ChangedMeanwhile,
    NameTaken,
    StillInUse,
    UnitInItself,
)
from lajur.services.offices.units import UnitDetails
from lajur.services.work_items import claim_work_item
from lajur.store.models import EventRow, GovernmentRow, LaneBindingRow, PersonRow, UnitRow
from tests.services.house import NOON, House, new_key
from tests.services.office import TODAY, asked, asks_first, newest_act, unchanged


def add_unit(house: House, name: str = "Dinas Sosial", **more: Any) -> int:
    details = UnitDetails(name=name, **more)
    return units.add_unit(details=details, kind="agency", **asked(house))


def unit_seen(house: House, unit_id: int) -> str:
    with house.scope():
        return find_unit(unit_id, today=TODAY).seen


def position_seen(house: House, position_id: int) -> str:
    with house.scope():
        return find_position(position_id, today=TODAY).seen


def bind(house: House, lane: str, chosen: set[int], agreed: str = "") -> None:
    with house.scope():
        seen = find_lane(house.procedure.key, lane, today=TODAY).seen
    bindings.bind_lane(
        procedure_key=house.procedure.key,
        lane=lane,
        positions=chosen,
        seen=seen,
        agreed=agreed,
        **asked(house),
    )


def lane_agreement(house: House, lane: str, chosen: set[int]) -> str:
    with house.scope():
        return plan_lane(house.procedure.key, lane, chosen, today=TODAY).agreed


def test_a_unit_is_added_once_however_often_the_form_is_sent(house: House) -> None:
    given = {"details": UnitDetails(name="Dinas Sosial"), "kind": "agency", **asked(house)}

    assert units.add_unit(**given) == units.add_unit(**given)
    with house.scope():
        assert UnitRow.objects.filter(name="Dinas Sosial").count() == 1


def test_two_units_never_have_one_name(house: House) -> None:
    with unchanged(house), pytest.raises(NameTaken):
        add_unit(house, "dinas kesehatan")


def test_a_unit_never_stands_under_itself(house: House) -> None:
    above = add_unit(house)
    below = add_unit(house, "Bidang Sosial", parent=above)

    with pytest.raises(UnitInItself):
        units.change_unit(
            unit_id=above,
            details=UnitDetails(name="Dinas Sosial", parent=below),
            seen=unit_seen(house, above),
            **asked(house),
        )


def test_a_unit_that_others_stand_on_is_not_closed(house: House) -> None:
    house.file()

    with pytest.raises(StillInUse, match=r"pengguna aktif, permohonan yang masih berjalan"):
        units.close_unit(unit_id=house.agency, seen=unit_seen(house, house.agency), **asked(house))


def test_a_closed_unit_keeps_its_day_and_opens_again(house: House) -> None:
    unit = add_unit(house)
    units.close_unit(unit_id=unit, seen=unit_seen(house, unit), **asked(house))
    with house.scope():
        assert find_unit(unit, today=TODAY).line.closed_on == TODAY
    with pytest.raises(AlreadyClosed):
        add_unit(house, "Bidang Sosial", parent=unit)

    units.reopen_unit(unit_id=unit, seen=unit_seen(house, unit), **asked(house))

    with house.scope():
        assert find_unit(unit, today=TODAY).line.active


def test_a_unit_changed_by_somebody_else_is_not_overwritten(house: House) -> None:
    unit = add_unit(house)
    seen = unit_seen(house, unit)
    units.change_unit(unit_id=unit, details=UnitDetails(name="Dinsos"), seen=seen, **asked(house))

    with pytest.raises(ChangedMeanwhile, match="Yuli"):
        units.change_unit(
            unit_id=unit, details=UnitDetails(name="Dinas Sosial PPA"), seen=seen, **asked(house)
        )


def test_units_of_another_government_do_not_exist_here(house: House, neighbour: House) -> None:
    with pytest.raises(NotFound):
        units.close_unit(unit_id=neighbour.agency, seen="", **asked(house))


def test_renaming_a_position_leaves_past_acts_as_they_were(house: House) -> None:
    case = house.file().case_id
    house.complete(case, "Budi")
    kadis = house.positions["kadis"]

    positions.change_position(
        position_id=kadis,
        details=PositionDetails(name="Kepala Badan"),
        seen=position_seen(house, kadis),
        **asked(house),
    )

    with house.scope():
        names = EventRow.objects.filter(case=case).values_list("by__position", flat=True)
        assert "Kadis" in names
        assert "Kepala Badan" not in names


def test_a_position_with_a_holder_or_a_lane_is_not_closed(house: House) -> None:
    kadis = house.positions["kadis"]

    with pytest.raises(StillInUse, match="pemegang jabatan, lajur SOP"):
        positions.close_position(
            position_id=kadis, seen=position_seen(house, kadis), **asked(house)
        )


def test_a_new_position_may_share_a_lane(house: House) -> None:
    unit = add_unit(house)
    added = positions.add_position(
        unit_id=unit, details=PositionDetails(name="Analis"), **asked(house)
    )

    bind(house, "tim", {house.positions["tim"], added})

    with house.scope():
        bound = LaneBindingRow.objects.filter(lane="tim").values_list("position", flat=True)
        assert set(bound) == {house.positions["tim"], added}
    assert newest_act(house).data["added"] == ["Analis"]


def test_a_lane_taken_from_a_position_returns_its_work(house: House) -> None:
    case = house.file().case_id
    claim_work_item(
        case_id=case, number=2, seen_version=1, actor=house.actor("Budi"), at=NOON, key=new_key()
    )
    chosen = {house.positions["kabid"]}
    asks_first(lambda: bind(house, "kadis", chosen))

    bind(house, "kadis", chosen, agreed=lane_agreement(house, "kadis", chosen))

    assert [item.owner_id for item in house.open_items(case)] == [None]
    assert PersonRow.objects.get(pk=house.people["Budi"]).access_stamp == 1


def test_leaving_a_lane_empty_while_work_waits_there_is_asked_about(house: House) -> None:
    house.file()

    asks_first(lambda: bind(house, "kadis", set()))
    bind(house, "kadis", set(), agreed=lane_agreement(house, "kadis", set()))

    with house.scope():
        (table,) = list_lanes(today=TODAY)
        assert [lane.id for lane in table.lanes if lane.filling is Filling.UNBOUND] == ["kadis"]
        assert find_overview(house.government, today=TODAY).vacant_lanes == (table,)


def test_the_applicants_lane_is_never_bound(house: House) -> None:
    with house.scope(), pytest.raises(NotFound):
        find_lane(house.procedure.key, "opd", today=TODAY)


def test_the_pattern_changes_the_next_number_and_no_earlier_one(house: House) -> None:
    first = house.file().number
    with house.scope():
        view = find_numbering(house.government, today=TODAY)
        preview = preview_numbers("{urut}/{unit}/{bulan_romawi}/{tahun}", "TIK", today=TODAY)

    settings.change_numbering(
        pattern="{urut}/{unit}/{bulan_romawi}/{tahun}",
        unit_code="TIK",
        seen=view.seen,
        **asked(house),
    )

    assert house.file().number == preview[0] == "2/TIK/XI/2026"
    assert first == "001/PA/DKIST/2026"


@pytest.mark.parametrize(
    ("pattern", "refusal"), [("{nomor}/{tahun}", UnknownToken), ("{urut}", BrokenPattern)]
)
def test_a_pattern_that_cannot_work_is_refused(
    house: House, pattern: str, refusal: type[Exception]
) -> None:
    with house.scope():
        seen = find_numbering(house.government, today=TODAY).seen

    with unchanged(house), pytest.raises(refusal):
        settings.change_numbering(pattern=pattern, unit_code="", seen=seen, **asked(house))


def test_domain_names_are_kept_clean(house: House) -> None:
    with house.scope():
        seen = find_domains(house.government).seen

    settings.change_domains(
        base_domain=" Sumbawakab.GO.id.", reserved=("WWW", "mail"), seen=seen, **asked(house)
    )

    row = GovernmentRow.objects.get(pk=house.government)
    assert (row.base_domain, row.reserved_subdomains) == ("sumbawakab.go.id", ["mail", "www"])


def test_what_is_no_domain_name_is_refused(house: House) -> None:
    with house.scope():
        seen = find_domains(house.government).seen

    with unchanged(house), pytest.raises(BrokenDomain):
        settings.change_domains(base_domain="x", reserved=(), seen=seen, **asked(house))


def test_every_act_stands_in_the_journal_in_words(house: House) -> None:
    unit = add_unit(house)
    units.close_unit(unit_id=unit, seen=unit_seen(house, unit), **asked(house))

    with house.scope():
        acts = list_acts(target=f"unit:{unit}").acts
    assert [act.title for act in acts] == [
        "Unit “Dinas Sosial” ditutup",
        "Unit “Dinas Sosial” ditambahkan",
    ]
    assert {act.who for act in acts} == {"Yuli"}
