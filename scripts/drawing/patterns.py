"""What is knitted, printed or enamelled on the goods. Each pattern fills the box x, y, w, h."""

from drawing.city import city
from drawing.ink import FLAME, GOLD, INK, PAPER, circle, group, line, n, polar, rect
from drawing.motifs import duckling, flake, garlic


def lanes(sheet, x, y, w, h, colors, width=None, turn=None):
    """Parallel lanes that come down and bend away to the right."""
    band = width or w / 9
    bend_y = y + (turn if turn is not None else h * 0.56)
    parts = []
    for index in range(5):
        left = x + w * 0.16 + band * 1.55 * index
        radius = band * (7.5 - 1.55 * index)
        d = (
            f"M{n(left)} {n(y - 20)}V{n(bend_y)}a{n(radius)} {n(radius)} 0 0 0 {n(radius)}"
            f" {n(radius)}H{n(x + w + 40)}"
        )
        parts.append(line(d, colors[index % len(colors)], band, stroke_linecap="butt"))
    return group(*parts)


def stripes(sheet, x, y, w, h, colors, width=None):
    """Level lanes, for what is worn round a neck or a wrist."""
    band = width or h / 16
    ys = [h * 0.12 + band * 1.6 * k for k in range(5)] + [h * 0.88 - band * 1.6 * k for k in range(5)]
    return group(*(rect(x, y + at, w, band, colors[i % 5 % len(colors)]) for i, at in enumerate(ys)))


def bands(sheet, x, y, w, h, colors):
    """Five lanes that run round a head and rise towards the crown."""
    parts = []
    for index in range(5):
        at, rise = y + h * (0.3 + 0.145 * index), h * 0.11
        parts.append(
            line(
                f"M{n(x - 20)} {n(at)}Q{n(x + w / 2)} {n(at - rise)} {n(x + w + 20)} {n(at)}",
                colors[index % len(colors)],
                h * 0.075,
            )
        )
    return group(*parts)


def ice(sheet, x, y, w, h, colors):
    """Traces of blades: long crossing edges, and the loops of a few turns."""
    r = sheet.chance
    parts = []
    for index in range(8):
        y0 = y + h * (0.04 + 0.13 * index)
        d = (
            f"M{n(x - 20)} {n(y0)}Q{n(x + w * r.uniform(.3, .7))} {n(y0 + h * r.uniform(-.28, .28))}"
            f" {n(x + w + 20)} {n(y0 + h * r.uniform(-.2, .2))}"
        )
        parts.append(line(d, colors[index % len(colors)], w * (0.014 + 0.014 * (index % 3))))
    for cx, cy in ((0.3, 0.24), (0.68, 0.52), (0.36, 0.8)):
        px, py, size = x + w * (cx + r.uniform(-0.06, 0.06)), y + h * cy, w * 0.15
        loop = (
            f"M{n(px - size * 1.8)} {n(py + size)}C{n(px)} {n(py + size)} {n(px + size)} {n(py + size * .4)}"
            f" {n(px + size * .6)} {n(py - size * .5)}S{n(px - size)} {n(py - size)} {n(px - size * .7)}"
            f" {n(py)}S{n(px + size * .9)} {n(py + size)} {n(px + size * 2)} {n(py + size * .5)}"
        )
        parts.append(line(loop, colors[0], w * 0.03))
    return group(*parts)


def snow(sheet, x, y, w, h, colors, step=None):
    """Flakes and dots in staggered rows, as a knitter would place them."""
    gap = step or w / 4.2
    parts, row = [], 0
    at = y + gap * 0.5
    while at < y + h:
        column = x + (gap * 0.5 if row % 2 else gap)
        while column < x + w + gap * 0.4:
            if (row + round((column - x) / gap)) % 2:
                parts.append(circle(column, at, gap * 0.1, colors[0]))
            else:
                parts.append(sheet.stamp(flake(colors[-1]), column, at, gap * 0.003))
            column += gap
        at += gap * 0.62
        row += 1
    return group(*parts)


def ducklings(sheet, x, y, w, h, colors, size=None):
    """A family in rows, every row a little further on, each on its own wave."""
    length = size or w / 4
    parts, row, at = [], 0, y - length * 0.1
    while at < y + h:
        start = x - length * (1.15 - 0.55 * (row % 2))
        column, count = start, 0
        while column < x + w + length:
            parts.append(sheet.stamp(duckling(colors[(row + count) % len(colors)]), column, at, length / 100))
            column += length * 1.5
            count += 1
        wave = f"q{n(length * .18)} {n(length * .16)} {n(length * .36)} 0" + f"t{n(length * .36)} 0" * (
            int(w / length / 0.36) + 6
        )
        parts.append(
            line(f"M{n(start)} {n(at + length * .84)}{wave}", colors[-1], length * 0.055, opacity=".55")
        )
        at += length * 1.28
        row += 1
    return group(*parts)


def plain(sheet, x, y, w, h, colors):
    """Nothing but the cloth."""
    return ""


def track(sheet, x, y, w, h, colors):
    """A stadium from above: five lanes round a field."""
    cx, cy = x + w / 2, y + h / 2
    parts = []
    for index in range(5):
        half, radius = w * 0.12, w * (0.3 - 0.042 * index)
        d = (
            f"M{n(cx - half)} {n(cy - radius)}H{n(cx + half)}A{n(radius)} {n(radius)} 0 0 1 {n(cx + half)}"
            f" {n(cy + radius)}H{n(cx - half)}A{n(radius)} {n(radius)} 0 0 1 {n(cx - half)} {n(cy - radius)}Z"
        )
        parts.append(line(d, colors[index % len(colors)], w * 0.026))
    return group(*parts)


def bulbs(sheet, x, y, w, h, colors, size=None):
    """Garlic in a field's straight rows."""
    gap = size or w / 4
    parts, row, at = [], 0, y + gap * 0.1
    while at < y + h:
        column = x - gap * (0.2 if row % 2 else 0.7)
        while column < x + w + gap:
            parts.append(sheet.stamp(garlic(colors[row % len(colors)]), column, at, gap * 0.0062))
            column += gap
        at += gap * 0.86
        row += 1
    return group(*parts)


def stones(sheet, x, y, w, h, colors):
    """Curling stones at rest round the middle of a house."""
    cx, cy, big = x + w / 2, y + h * 0.48, w * 0.4
    parts = [
        circle(cx, cy, big, colors[0]),
        circle(cx, cy, big * 0.7, PAPER),
        circle(cx, cy, big * 0.42, colors[1]),
        circle(cx, cy, big * 0.14, PAPER),
    ]
    for angle, far, color in ((200, 0.55, GOLD), (320, 0.3, FLAME), (80, 0.75, GOLD)):
        sx, sy = polar(cx, cy, big * far, angle)
        parts += [
            circle(sx + big * 0.03, sy + big * 0.04, big * 0.16, INK, fill_opacity=".25"),
            circle(sx, sy, big * 0.16, INK),
            circle(sx, sy, big * 0.11, color),
        ]
    return group(*parts)


PATTERNS = dict(
    lanes=lanes,
    stripes=stripes,
    bands=bands,
    ice=ice,
    snow=snow,
    ducklings=ducklings,
    plain=plain,
    track=track,
    bulbs=bulbs,
    stones=stones,
    city=city,
)
