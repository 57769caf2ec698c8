"""Certificates made in memory for tests: an authority, people it vouches for, and others."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

PASSPHRASE = "sandi-Rahasia-93"
NOW = datetime.now(UTC)  # the library signs by the machine's own clock
YEAR = timedelta(days=365)


@cache
def authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate("CA Uji Daerah", key, "CA Uji Daerah", key, is_authority=True)


@cache
def key_of(name: str, *, expired: bool = False) -> bytes:
    """A PKCS#12 of somebody the authority vouches for."""
    signer, (issuer_key, issuer) = ec.generate_private_key(ec.SECP256R1()), authority()
    certificate = _certificate(name, signer, "CA Uji Daerah", issuer_key, expired=expired)
    locked = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(1)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .build(PASSPHRASE.encode())
    )
    return pkcs12.serialize_key_and_certificates(
        name.encode(), signer, certificate, [issuer], locked
    )


def root() -> bytes:
    """The authority's own certificate, PEM."""
    return authority()[1].public_bytes(serialization.Encoding.PEM)


@cache
def timestamping() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key, (issuer_key, _) = rsa.generate_private_key(65537, 2048), authority()
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return key, _certificate("TSA Uji", key, "CA Uji Daerah", issuer_key, usage=usage)


@contextmanager
def kept(government: str, *, roots: bool = True, **keys: bytes) -> Iterator[Path]:
    """Certificates in the data folder for the block, by user name."""
    folder = Path(settings.DATA) / "certificates" / government
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for name, content in keys.items():
            (folder / f"{name.replace('__', '-')}.p12").write_bytes(content)
        if roots:
            (folder / "akar.pem").write_bytes(root())
        yield folder
    finally:
        for file in folder.iterdir():
            file.unlink()


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool = False,
    expired: bool = False,
    usage: x509.ExtendedKeyUsage | None = None,
) -> x509.Certificate:
    since = NOW - 3 * YEAR
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + (YEAR if expired else 9 * YEAR))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=not is_authority,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if usage is not None:
        built = built.add_extension(usage, critical=True)
    return built.sign(issuer_key, hashes.SHA256())
