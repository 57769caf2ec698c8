"""Facts of letters as services hand them to the press."""

import io
from typing import Any

import segno

from lajur.core.letters.profile import Profile

ADDRESS = "https://lajur.bantenprov.go.id/banten/periksa/8f2k1m9qx7/"
PROFILE = Profile(
    government="PEMERINTAH PROVINSI BANTEN",
    office="DINAS KOMUNIKASI, INFORMATIKA, STATISTIK DAN PERSANDIAN",
    address=("Jalan Syekh Nawawi Al-Bantani Blok F No. 1", "Kota Serang, Banten 42171"),
    email="surat@contoh.go.id",
    website="contoh.go.id",
    place="Serang",
    unit="Diskominfo",
)


def qr(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=0)
    return drawn.getvalue().decode()


def signer(**changed: str) -> dict[str, str]:
    return {
        "role": "penanda_tangan",
        "capacity": "",
        "position": "Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian",
        "on_behalf": "",
        "name": "Ir. Tubagus Fachrurrozi, M.T.",
        "grade": "Pembina Utama Muda",
        "nip": "19700101 199503 1 001",
        "signed": "",
        **changed,
    }


def part(kind: str, value: object, **changed: object) -> dict[str, object]:
    return {"id": kind, "label": "", "kind": kind, "value": value, **changed}


def facts(**changed: Any) -> dict[str, Any]:
    """An issued letter of one page; `changed` replaces facts."""
    return {
        "kind": "surat_balasan",
        "shape": "korespondensi",
        "title": "",
        "language": "id",
        "state": "issued",
        "printed_on": "2026-11-20",
        "profile": PROFILE.to_dict(),
        "arms": "",
        "number": "B/500.12/123/Diskominfo/XI/2026",
        "date": "2026-11-20",
        "place": "Serang",
        "subject": "Jawaban atas Permohonan Pembangunan Aplikasi Simulasi Pajak",
        "secrecy": "Biasa",
        "speed": "Segera",
        "attachments": "1 (satu) berkas",
        "addressee": {"to": ["Kepala Badan Pendapatan Daerah Provinsi Banten"], "at": "Serang"},
        "parts": [
            part("text", "Menindaklanjuti surat Saudara, disampaikan hal-hal sebagai berikut."),
            part("list", ["Permohonan sesuai Arsitektur SPBE.", "Pembangunan dianggarkan."]),
            part("text", "Atas perhatian Saudara diucapkan terima kasih."),
        ],
        "signers": [signer()],
        "cc": ["Gubernur Banten (sebagai laporan)"],
        "verification": {"address": ADDRESS, "qr": qr(ADDRESS)},
        "foot": "Keaslian naskah ini dapat diperiksa di alamat berikut.",
        **changed,
    }
