"""What is knitted and woven."""

from drawing.goods import fringe
from drawing.ink import INK, PAPER, circle, gleam, group, line, move, n, path, polar, shade


def scarf(g):
    tail = "M700 240H930V850H700Z"
    front = "M300 300C300 232 340 196 400 196H770C700 210 660 250 660 320V950H300Z"
    g.sheet.add(g.shadow(tail), g.shadow(front))
    g.sheet.add(
        fringe(718, 850, 196, 84, g.second, 9), g.fill("M640 214H930V850H640Z", 640, 214, 290, 636, g.cloth)
    )
    g.sheet.add(shade("M640 214H930V850H640Z", 0.22))
    g.sheet.add(line("M120 214H1080", INK, 26), line("M120 208H1080", PAPER, 5, opacity=".35"))
    over = "M300 300C300 232 340 190 400 190H560C620 190 660 232 660 300V950H300Z"
    g.sheet.add(fringe(320, 950, 320, 96, g.second, 12), g.fill(over, 300, 190, 360, 760))
    g.sheet.add(
        g.clip(
            over,
            shade("M560 180H670V960H560C600 700 600 420 560 180Z", 0.14),
            gleam("M300 180H344C330 420 330 700 350 960H300Z", 0.2),
        )
    )
    return g


def pompom(x, y, radius, color):
    tufts = "".join(
        line(f"M{n(x)} {n(y)}L{n(px)} {n(py)}", color, radius * 0.42)
        for px, py in (polar(x, y, radius * 0.84, 360 / 14 * i) for i in range(14))
    )
    return group(
        circle(x + 26, y + 28, radius * 1.02, INK, fill_opacity=".14"),
        tufts,
        circle(x, y, radius * 0.8, color),
        line(
            f"M{n(x - 44)} {n(y - 34)}q20 -30 52 -34M{n(x - 20)} {n(y + 4)}q14 -24 40 -30",
            PAPER,
            9,
            opacity=".5",
        ),
    )


def beanie(g):
    dome = "M262 742C262 430 400 268 600 268C800 268 938 430 938 742Z"
    cuff = (
        "M250 690H950A44 44 0 0 1 994 734V890A44 44 0 0 1 950 934H250A44 44 0 0 1 206 890V734A44 44 0 0 1 250"
        " 690Z"
    )
    g.sheet.add(g.shadow(dome), g.shadow(cuff), pompom(600, 236, 104, g.second))
    g.sheet.add(g.fill(dome, 250, 268, 700, 440))
    g.sheet.add(
        g.clip(
            dome,
            shade("M700 250C860 330 880 560 850 760H960V240Z", 0.16),
            gleam("M262 742C262 500 360 330 520 280C400 380 340 540 330 742Z", 0.22),
        )
    )
    ribs = "".join(f"M{n(250 + 50 * i)} 700V924" for i in range(15))
    g.sheet.add(
        path(cuff, g.second),
        line(ribs, INK, 7, opacity=".16"),
        g.clip(cuff, shade("M206 880H1000V940H206Z", 0.14)),
    )
    return g


def mitten(g):
    """The left one, thumb to the left, about the origin: its shadow outline and the piece itself."""
    hand = "M-150 330V40C-150 -160 -110 -300 10 -300C130 -300 160 -160 160 0V330Z"
    thumb = "M-120 210C-190 150 -220 70 -268 20C-310 -22 -280 -84 -222 -72C-170 -60 -120 -10 -110 60Z"
    cuff = (
        "M-176 300H186A26 26 0 0 1 212 326V434A26 26 0 0 1 186 460H-176A26 26 0 0 1 -202 434V326A26 26 0 0 1"
        " -176 300Z"
    )
    ribs = "".join(f"M{n(-166 + 46 * i)} 312V448" for i in range(8))
    piece = (
        path(thumb, g.cloth),
        shade(thumb, 0.12),
        g.fill(hand, -160, -300, 330, 620),
        g.clip(hand, shade("M80 -310C120 -100 120 120 90 340H170V-310Z", 0.12)),
        path(cuff, g.second),
        line(ribs, INK, 7, opacity=".16"),
    )
    return path(hand + thumb + cuff, INK, fill_opacity=".14"), "".join(piece)


def mittens(g):
    outline, piece = mitten(g)
    cord = "M380 880C380 1060 520 1040 610 980S830 930 830 900"
    places = ((358, 510, dict(turn=-5, scale=0.84)), (850, 540, dict(turn=7, scale=0.84, mirror=True)))
    g.sheet.add(*(move(x + 28, y + 32, outline, **how) for x, y, how in places), line(cord, g.second, 16))
    g.sheet.add(*(move(x, y, g.sheet.stamp(piece, 0, 0), **how) for x, y, how in places))
    return g


def sock(g):
    """One sock about the origin, toe to the left: its outline and the piece itself."""
    outline = (
        "M-20 -330H170V90C170 190 110 240 20 262L-170 308C-250 326 -300 270 -276 210C-262 176 -230 164 -190"
        " 150L-60 100C-30 88 -20 70 -20 40Z"
    )
    cuff = "M-36 -350H186A18 18 0 0 1 204 -332V-236H-54V-332A18 18 0 0 1 -36 -350Z"
    toe = "M-176 130C-150 190 -150 260 -190 316C-250 326 -300 270 -276 210C-262 176 -230 164 -176 130Z"
    heel = "M170 40V90C170 160 140 206 90 234C60 180 80 80 170 40Z"
    ribs = "".join(f"M{n(-30 + 35 * i)} -338V-246" for i in range(7))
    piece = (
        g.fill(outline, -280, -330, 460, 640),
        path(toe, g.second),
        path(heel, g.second),
        g.clip(
            outline,
            shade("M100 -340C130 -100 120 120 60 270L180 240V-340Z", 0.13),
            gleam("M-20 -340H22C10 -100 10 40 -60 100L-20 40Z", 0.25),
        ),
        path(cuff, g.second),
        line(ribs, INK, 7, opacity=".16"),
    )
    return path(outline + cuff, INK, fill_opacity=".14"), "".join(piece)


def socks(g):
    outline, piece = sock(g)
    places = ((500, 560, dict(turn=6)), (810, 660, dict(turn=-4)))
    for x, y, how in places:
        g.sheet.add(move(x + 28, y + 32, outline, **how), move(x, y, g.sheet.stamp(piece, 0, 0), **how))
    return g


def headband(g):
    """Laid flat, with the twist in front that keeps it on."""
    band = (
        "M190 470C330 400 480 430 560 500H640C720 430 870 400 1010 470C1040 560 1040 660 1010 750C870 800 720"
        " 770 640 700H560C480 770 330 800 190 750C160 660 160 560 190 470Z"
    )
    knot = (
        "M530 470C570 440 630 440 670 470C690 560 690 650 670 740C630 766 570 766 530 740C510 650 510 560 530"
        " 470Z"
    )
    g.sheet.add(g.shadow(band), g.shadow(knot), g.fill(band, 160, 410, 880, 380))
    g.sheet.add(
        g.clip(
            band,
            shade("M170 690C400 790 800 790 1030 690V810H170Z", 0.16),
            gleam("M190 470C330 400 480 430 560 500L540 520C460 470 340 450 180 520Z", 0.3),
            shade("M670 460C700 560 700 660 668 760L720 770C690 660 700 540 730 440Z", 0.2),
        )
    )
    g.sheet.add(
        path(knot, g.second),
        gleam(
            "M530 470C550 452 576 446 600 447C570 540 570 660 590 758C566 758 546 752 530 740C510 650 510 560"
            " 530 470Z",
            0.22,
        ),
        line("M620 470C600 560 600 650 624 736M660 490C644 560 644 650 660 720", INK, 7, opacity=".18"),
    )
    return g


def blanket(g):
    """Folded once over a rail's width, a corner turned down so that the other side shows."""
    outline = "M250 236H690L950 496V930H250Z"
    g.sheet.add(
        g.shadow("M250 236H690L950 496V1000H250Z"),
        fringe(262, 930, 676, 84, g.second, 22),
        g.fill(outline, 250, 236, 700, 694),
    )
    g.sheet.add(
        g.clip(
            outline,
            shade("M850 230H960V940H830C870 700 870 480 850 230Z", 0.12),
            gleam("M250 230H300C290 500 290 700 300 940H250Z", 0.22),
            line("M480 230C470 480 474 700 484 940", INK, 7, opacity=".12"),
        )
    )
    corner = "M690 236C700 330 704 420 690 496C770 484 860 486 950 496C870 420 780 330 690 236Z"
    g.sheet.add(
        path(corner, INK, fill_opacity=".25", transform="translate(-16 22)"),
        path(corner, g.second),
        gleam("M690 236C700 330 704 420 690 496C716 440 722 350 706 252Z", 0.25),
        shade("M690 496C770 484 860 486 950 496L900 446C830 452 750 466 690 496Z", 0.18),
    )
    return g


KNITS = dict(scarf=scarf, beanie=beanie, mittens=mittens, socks=socks, headband=headband, blanket=blanket)
