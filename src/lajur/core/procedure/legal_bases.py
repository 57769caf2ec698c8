"""What is known of the regulations that SOPs cite: revoked ones, and ones every SOP should cite.

Data, not law: each entry says in which published text the relation was read.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedBasis:
    """A regulation that another has replaced."""

    pattern: re.Pattern[str]  # found in the words of a legal basis
    name: str
    replaced_by: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedBasis:
    """A regulation in force that an SOP of this kind rests on."""

    pattern: re.Pattern[str]
    name: str
    since: int  # the first full year in which an SOP should cite it
    source: str


REVOKED = (
    RevokedBasis(
        pattern=re.compile(r"PER/21/?M\.PAN/11/2008", re.IGNORECASE),
        name="PER/21/M.PAN/11/2008",
        replaced_by="Peraturan Menteri PAN dan RB Nomor 35 Tahun 2012",
        source="ketentuan penutup PermenPANRB 35/2012",
    ),
    RevokedBasis(
        pattern=re.compile(r"(?:PP|Peraturan Pemerintah) Nomor 82 Tahun 2012", re.IGNORECASE),
        name="PP Nomor 82 Tahun 2012",
        replaced_by="PP Nomor 71 Tahun 2019",
        source="konsiderans PP 71/2019, menimbang huruf b",
    ),
    RevokedBasis(
        pattern=re.compile(
            r"(?:Per?mendagri|Peraturan Menteri Dalam Negeri) Nomor 35 Tahun 2010", re.IGNORECASE
        ),
        name="Permendagri Nomor 35 Tahun 2010",
        replaced_by="Permendagri Nomor 3 Tahun 2017",
        source="konsiderans Permendagri 3/2017, menimbang huruf b",
    ),
    RevokedBasis(
        pattern=re.compile(
            r"Peraturan Komisi Informasi(?: Republik Indonesia)? Nomor 1 Tahun 2010", re.IGNORECASE
        ),
        name="Peraturan Komisi Informasi Nomor 1 Tahun 2010",
        replaced_by="Peraturan Komisi Informasi Nomor 1 Tahun 2021",
        source="konsiderans Peraturan Komisi Informasi 1/2021, menimbang huruf a",
    ),
)

EXPECTED = (
    ExpectedBasis(
        pattern=re.compile(r"Nomor 35 Tahun 2012 tentang Pedoman Penyusunan", re.IGNORECASE),
        name="Peraturan Menteri PAN dan RB Nomor 35 Tahun 2012 tentang penyusunan SOP",
        since=2013,
        source="dasar SOP AP yang masih dikutip SOP tahun 2026",
    ),
    ExpectedBasis(
        pattern=re.compile(r"Presiden.* Nomor 95 Tahun 2018", re.IGNORECASE),
        name="Peraturan Presiden Nomor 95 Tahun 2018 tentang SPBE",
        since=2019,
        source="dasar penyelenggaraan SPBE",
    ),
)
