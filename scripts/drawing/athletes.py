"""Athletes in motion for the scenes. Nobody has a face: heads are helmets, hoods, hair or turned away."""

from drawing.ink import FLAME, GOLD, ICE, INK, PAPER, PINE, circle, ellipse, group, line, path, rect
from drawing.people import SKINS


def pusher(suit, skin=SKINS[0], hair=INK):
    """A sprinter who pushes something to the right; 300 high, feet at the origin."""
    return "".join(
        (
            line("M-20 -120L46 -66L-6 -14", suit, 44),
            line("M-30 -122L-96 -70L-168 -22", suit, 46),
            line("M-10 -10H34M-176 -18L-190 16", INK, 24),
            line("M14 -226L96 -176L168 -170", skin, 24),
            path("M-56 -112C-56 -170 -16 -236 34 -246C66 -248 74 -216 58 -190C40 -158 14 -126 4 -104Z", suit),
            path("M-56 -112C-52 -160 -24 -210 8 -236C0 -196 -8 -150 -24 -108Z", PAPER, fill_opacity=".24"),
            circle(74, -270, 34, skin),
            path(
                "M40 -262C34 -306 84 -318 106 -290C88 -292 66 -286 58 -262C44 -240 26 -232 8 -236C24 -242 36"
                " -250 40 -262Z",
                hair,
            ),
        )
    )


def boarder(jacket=FLAME, pants=INK, board=GOLD):
    """A rider in the air, board up, one hand on it; about 300 across, centre at the origin."""
    return "".join(
        (
            group(
                rect(-170, 96, 340, 30, board, 15),
                rect(-170, 96, 340, 12, PAPER, 6, opacity=".45"),
                transform="rotate(-12)",
            ),
            line("M-10 -10L-92 34L-84 104", pants, 50),
            line("M18 -6L84 30L76 74", pants, 50),
            line("M-92 118L-70 112M64 92L92 86", INK, 34),
            path("M-44 14C-60 -50 -36 -104 10 -112C54 -116 72 -80 62 -34L44 20Z", jacket),
            path("M-44 14C-56 -40 -36 -92 -4 -108C-16 -60 -16 -20 -12 16Z", PAPER, fill_opacity=".26"),
            line("M44 -84L104 -16L70 78", jacket, 30),
            line("M-26 -84L-104 -120L-160 -92", jacket, 30),
            circle(-168, -88, 17, PAPER),
            circle(68, 84, 17, PAPER),
            circle(24, -146, 42, PAPER),
            path("M38 -166C60 -164 70 -150 68 -134L36 -132Z", INK),
            path("M-12 -164A42 42 0 0 1 20 -188A50 50 0 0 0 0 -140Z", INK, fill_opacity=".1"),
        )
    )


def gliding(suit=PAPER, legs=INK, skin=SKINS[4], hair=INK):
    """A figure skater on one edge, the other leg high behind; about 420 across, blade at the origin."""
    return "".join(
        (
            line("M2 -20L6 -120L0 -196", legs, 34),
            line("M-4 -200L-120 -246L-232 -300", legs, 32),
            line("M-22 0C0 8 26 6 42 -6", "#8E97A6", 9),
            line("M-6 -12L22 -12", INK, 22),
            line("M-236 -306L-262 -314M-270 -326C-268 -308 -258 -298 -244 -292", INK, 18),
            path(
                "M-34 -180C-30 -230 20 -270 86 -282C122 -286 134 -258 116 -236C90 -206 50 -184 14 -164Z", suit
            ),
            path("M-34 -180C-28 -226 16 -262 70 -278C50 -250 10 -220 -12 -172Z", INK, fill_opacity=".1"),
            line("M96 -262L176 -330L236 -352", suit, 24),
            line("M70 -250L20 -170L-20 -120", suit, 24),
            circle(246, -356, 14, skin),
            circle(-26, -112, 14, skin),
            circle(140, -300, 32, skin),
            path(
                "M112 -292C104 -336 164 -346 174 -306C158 -322 138 -316 130 -290C122 -276 114 -276 112 -292Z",
                hair,
            ),
        )
    )


def back_to_back(suit, hood, arm_side):
    """A speed skater from behind, one arm round a neighbour; 420 high, blades at y = 0."""
    side = 1 if arm_side == "right" else -1
    return "".join(
        (
            line("M-36 -20L-30 -130L-22 -200M36 -20L30 -130L22 -200", suit, 54),
            line("M-74 0H6M-4 0M4 0H78", "#8E97A6", 9),
            line("M-46 -12H-26M28 -12H48", INK, 26),
            path(
                "M-66 -180C-84 -270 -84 -340 -50 -360C-20 -374 20 -374 50 -360C84 -340 84 -270 66 -180C30"
                " -164 -30 -164 -66 -180Z",
                suit,
            ),
            path(
                "M-66 -180C-84 -270 -84 -340 -50 -360L-26 -366C-48 -300 -46 -230 -36 -170Z",
                PAPER,
                fill_opacity=".2",
            ),
            line(f"M{-62 * side} -330L{-98 * side} -250L{-92 * side} -170", suit, 36),
            line(f"M{56 * side} -336L{128 * side} -316L{184 * side} -300", suit, 36),
            circle(-92 * side, -156, 17, SKINS[4]),
            circle(0, -402, 44, hood),
            path("M-40 -412A44 44 0 0 1 -6 -445A60 60 0 0 0 -22 -380Z", PAPER, fill_opacity=".25"),
        )
    )


def nordic(shirt=FLAME, skin=SKINS[1], legs=INK):
    """A cross-country skier from behind, in mid-stride, bare-armed; 400 high, skis run away from us."""
    return "".join(
        (
            line("M-120 40L-40 -150M60 60L44 -140", "#8A4B23", 16),
            line("M-40 -30L-30 -110L-20 -180", legs, 46),
            line("M44 -20L44 -100L24 -180", legs, 46),
            line("M-46 -16L-40 -34M46 -6V-26", INK, 34),
            path(
                "M-60 -170C-78 -250 -76 -312 -46 -330C-18 -340 22 -340 48 -330C78 -312 78 -250 60 -170C24"
                " -156 -24 -156 -60 -170Z",
                shirt,
            ),
            path(
                "M-60 -170C-78 -250 -76 -312 -46 -330L-24 -335C-44 -270 -42 -210 -32 -162Z",
                PAPER,
                fill_opacity=".26",
            ),
            line("M-56 -304L-116 -240L-132 -170", skin, 32),
            line("M56 -304L120 -250L122 -180", skin, 32),
            line("M-136 -176L-190 40M124 -186L176 30", INK, 9),
            circle(-134, -166, 18, skin),
            circle(124, -174, 18, skin),
            circle(0, -376, 38, skin),
            path("M-39 -376A39 39 0 0 1 39 -376C30 -354 -30 -354 -39 -376Z", INK),
            circle(0, -424, 15, INK),
        )
    )


def headfirst(suit=GOLD, helmet=FLAME, sled=INK):
    """A skeleton slider from above, head to the right; 380 long, centre at the origin."""
    return "".join(
        (
            rect(-120, -62, 250, 124, sled, 30),
            line("M-150 -58H170M-150 58H170", "#8E97A6", 8),
            line("M-50 -24L-190 -34M-50 24L-190 34", suit, 40),
            line("M-196 -36H-214M-196 36H-214", PAPER, 30),
            path("M-70 -54C-20 -66 70 -62 100 -46C112 -20 112 20 100 46C70 62 -20 66 -70 54Z", suit),
            path("M-70 -54C-20 -66 70 -62 100 -46C40 -50 -20 -44 -74 -24Z", PAPER, fill_opacity=".35"),
            line("M84 -48L0 -74L-70 -72M84 48L0 74L-70 72", suit, 26),
            circle(142, 0, 48, helmet),
            path("M104 -28A48 48 0 0 1 150 -47A60 60 0 0 0 116 -2Z", PAPER, fill_opacity=".5"),
            path("M176 -26A46 46 0 0 1 176 26L160 18V-18Z", INK),
        )
    )


def sled(color, stripe=PAPER, helmets=(PAPER, INK)):
    """A two-seat bobsleigh from above, nose to the right; 520 long, centre at the origin."""
    return "".join(
        (
            line("M-230 -74H-110M-230 74H-110M90 -70H190M90 70H190", "#8E97A6", 14),
            path(
                "M-250 -64H120C220 -60 270 -30 270 0C270 30 220 60 120 64H-250A16 16 0 0 1 -262 48V-48A16 16"
                " 0 0 1 -250 -64Z",
                color,
            ),
            path(
                "M-250 -64H120C220 -60 270 -30 270 0C220 -20 -100 -34 -262 -30V-48A16 16 0 0 1 -250 -64Z",
                PAPER,
                fill_opacity=".28",
            ),
            line("M150 0H258", stripe, 18),
            path("M-214 -40H70C104 -34 104 34 70 40H-214Z", INK, fill_opacity=".75"),
            circle(40, 0, 34, helmets[0]),
            circle(-110, 0, 34, helmets[1]),
            path(
                "M12 -20A34 34 0 0 1 46 -34A44 44 0 0 0 22 2ZM-138 -20A34 34 0 0 1 -104 -34A44 44 0 0 0"
                " -128 2Z",
                PAPER,
                fill_opacity=".45",
            ),
        )
    )


def rabbit(color=PAPER):
    """A hare at full stretch to the right; 260 long, feet near y = 0."""
    return "".join(
        (
            path(
                "M-120 -36C-100 -90 -20 -104 40 -84C70 -76 92 -84 110 -96C132 -110 158 -96 156 -76C152 -60"
                " 130 -54 112 -50C90 -30 40 -26 0 -30C-40 -20 -100 -10 -120 -36Z",
                color,
            ),
            line("M-90 -36L-150 -8L-180 -16M60 -44L130 -14L160 -10", color, 20),
            line("M104 -96C84 -130 52 -150 26 -152M116 -100C106 -130 84 -156 60 -166", color, 17),
            circle(-124, -52, 18, color),
            circle(132, -84, 5, INK),
        )
    )


def pine_tree(color=PINE):
    """A spruce with snow on its left shoulders; 300 high, foot at the origin."""
    return "".join(
        (
            rect(-10, -40, 20, 40, INK),
            path("M0 -300L60 -190H34L86 -100H52L104 -30H-104L-52 -100H-86L-34 -190H-60Z", color),
            path(
                "M0 -300L-60 -190H-40L0 -258ZM-34 -190L-86 -100H-62L-16 -166ZM-52 -100L-104 -30H-76L-28 -84Z",
                PAPER,
                fill_opacity=".85",
            ),
        )
    )


def palm(trunk="#8A4B23", leaf=PINE):
    """420 high, foot at the origin."""
    leaves = "".join(
        f"M30 -400Q{x1} {y1} {x2} {y2}"
        for x1, y1, x2, y2 in (
            (-60, -470, -150, -380),
            (-20, -520, -110, -500),
            (80, -530, 150, -490),
            (130, -460, 200, -370),
            (90, -420, 130, -290),
            (-30, -420, -70, -300),
        )
    )
    return (
        line("M-10 0C-20 -140 0 -280 30 -400", trunk, 26)
        + line(leaves, leaf, 26)
        + circle(20, -386, 16, GOLD)
        + circle(48, -380, 16, GOLD)
        + line("M-18 0C-26 -140 -8 -280 22 -396", PAPER, 6, opacity=".3")
    )


def rose(color=FLAME):
    """A flower thrown on the ice; 110 long, its head at the origin."""
    return (
        line("M0 0L-70 60", PINE, 9)
        + path("M-30 30C-20 10 -50 0 -64 16C-60 34 -44 38 -30 30Z", PINE)
        + circle(0, 0, 24, color)
        + line("M-10 0A10 10 0 1 1 6 8", PAPER, 5, opacity=".8")
    )


def huddled(shirt, helmet):
    """A hockey player in a huddle, from above: leans to the right, where the middle is."""
    return "".join(
        (
            line("M-60 40L-250 118", "#A8783F", 12),
            line("M-250 118L-272 96", "#A8783F", 16),
            ellipse(-30, 0, 74, 100, shirt),
            path("M-96 -34C-86 -80 -60 -100 -28 -100C-60 -70 -74 -30 -70 20Z", PAPER, fill_opacity=".25"),
            line("M-20 -74L80 -44M-20 74L80 44", shirt, 40),
            circle(88, -40, 22, INK),
            circle(88, 40, 22, INK),
            circle(24, 0, 50, helmet),
            path(
                "M-16 -26A50 50 0 0 1 26 -49A60 60 0 0 0 0 6Z",
                PAPER if helmet != PAPER else INK,
                fill_opacity=".3",
            ),
        )
    )


COLORS = (FLAME, ICE, PINE, GOLD, INK, PAPER)


def crowd(x, y, w, rows, gap, chance):
    """People in the stands, as heads and shoulders in rows."""
    parts = {color: "" for color in COLORS}
    for row in range(rows):
        at = x + (gap / 2 if row % 2 else 0)
        while at < x + w:
            color = chance.choice(COLORS[:4] + COLORS[5:])
            parts[color] += f"M{at:.0f} {y + row * gap:.0f}v1"
            at += gap
    return group(*(line(d, color, gap * 0.5) for color, d in parts.items() if d), opacity=".8")
