"""Good files spoilt at random: cut off, bytes changed, stretches moved; in archives also what is inside."""

from __future__ import annotations

import io
import random
import zipfile


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The bytes of a file with one to a few dozen changes."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20, 60))):
        if not spoilt:
            break
        at = rng.randrange(len(spoilt))
        kind = rng.randrange(6)
        if kind == 0:
            spoilt[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            spoilt[at] = rng.randrange(256)
        elif kind == 2:
            del spoilt[at : at + rng.choice((1, 4, 100, 5000))]
        elif kind == 3:
            start = rng.randrange(len(spoilt))
            spoilt[at:at] = spoilt[start : start + rng.choice((1, 16, 300, 3000))]
        elif kind == 4:
            spoilt[at : at + 4] = rng.choice(
                (b"\xff\xff\xff\xff", b"\0\0\0\0", b"9999", b"-1 \n", b"<<>>", b"<w:p", b"</td")
            )
        elif rng.random() < 0.2:
            del spoilt[at:]
    return bytes(spoilt)


def mutated_inside(data: bytes, rng: random.Random) -> bytes:
    """An archive with one of its parts spoilt, well packed again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([each for each in parts if each.endswith((".xml", ".rels"))])
    parts[name] = mutated(parts[name], rng)
    if rng.random() < 0.05:
        del parts[name]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return file.getvalue()
