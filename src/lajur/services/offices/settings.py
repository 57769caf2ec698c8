"""Acts on what the office keeps once: the number pattern, the domain names."""

from datetime import datetime

from lajur.core.access import Actor
from lajur.core.offices.domains import read_base_domain, read_labels
from lajur.core.offices.numbering import read_pattern
from lajur.queries.offices.settings import domain_stamp, number_stamp
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.store.models import GovernmentRow


def change_numbering(
    *, pattern: str, unit_code: str, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Change how requests are numbered from now on; numbers already given stay.

    Raises:
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        UnknownToken, BrokenPattern: as `core.offices.numbering.read_pattern`.
    """

    def effect(government: GovernmentRow) -> Facts:
        refuse_changed(number_stamp(government), seen=seen, target="numbering")
        was = {"pattern": government.request_pattern, "unit_code": government.unit_code}
        government.request_pattern = read_pattern(pattern).text
        government.unit_code = unit_code
        government.save(update_fields=["request_pattern", "unit_code"])
        return {"was": was, "pattern": government.request_pattern, "unit_code": unit_code}

    asked = {"pattern": pattern, "unit_code": unit_code, "seen": seen}
    act = Act(
        kind="numbering_changed", target="numbering", asked=asked, actor=actor, at=at, key=key
    )
    perform(act, effect)


def change_domains(
    *, base_domain: str, reserved: tuple[str, ...], seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Change the base domain, and the subdomains nobody may ask for.

    Raises:
        ChangedMeanwhile: somebody has changed them since they were `seen`.
        BrokenDomain: one of them cannot be a name.
    """

    def effect(government: GovernmentRow) -> Facts:
        refuse_changed(domain_stamp(government), seen=seen, target="domains")
        was = {
            "base_domain": government.base_domain,
            "reserved": list(government.reserved_subdomains),
        }
        government.base_domain = read_base_domain(base_domain)
        government.reserved_subdomains = list(read_labels(reserved))
        government.save(update_fields=["base_domain", "reserved_subdomains"])
        return {
            "was": was,
            "base_domain": government.base_domain,
            "reserved": government.reserved_subdomains,
        }

    asked = {"base_domain": base_domain, "reserved": list(reserved), "seen": seen}
    act = Act(kind="domains_changed", target="domains", asked=asked, actor=actor, at=at, key=key)
    perform(act, effect)
