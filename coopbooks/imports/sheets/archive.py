"""Take a workbook's parts out of its zip archive, within bounds."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import NamedTuple

from coopbooks.imports.sheets.safety import FileRefused
from coopbooks.imports.sheets.safety import FileUnreadable

# A workbook of 100,000 rows unpacks to some 30 MB, about ten times its size. Text
# that repeats reaches forty times; bombs reach hundreds.
MOST_UNPACKED = 256_000_000
MOST_TIMES = 150
SMALL = 10_000_000
MOST_MEMBERS = 5_000
# The prolog of an XML part, before its first element, fits in this.
PROLOG = 8_192

LOCAL = struct.Struct("<4s5H3L2H")
ENCRYPTED_FLAG = 0x1
SAVE_AS = "Open it in a spreadsheet program and save it as .xlsx."
BROKEN = "it is broken off or damaged"
ROOT = re.compile(rb"<[A-Za-z_]")
TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Parts(NamedTuple):
    """The XML parts of a workbook, unpacked.

    Attributes:
        file: The workbook's name.
        xml: What each part holds, by its path in the archive.
    """

    file: str
    xml: dict[str, bytes]

    def part(self, path: str) -> bytes:
        """One part.

        Args:
            path: Its path in the archive.

        Returns:
            What it holds.

        Raises:
            FileUnreadable: The workbook has no such part.
        """
        try:
            return self.xml[path]
        except KeyError:
            why = f"a part of it is missing ({path})"
            raise FileUnreadable(self.file, why) from None


def unpack(file: str, held: bytes) -> Parts:
    """Unpack the XML parts of a workbook, each to the size that it declares.

    Args:
        file: The workbook's name.
        held: The zip archive.

    Returns:
        Its XML parts; nothing else is unpacked.

    Raises:
        FileRefused: It is no .xlsx, has macros, is encrypted, or unpacks to more than
            is sane.
        FileUnreadable: It is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        raise FileUnreadable(file, BROKEN) from None
    _check_members(file, members)
    _check_kind(file, {member.filename for member in members})
    xml = {
        member.filename: _inflated(file, held, member)
        for member in members
        if member.filename.endswith((".xml", ".rels"))
    }
    for text in xml.values():
        _check_prolog(file, text)
    if b"macroEnabled" in xml.get("[Content_Types].xml", b""):
        raise FileRefused(file, "has macros (.xlsm)", SAVE_AS)
    return Parts(file, xml)


def _check_members(file: str, members: list[zipfile.ZipInfo]) -> None:
    """Hold the archive's own list of members to what is sane."""
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS or len(names) != len(set(names)):
        raise FileUnreadable(file, "it is no workbook that a program would write")
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        again = "Open it with its password and save it without one."
        raise FileRefused(file, "is encrypted", again)
    bomb = any(
        member.file_size > SMALL
        and member.file_size > MOST_TIMES * max(member.compress_size, 1)
        for member in members
    )
    if bomb or sum(member.file_size for member in members) > MOST_UNPACKED:
        _refuse_size(file)


def _check_kind(file: str, names: set[str]) -> None:
    """Tell a workbook from the other archives that are named so."""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(file, "has macros (.xlsm)", SAVE_AS)
    if "xl/workbook.bin" in names:
        raise FileRefused(file, "is a binary workbook (.xlsb)", SAVE_AS)
    if "content.xml" in names:
        raise FileRefused(file, "is an OpenDocument file (.ods)", SAVE_AS)
    if "xl/workbook.xml" not in names:
        again = "Ask for it as a workbook (.xlsx) or as CSV."
        raise FileRefused(file, "is a zip archive, but no workbook", again)


def _inflated(file: str, held: bytes, member: zipfile.ZipInfo) -> bytes:
    """Unpack one member, never beyond what it declares.

    Python stops there by itself, but the fast reader may not, so that a member which
    is longer than it says is refused, not cut.
    """
    at = member.header_offset
    try:
        fields = LOCAL.unpack_from(held, at)
        at += LOCAL.size + fields[-2] + fields[-1]
        packed = held[at : at + member.compress_size]
        if member.compress_type == zipfile.ZIP_STORED:
            found, done = packed, True
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            stream = zlib.decompressobj(-zlib.MAX_WBITS)
            found = stream.decompress(packed, member.file_size + 1)
            done = len(found) > member.file_size or stream.eof
        else:
            raise FileUnreadable(file, "it is packed in an unusual way")
    except (struct.error, zlib.error):
        raise FileUnreadable(file, BROKEN) from None
    if len(found) > member.file_size:
        _refuse_size(file)
    if not done or len(found) < member.file_size or zlib.crc32(found) != member.CRC:
        raise FileUnreadable(file, BROKEN)
    return found


def _check_prolog(file: str, text: bytes) -> None:
    """Refuse what declares a document type, where entities multiply.

    It can only stand before the first element. Spreadsheet programs write UTF-8.
    """
    prolog = text[:PROLOG]
    root = ROOT.search(prolog)
    if prolog.startswith((b"\xff\xfe", b"\xfe\xff")) or root is None:
        raise FileUnreadable(file, "it is not written as spreadsheet programs do")
    if TYPE.search(prolog, 0, root.start()):
        why = "declares entities, as no spreadsheet program does"
        raise FileRefused(file, why, "Do not open it; ask who sent it.")


def _refuse_size(file: str) -> None:
    """Refuse a zip bomb."""
    why = "unpacks to far more than its size"
    again = "Open it in a spreadsheet program, delete what is empty, and save it."
    raise FileRefused(file, why, again)
