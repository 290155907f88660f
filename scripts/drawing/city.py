"""The map of a host city, as a pattern."""

from drawing.ink import circle, group, line, n, path


def city(sheet, x, y, w, h, colors, lean=-8):
    """Blocks and streets of a host city from above: two avenues, a round place, a park and the river."""
    r = sheet.chance
    blocks, at = {color: "" for color in colors[:3]}, y - h * 0.2
    street = w * 0.022
    while at < y + h * 1.2:
        height = r.choice((0.075, 0.1, 0.13)) * w
        column = x - w * (0.25 + r.random() * 0.1)
        while column < x + w * 1.25:
            width = r.choice((0.07, 0.1, 0.14, 0.19)) * w
            pick = r.random()
            blocks[
                colors[0] if pick < 0.76 else colors[1 if pick < 0.9 else 2]
            ] += f"M{column:.0f} {at:.0f}h{width:.0f}v{height:.0f}h-{width:.0f}Z"
            column += width + street
        at += height + street
    parts = [
        group(
            *(path(d, color) for color, d in blocks.items() if d),
            transform=f"rotate({lean} {n(x + w / 2)} {n(y + h / 2)})",
        )
    ]
    road, cx, cy = colors[4], x + w * r.uniform(0.3, 0.42), y + h * r.uniform(0.22, 0.34)
    parts.append(
        line(
            f"M{n(x - w * .1)} {n(cy + h * .5)}L{n(cx)} {n(cy)}L{n(x + w * 1.1)} {n(cy - h * .3)}M{n(cx)}"
            f" {n(cy)}L{n(x + w * .9)} {n(y + h * 1.2)}",
            road,
            w * 0.035,
        )
    )
    parts += [circle(cx, cy, w * 0.085, road), circle(cx, cy, w * 0.052, colors[1])]
    river = (
        f"M{n(x - w * .3)} {n(y + h * r.uniform(.5, .6))}C{n(x + w * .3)} {n(y + h * .4)} {n(x + w * .5)}"
        f" {n(y + h * .95)} {n(x + w * 1.3)} {n(y + h * r.uniform(.6, .75))}"
    )
    parts += [
        line(river, road, w * 0.17, stroke_linecap="butt"),
        line(river, colors[3], w * 0.11, stroke_linecap="butt"),
    ]
    return group(*parts)
