"""Files that hold arrays by their names, .npz and .safetensors; and files that are none of these.

Nothing in a file is ever run: what would have to be unpickled is refused.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import numpy as np

from maskviz.matrices.error import CELLS, MatrixError, check_shape
from maskviz.matrices.reading.brought import Brought
from maskviz.matrices.reading.npy import LONGEST, MAGIC, read_npy
from maskviz.matrices.reading.sparse import spread, whole
from maskviz.matrices.reading.vectors import TOKENS

ZIP, PICKLE = b"PK\x03\x04", b"\x80"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF")
TEXTS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # how a text begins that is no UTF-8
MOST = 32  # arrays of one file
UNPACKED = 8 * CELLS + LONGEST  # bytes of one array
TYPES = {
    "BOOL": "?", "U8": "u1", "I8": "i1", "I16": "<i2", "I32": "<i4", "I64": "<i8",
    "F16": "<f2", "F32": "<f4", "F64": "<f8", "BF16": "<u2",
}  # fmt: skip
PICKLED = (
    "This file holds pickled Python, which is never run here; save the mask alone, with "
    "numpy.save or safetensors.torch.save_file."
)


def is_binary(raw: bytes) -> bool:
    """Whether bytes are a file of arrays or a picture, and no text."""
    return raw.startswith((MAGIC, ZIP, PICKLE, *PICTURES, *TEXTS)) or is_safe(raw)


def is_safe(raw: bytes) -> bool:
    """Whether bytes begin as a .safetensors file: with the length of its header."""
    return raw[8:9] == b"{" and 2 <= int.from_bytes(raw[:8], "little") <= len(raw) - 8


def unpacked(raw: bytes) -> list[Brought] | str:
    """The arrays of such a file, or its text, "" where that is damaged.

    MatrixError for a file without any.
    """
    if raw.startswith(MAGIC):
        return [read_npy(raw)]
    for mark, encoding in TEXTS.items():
        if raw.startswith(mark):
            with suppress(UnicodeDecodeError):  # else its bytes are looked at as they are
                return raw.decode(encoding)
            return ""
    if raw.startswith(PICTURES):
        raise MatrixError("This is a picture or a document, which cannot be read; paste the cells.")
    if raw.startswith(PICKLE):
        raise MatrixError(PICKLED)
    try:
        found = zipped(raw) if raw.startswith(ZIP) else [*safe(raw)]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        raise MatrixError("The file is a damaged archive.") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        if isinstance(fault, MatrixError):
            raise
        raise MatrixError("The header of the .safetensors file is damaged.") from None
    if not found:
        raise MatrixError("There is no array in this file.")
    return sorted(found, key=lambda made: bool(TOKENS.search(made.name)))


def zipped(raw: bytes) -> list[Brought]:
    """The arrays of a .npz file; those of a sparse matrix of SciPy are one."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        infos = [info for info in archive.infolist() if info.filename.endswith(".npy")]
        if any(info.filename.endswith("data.pkl") for info in archive.infolist()):
            raise MatrixError(PICKLED)
        if len(infos) > MOST or any(info.file_size > UNPACKED for info in infos):
            raise MatrixError(f"The file has more than {MOST} arrays, or one that is too large.")
        files = {info.filename.removesuffix(".npy"): archive.read(info) for info in infos}
    if {"indices", "indptr", "shape", "data"} <= set(files):
        parts = {n: read_npy(files[n]).values for n in ("indices", "indptr", "shape", "data")}
        places = spread(parts["indptr"], parts["indices"])
        by_column = b"csc" in files.get("format", b"")
        size = [int(side) for side in parts["shape"].ravel()[:2]]
        return [whole((places[::-1] if by_column else places).T.astype(int), parts["data"], size)]
    return [named(read_npy(content), name) for name, content in files.items()]


def safe(raw: bytes) -> Iterator[Brought]:
    """The arrays of a .safetensors file."""
    start = 8 + int.from_bytes(raw[:8], "little")
    header: Mapping[str, Any] = json.loads(raw[8:start])
    for name, said in [*header.items()][: MOST + 1]:
        if name == "__metadata__":
            continue
        shape, (first, last) = [int(side) for side in said["shape"]], said["data_offsets"]
        if said["dtype"] not in TYPES:
            raise MatrixError(
                f"{name[:40]} is of type {str(said['dtype'])[:20]}, which is not read."
            )
        check_shape(shape)
        array = np.frombuffer(raw[start + first : start + last], TYPES[said["dtype"]])
        if said["dtype"] == "BF16":  # the upper half of a float32
            array = (array.astype("<u4") << 16).view("<f4")
        words = {1.0: "True", 0.0: "False"} if array.dtype == bool else {}
        yield Brought(array.reshape(shape).astype(np.float64), words, name)


def named(found: Brought, name: str) -> Brought:
    return Brought(found.values, found.words, name)
