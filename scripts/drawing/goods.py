"""What every good has: a sheet with its tint, the cloth, and the pattern upon it.

Every drawing is 1200 by 1200.
"""

from drawing.ink import INK, PAPER, Sheet, group, line, n, path, rect
from drawing.patterns import PATTERNS

SIDE = 1200


class Good:
    """A sheet with its tint, the cloth of the piece and the pattern upon it."""

    def __init__(self, seed, tint, cloth, second, pattern, colors):
        self.sheet = Sheet(SIDE, SIDE, seed)
        self.cloth, self.second, self.colors = cloth, second, colors
        self.draw_pattern = PATTERNS[pattern]
        self.sheet.add(rect(0, 0, SIDE, SIDE, tint))
        self.backdrop()

    def backdrop(self):
        """The five lanes that every piece lies on."""
        for index in range(5):
            radius = 620 - 64 * index
            d = (
                f"M{n(64 * index + 90)} 1220V{n(980)}a{n(radius)} {n(radius)} 0 0 1 {n(radius)}"
                f" {n(-radius)}H1220"
            )
            self.sheet.add(line(d, PAPER, 10, opacity=".55", stroke_linecap="butt"))

    def fill(self, d, x, y, w, h, cloth=None, pattern=True, colors=None, **values):
        """The outline filled with cloth and, inside it, the pattern; the box is what the pattern covers."""
        parts = [path(d, cloth or self.cloth)]
        if pattern:
            parts.append(
                self.sheet.clip(d, self.draw_pattern(self.sheet, x, y, w, h, colors or self.colors, **values))
            )
        return group(*parts)

    def shadow(self, d, dx=30, dy=34, **values):
        """What the piece throws on the ground, away from the light."""
        return path(d, INK, fill_opacity=".14", transform=f"translate({dx} {dy})", **values)

    def clip(self, d, *parts):
        return self.sheet.clip(d, *parts)

    def text(self):
        return self.sheet.text()


def fringe(x, y, w, length, color, count=11):
    step = w / (count - 1)
    d = "".join(f"M{n(x + step * i)} {n(y)}v{n(length - (i % 2) * 12)}" for i in range(count))
    return line(d, color, w / count * 0.5)
