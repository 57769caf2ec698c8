"""What a destruction takes: uploads and typed words. The case, its journal and numbers stay.

The journal keeps the salted digest of what was typed and handed in, so the chain still proves that
and when something was said, but no longer what.
"""

from collections.abc import Collection

from django.db.models import Q

from lajur.services.archive.letting_go import let_go
from lajur.store.models import (
    ArchiveRow,
    CaseRow,
    DocumentRow,
    EntryRow,
    EventRow,
    FileRow,
    LetterRow,
    SignatureRow,
)

REASON_GONE = "Batal (alasan dimusnahkan)"  # of a void line, which always says why


def with_children(cases: Collection[int]) -> list[int]:
    """The cases, and those that carried out a step of them, however deep; sorted."""
    known, new = set(cases), set(cases)
    while new:
        found = CaseRow.objects.filter(parent__in=new).values_list("pk", flat=True)
        new = set(found) - known
        known |= new
    return sorted(known)


def erase(cases: Collection[int]) -> list[str]:
    """Erase papers and words of these cases; gives the digests to be taken off the disk.

    Called in the transaction of the act, within its scope, with the cases locked.
    """
    papers = DocumentRow.objects.filter(case__in=cases)
    archived = ArchiveRow.objects.filter(case__in=cases)
    held = set(papers.exclude(file=None).values_list("file", flat=True))
    held |= set(archived.exclude(dossier=None).values_list("dossier", flat=True))
    files = list(FileRow.objects.filter(pk__in=held))
    EventRow.objects.filter(case__in=cases).exclude(text="").update(text="")
    papers.update(file=None, file_name="", text="")
    archived.update(dossier=None, built_at=None, built_head="")
    CaseRow.objects.filter(~Q(form={}), pk__in=cases).update(form={})
    letters = LetterRow.objects.filter(case__in=cases)
    letters.filter(state=LetterRow.DRAFT).delete()
    letters.update(void_reason="")  # the letter itself belongs to its register, and stays
    lines = EntryRow.objects.filter(letter__in=letters, state=EntryRow.VOID)
    lines.update(reason=REASON_GONE)
    SignatureRow.objects.filter(letter__in=letters).update(reason="")
    return let_go(files)
