"""Calendars: every version has its act, and every row belongs to versions there were."""

from lajur.services.verify.reading import query
from lajur.services.verify.report import Check

_VERSIONS = (
    "SELECT g.id, g.calendar_version, (SELECT COUNT(*) FROM store_officeeventrow e"
    " WHERE e.government_id = g.id AND e.kind LIKE 'calendar\\_%%' ESCAPE '\\')"
    " FROM store_governmentrow g ORDER BY g.id"
)
_STRAYS = (
    "SELECT 'hari libur', r.id FROM store_calendardayrow r"
    " JOIN store_governmentrow g ON g.id = r.government_id WHERE r.since_version < 1"
    " OR r.since_version > g.calendar_version OR r.until_version > g.calendar_version"
    " OR r.until_version <= r.since_version"
    " UNION ALL SELECT 'jam kerja', r.id FROM store_officehoursrow r"
    " JOIN store_governmentrow g ON g.id = r.government_id WHERE r.since_version < 1"
    " OR r.since_version > g.calendar_version OR r.until_version > g.calendar_version"
    " OR r.until_version <= r.since_version"
)
_WITHOUT_WEEK = (
    "SELECT g.id FROM store_governmentrow g WHERE g.calendar_version > 0 AND NOT EXISTS"
    " (SELECT 1 FROM store_officehoursrow r WHERE r.government_id = g.id AND r.first IS NULL"
    " AND r.until_version IS NULL)"
)


def calendars() -> Check:
    """What an office counted by at any time can still be said."""
    check = Check("V16", "setiap versi kalender tercatat dan utuh")
    for government, version, acts in query(_VERSIONS):
        check.checked += version
        if version != acts:
            check.fault(
                f"kalender pemerintah daerah {government}",
                f"versi {version}, tetapi ada {acts} perubahan dalam riwayat",
            )
    for what, row in query(_STRAYS):
        check.fault(f"{what} {row}", "berlaku pada versi kalender yang tidak pernah ada")
    for (government,) in query(_WITHOUT_WEEK):
        check.fault(f"kalender pemerintah daerah {government}", "tidak punya jam kerja sepekan")
    return check
