"""People and animals of the scenes: seen from afar, from behind or from above, never as anyone's likeness."""

from drawing.ink import FLAME, GOLD, INK, PAPER, circle, ellipse, group, line, path, rect

SKINS = ("#7A4A2E", "#C98F62", "#E5B48A", "#5A3522", "#F0C9A4")


def skater(shirt, legs=INK, skin=SKINS[0], helmet=PAPER, stick=True):
    """A hockey player who leans into a stride to the right; about 300 high, feet at the origin."""
    parts = [
        line("M-10 -118L-70 -62L-112 -6", legs, 40),
        line("M2 -118L52 -74L36 -8", legs, 42),
        line("M-140 -2H-86M12 0H74", "#8E97A6", 10),
        line("M-124 -12L-98 -6M24 -10L58 -8", INK, 22),
        path("M-34 -108C-46 -160 -16 -226 28 -236C66 -240 80 -206 70 -176C60 -146 44 -126 34 -104Z", shirt),
        path("M-34 -108C-40 -140 -28 -178 -6 -206C-10 -170 -10 -140 -4 -106Z", PAPER, fill_opacity=".25"),
    ]
    if stick:
        parts.append(line("M52 -196L118 -150", shirt, 34))
        parts.append(line("M70 -214L180 -16L226 -12", "#A8783F", 11))
        parts.append(circle(122, -146, 17, skin))
    parts += [
        line("M10 -204L66 -150L104 -158", shirt, 32),
        circle(108, -158, 17, INK),
        circle(74, -262, 33, skin),
        path("M38 -262A36 36 0 0 1 110 -268L104 -250L92 -272L40 -250Z", helmet),
    ]
    return "".join(parts)


def sculler(shirt=FLAME, skin=SKINS[2]):
    """A man in a single scull from the side, oars at rest, boat 900 long, waterline at y = 0."""
    boat = path("M-470 -10C-300 -34 300 -34 480 -12C300 26 -280 30 -470 -10Z", "#8A4B23") + path(
        "M-470 -10C-300 -34 300 -34 480 -12C300 -2 -280 -4 -470 -10Z", "#B36A34"
    )
    body = (
        line("M-20 -40L80 -78L150 -40", INK, 34),
        path("M-64 -34C-74 -110 -58 -176 -24 -190C8 -200 30 -170 26 -136L10 -34Z", shirt),
        path("M-64 -34C-72 -100 -60 -160 -36 -184C-42 -120 -40 -80 -36 -34Z", PAPER, fill_opacity=".28"),
        line("M-6 -166L52 -112L112 -104", skin, 26),
        circle(-2, -230, 34, skin),
        path("M-38 -226C-42 -270 22 -282 34 -244C10 -250 -14 -246 -22 -218Z", "#3A2416"),
    )
    oars = (
        line("M120 -104L-230 6M120 -104L360 34", "#D9A566", 10)
        + path("M-300 14L-226 -8L-220 12L-292 34Z", PAPER)
        + path("M352 20L424 46L416 66L342 40Z", PAPER)
    )
    return group(boat, *body, oars)


def giraffe(color=GOLD):
    """400 high, feet at the origin, looks to the left."""
    return "".join(
        (
            line("M-50 -150V0M-20 -150V0M60 -160V0M88 -160V0", color, 16),
            path("M-70 -150C-70 -220 20 -230 96 -190L104 -140H-60Z", color),
            line("M-52 -180L-110 -360", color, 34),
            path("M-176 -366C-150 -396 -116 -400 -92 -380L-104 -350L-160 -346Z", color),
            line("M-112 -390V-414M-98 -388V-410", color, 7),
            circle(-30, -180, 14, "#8A4B23", opacity=".55"),
            circle(20, -196, 15, "#8A4B23", opacity=".55"),
            circle(60, -170, 13, "#8A4B23", opacity=".55"),
            circle(-76, -260, 10, "#8A4B23", opacity=".55"),
            circle(-92, -310, 9, "#8A4B23", opacity=".55"),
        )
    )


def acacia(trunk=INK, crown="#1E6B4A"):
    """400 high, foot at the origin."""
    return "".join(
        (
            line(
                "M0 0C-6 -120 10 -160 -10 -230M-2 -150C30 -210 60 -220 90 -250M-6 -180C-40 -220 -70 -226 -96"
                " -248",
                trunk,
                16,
            ),
            path(
                "M-210 -246C-190 -310 -90 -326 -10 -320C80 -330 180 -300 200 -246C120 -262 -120 -262 -210"
                " -246Z",
                crown,
            ),
            path("M-130 -300C-80 -350 60 -356 120 -306C60 -300 -60 -300 -130 -300Z", crown),
        )
    )


def broom(color=FLAME):
    """A curling broom, head at the origin, handle up to the right."""
    return line("M0 0L120 -190", INK, 10) + group(rect(-46, -13, 92, 26, color, 8), transform="rotate(32)")


def stone(cap):
    """A curling stone from above."""
    return "".join(
        (
            ellipse(7, 9, 46, 46, INK, fill_opacity=".22"),
            circle(0, 0, 46, "#6F7785"),
            circle(0, 0, 46, "none", stroke=INK, stroke_opacity=".35", stroke_width=5),
            circle(0, 0, 29, cap),
            line("M-16 8C-8 -10 10 -14 20 -4", PAPER, 11),
            path("M-38 -10A40 40 0 0 1 -6 -39L-4 -33A34 34 0 0 0 -32 -8Z", PAPER, fill_opacity=".6"),
        )
    )
