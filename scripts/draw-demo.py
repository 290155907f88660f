#!/usr/bin/env python3
"""Draws the pictures of the demo into Sources/Hub/Demo/pictures. The same input gives the same bytes.

Usage: scripts/draw-demo.py [name ...]    draws all, or only those whose file name starts with a name
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.dont_write_bytecode = True
from drawing.collection import PIECES  # noqa: E402
from drawing.film_scenes import FILM_SCENES  # noqa: E402
from drawing.garments import GARMENTS  # noqa: E402
from drawing.goods import Good  # noqa: E402
from drawing.ice_scenes import ICE_SCENES  # noqa: E402
from drawing.knits import KNITS  # noqa: E402
from drawing.scenes import SCENES  # noqa: E402
from drawing.snow_scenes import SNOW_SCENES  # noqa: E402
from drawing.things import THINGS  # noqa: E402

TARGET = pathlib.Path(__file__).parent.parent / "Sources/Hub/Demo/pictures"
LIMIT = 12_000  # bytes: a page shows a dozen of them


def pictures():
    """Every picture's file name, and what draws it."""
    shapes = KNITS | GARMENTS | THINGS
    for number, (name, (shape, *cloth)) in enumerate(PIECES.items(), start=1):
        yield name, lambda shape=shape, cloth=cloth, number=number: shapes[shape](Good(number, *cloth))
    yield from (SCENES | ICE_SCENES | SNOW_SCENES | FILM_SCENES).items()


def main(wanted):
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, draw in pictures():
        if wanted and not name.startswith(tuple(wanted)):
            continue
        text = draw().text()
        size = len(text.encode())
        if size >= LIMIT:
            sys.exit(
                f"{name}.svg is {size} bytes; a picture stays under {LIMIT}. Use fewer or shorter shapes."
            )
        (TARGET / f"{name}.svg").write_text(text, encoding="utf-8")
        print(f"{name}.svg {size}")


if __name__ == "__main__":
    main(sys.argv[1:])
