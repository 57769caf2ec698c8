"""A timestamping authority of RFC 3161, as a library has it for tests."""

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.services.signatures.answering import Heard
from tests.services.signatures.keys import authority, timestamping


def stamp(heard: Heard) -> tuple[int, bytes]:
    """Answer a request for a timestamp."""
    key, certificate = timestamping()
    der = serialization.Encoding.DER
    private = key.private_bytes(
        der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(x509.Certificate.load(authority()[1].public_bytes(der)))
    stamper = DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(der)),
        asn1_keys.PrivateKeyInfo.load(private),
        certs_to_embed=store,
    )
    return 200, stamper.request_tsa_response(tsp.TimeStampReq.load(heard.body)).dump()
