"""Colours and the smallest drawing words; every picture of the demo is written with these."""

import math
import random

PAPER, INK = "#FBF8F3", "#14171F"
FLAME, ICE, PINE = "#C8371A", "#1F5FBF", "#1E6B4A"
GOLD = "#E0A93A"
SAND, MIST, MOSS, BLUSH = "#EAD9BC", "#C9DBF0", "#CADFD1", "#F3CDBF"


def n(value):
    """A number as short as SVG allows."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def attrs(values):
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{n(value) if isinstance(value, (int, float)) else value}"'
        for key, value in values.items()
        if value is not None
    )


def tag(name, body=None, **values):
    return f"<{name}{attrs(values)}/>" if body is None else f"<{name}{attrs(values)}>{body}</{name}>"


def path(d, fill="none", **values):
    return tag("path", d=d, fill=fill, **values)


def line(d, color, width, **values):
    values.setdefault("stroke_linecap", "round")
    values.setdefault("stroke_linejoin", "round")
    return tag("path", d=d, fill="none", stroke=color, stroke_width=width, **values)


def rect(x, y, w, h, fill, r=0, **values):
    return tag("rect", x=x, y=y, width=w, height=h, fill=fill, rx=r or None, **values)


def circle(x, y, r, fill, **values):
    return tag("circle", cx=x, cy=y, r=r, fill=fill, **values)


def ellipse(x, y, rx, ry, fill, **values):
    return tag("ellipse", cx=x, cy=y, rx=rx, ry=ry, fill=fill, **values)


def group(*parts, **values):
    return tag("g", "".join(parts), **values)


def move(x, y, *parts, turn=0, scale=1, mirror=False):
    steps = f"translate({n(x)} {n(y)})"
    if turn:
        steps += f" rotate({n(turn)})"
    if scale != 1 or mirror:
        steps += f" scale({-scale if mirror else scale:.3g} {scale:.3g})"
    return group(*parts, transform=steps)


def shade(d, strength=0.16, **values):
    """The side away from the light."""
    return path(d, INK, fill_opacity=f"{strength:.2f}", **values)


def gleam(d, strength=0.3, **values):
    """The side towards the light."""
    return path(d, PAPER, fill_opacity=f"{strength:.2f}", **values)


class Sheet:
    """One picture: its size, its parts, and the clips that they use."""

    def __init__(self, width, height, seed=1):
        self.width, self.height = width, height
        self.parts, self.clips, self.motifs = [], [], []
        self.chance = random.Random(seed)

    def add(self, *parts):
        self.parts.extend(parts)

    def clip(self, d, *parts, **values):
        """The parts, seen only inside the outline."""
        if d not in self.clips:
            self.clips.append(d)
        return group(*parts, clip_path=f"url(#c{self.clips.index(d)})", **values)

    def stamp(self, motif, x, y, scale=1, turn=0):
        """A small drawing that is written once and set many times."""
        if motif not in self.motifs:
            self.motifs.append(motif)
        steps = (
            f"translate({n(x)} {n(y)})"
            + (f"rotate({n(turn)})" if turn else "")
            + (f"scale({scale:.3g})" if scale != 1 else "")
        )
        return tag("use", href=f"#m{self.motifs.index(motif)}", transform=steps)

    def text(self):
        clips = "".join(tag("clipPath", tag("path", d=d), id=f"c{i}") for i, d in enumerate(self.clips))
        clips += "".join(tag("g", motif, id=f"m{i}") for i, motif in enumerate(self.motifs))
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}">'
        )
        return head + (tag("defs", clips) if clips else "") + "".join(self.parts) + "</svg>\n"


def polar(x, y, radius, degrees):
    angle = math.radians(degrees)
    return x + radius * math.cos(angle), y + radius * math.sin(angle)
