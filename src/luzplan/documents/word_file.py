"""Whether a Word file may be opened: looked at from outside, before anything of it is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile

from luzplan.documents.fault import Fault

MOST_ENTRIES = 10_000
MOST_BYTES = 256 * 2**20  # unpacked; a hundred pages with scanned signatures have a tenth of it
HIGHEST_RATIO = 200  # unpacked to packed; the most monotonous plan has 100
_SMALL = 4 * 2**20  # bytes that no machine minds, however well they are packed

BROKEN = Fault(
    "файл испорчен или это не документ Word",
    "Откройте его в Word или LibreOffice и сохраните заново как .docx.",
)
LOCKED = Fault("документ защищён паролем", "Снимите пароль в Word и сохраните документ заново.")


def fault_of(data: bytes) -> Fault | None:
    """Give why a .docx may not be opened, None if it may."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return BROKEN
    if any(entry.flag_bits & 1 for entry in entries):
        return LOCKED
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        return BROKEN
    size, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_BYTES or size > max(_SMALL, packed * HIGHEST_RATIO):
        message = f"внутри файла больше, чем бывает в плане: {size // 2**20} МБ, частей — {len(entries)}"
        return Fault(message, "Проверьте, тот ли это файл.")
    return None
