"""Files on their way in: no more of them reaches the disk than could ever be kept."""

import re
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from lajur.services.files import LARGEST

_OPEN_TO_ALL = re.compile(r"/[-\w]+/periksa/[-\w]+/")  # looks at a file and keeps nothing of it
MOST_IN_ONE_FORM = 10 * LARGEST  # bytes, of everything in one request


class FrugalUploadHandler(TemporaryFileUploadHandler):
    """Writes a file only for somebody who is logged in, and only until it is found too large.

    Where anybody may have a file looked at, for anybody.

    One byte more than the largest file is kept of a larger one, so that `store_upload` can refuse
    it in its form, where nothing else that was typed is lost.
    """

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002 - Django's signature
        META: Any,  # noqa: ARG002, N803
        content_length: int,
        boundary: Any,  # noqa: ARG002
        encoding: Any = None,  # noqa: ARG002
    ) -> None:
        """Refuse what is larger than any form of ours.

        Raises:
            RequestDataTooBig: it is.
        """
        if content_length > MOST_IN_ONE_FORM:
            raise RequestDataTooBig(f"more than {MOST_IN_ONE_FORM} bytes")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file.

        Raises:
            SkipFile: the visitor is not logged in.
        """
        if self.request is None or not (
            self.request.user.is_authenticated or _OPEN_TO_ALL.fullmatch(self.request.path_info)
        ):
            raise SkipFile
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the part of the chunk that still counts."""
        room = LARGEST + 1 - start
        if room > 0:
            super().receive_data_chunk(raw_data[:room], start)

    def file_complete(self, file_size: int) -> Any:
        """Give the file, with the size that was written."""
        return super().file_complete(min(file_size, LARGEST + 1))
