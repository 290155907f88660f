"""Small drawings that patterns and scenes set many times."""

from drawing.ink import FLAME, INK, PAPER, circle, line, n, path, polar


def flake(color):
    """A flake of radius 100 about the origin."""
    parts = []
    for arm in range(6):
        ex, ey = polar(0, 0, 100, 60 * arm + 30)
        bx, by = polar(0, 0, 60, 60 * arm + 30)
        lx, ly = polar(bx, by, 34, 60 * arm - 20)
        rx, ry = polar(bx, by, 34, 60 * arm + 80)
        parts.append(f"M0 0L{n(ex)} {n(ey)}M{n(lx)} {n(ly)}L{n(bx)} {n(by)}L{n(rx)} {n(ry)}")
    return line("".join(parts), color, 17)


def duckling(color, beak=FLAME, eye=INK):
    """One duckling, 118 long, that swims to the right."""
    body = (
        "M4 52C20 58 34 50 46 46C60 42 62 30 60 22A20 20 0 1 1 98 28C96 40 92 44 92 52C92 70 74 80 50 80C24"
        " 80 8 70 4 52Z"
    )
    return path(body, color) + path("M96 18L118 24L97 32Z", beak) + circle(84, 21, 4.5, eye)


def garlic(color=PAPER, seam=INK):
    """One bulb, 100 high, its tip at the top."""
    bulb = path(
        "M50 2C52 16 55 24 66 34C86 48 98 60 92 80C86 98 66 98 50 98C34 98 14 98 8 80C2 60 14 48 34 34C45 24"
        " 48 16 50 2Z",
        color,
    )
    return bulb + line("M50 18C46 44 30 56 34 94M50 18C54 44 70 56 66 94", seam, 4, opacity=".35")
