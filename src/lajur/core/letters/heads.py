"""Who heads an agency: the title its letters go to."""

from collections.abc import Sequence
from typing import Final

# By the first words of an agency's name; the rest of the name follows the title.
# Source: PP 18/2016 tentang Perangkat Daerah, as amended by PP 72/2019.
_HEADS: Final[Sequence[tuple[str, str]]] = (
    ("Sekretariat DPRD", "Sekretaris DPRD"),
    ("Sekretariat Dewan", "Sekretaris Dewan"),
    ("Sekretariat Daerah", "Sekretaris Daerah"),
    ("Inspektorat", "Inspektur"),
    ("Kecamatan", "Camat"),
    ("Kelurahan", "Lurah"),
    ("Rumah Sakit", "Direktur Rumah Sakit"),
    ("RSUD", "Direktur RSUD"),
    ("Perumda", "Direktur Perumda"),
    ("Perusahaan Umum Daerah", "Direktur Perusahaan Umum Daerah"),
)


def head_of(agency: str) -> str:
    """ "Kepala Dinas Kesehatan", "Camat Curug", "Inspektur Daerah"."""
    for name, title in _HEADS:
        if agency == name or agency.startswith(f"{name} "):
            return title + agency.removeprefix(name)
    return f"Kepala {agency}"
