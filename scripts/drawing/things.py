"""What stands, hangs or lies about: pins, mugs, bottles, posters, skate guards, towels and notebooks."""

from drawing.goods import fringe
from drawing.ink import GOLD, INK, PAPER, circle, ellipse, gleam, line, move, n, path, rect, shade


def pin(g):
    card = (
        "M300 170H900A30 30 0 0 1 930 200V1000A30 30 0 0 1 900 1030H300A30 30 0 0 1 270 1000V200A30 30 0 0 1"
        " 300 170Z"
    )
    face = "M600 300A260 260 0 1 1 599 300Z"
    g.sheet.add(g.shadow(card), path(card, PAPER), circle(600, 214, 18, INK, fill_opacity=".18"))
    g.sheet.add(line("M350 900H850M350 940H850M350 980H640", INK, 8, opacity=".2"))
    g.sheet.add(
        circle(622, 586, 286, INK, fill_opacity=".2"),
        circle(600, 560, 286, GOLD),
        circle(600, 560, 260, g.cloth),
    )
    g.sheet.add(g.fill(face, 340, 300, 520, 520))
    g.sheet.add(circle(600, 560, 260, "none", stroke=INK, stroke_opacity=".25", stroke_width=6))
    g.sheet.add(
        line("M366 470A252 252 0 0 1 530 326", PAPER, 16, opacity=".75"),
        line("M330 600A274 274 0 0 1 520 300", PAPER, 9, opacity=".5"),
    )
    return g


def mug(g):
    body = "M270 330H770V860C770 930 726 960 670 960H370C314 960 270 930 270 860Z"
    handle = "M760 450H830C930 450 960 520 960 610S900 800 760 810"
    g.sheet.add(g.shadow(body), line(handle, INK, 70, opacity=".14", transform="translate(30 34)"))
    g.sheet.add(line(handle, g.second, 70), line(handle, INK, 70, opacity=".12"))
    g.sheet.add(g.fill(body, 270, 330, 500, 640))
    g.sheet.add(
        g.clip(
            body,
            shade("M640 320C680 500 680 800 620 970H780V320Z", 0.16),
            gleam("M270 320H330V970H270Z", 0.22),
        )
    )
    g.sheet.add(
        ellipse(520, 330, 250, 60, g.second),
        ellipse(520, 334, 218, 44, "#4A2B1C"),
        ellipse(490, 326, 120, 16, PAPER, fill_opacity=".14"),
    )
    g.sheet.add(
        line(
            "M430 240C400 200 460 170 430 120M530 230C500 190 560 150 530 100M620 240C590 200 650 170"
            " 620 120",
            PAPER,
            18,
            opacity=".8",
        )
    )
    return g


def bottle(g):
    body = (
        "M500 330H700C700 390 790 410 790 500V1000C790 1040 770 1060 730 1060H470C430 1060 410 1040 410"
        " 1000V500C410 410 500 390 500 330Z"
    )
    cap = (
        "M484 170H716A18 18 0 0 1 734 188V312A18 18 0 0 1 716 330H484A18 18 0 0 1 466 312V188A18 18 0 0 1 484"
        " 170Z"
    )
    g.sheet.add(
        g.shadow(body),
        g.shadow(cap),
        line("M520 190C520 70 680 70 680 190", g.second, 30),
        g.fill(body, 400, 470, 400, 600),
    )
    g.sheet.add(
        g.clip(
            body,
            shade("M700 320C760 600 740 900 700 1070H800V320Z", 0.17),
            gleam("M452 330H492V1070H452Z", 0.4),
            rect(400, 330, 400, 130, g.cloth),
            gleam("M470 330H500V470H470Z", 0.3),
        )
    )
    g.sheet.add(
        path(cap, g.second),
        line("M530 200V300M580 200V300M630 200V300M680 200V300", INK, 9, opacity=".22"),
        rect(466, 318, 268, 22, INK, fill_opacity=".3"),
    )
    return g


def poster(g):
    sheet_d = "M290 150H910V1030H290Z"
    g.sheet.add(g.shadow(sheet_d, 22, 26), path(sheet_d, PAPER))
    g.sheet.add(g.fill("M330 190H870V850H330Z", 330, 190, 540, 660))
    g.sheet.add(
        rect(330, 888, 330, 34, INK),
        rect(330, 940, 220, 16, INK, fill_opacity=".5"),
        rect(330, 968, 260, 16, INK, fill_opacity=".5"),
        circle(836, 932, 34, g.second),
    )
    g.sheet.add(
        gleam("M290 150H700L290 760Z", 0.14),
        rect(360, 120, 60, 64, INK, 8),
        rect(780, 120, 60, 64, INK, 8),
        rect(370, 128, 14, 40, PAPER, 4, opacity=".5"),
        rect(790, 128, 14, 40, PAPER, 4, opacity=".5"),
    )
    return g


def guard(g):
    """One guard about the origin, toe to the right: its outline and the piece itself."""
    shell = (
        "M-440 -30C-440 -70 -410 -84 -370 -84H300C400 -84 452 -40 440 30C436 66 410 84 366 84H-370C-416 84"
        " -440 60 -440 24Z"
    )
    slot = "M-388 -66H320C352 -66 372 -54 384 -34H-388A16 16 0 0 1 -388 -66Z"
    tread = "".join(f"M{n(-384 + 54 * i)} 84v26" for i in range(14))
    notch = "".join(f"M{n(-300 + 120 * i)} -6v54" for i in range(6))
    piece = (
        line(tread, g.cloth, 34, stroke_linecap="butt"),
        line(tread, INK, 34, opacity=".3", stroke_linecap="butt"),
        path(shell, g.cloth),
        line(notch, g.second, 26),
        g.clip(
            shell,
            shade("M-450 34C-100 60 200 60 450 20V90H-450Z", 0.2),
            gleam("M-450 -90H330V-72H-380C-410 -72 -424 -40 -424 10H-450Z", 0.4),
        ),
        path(slot, INK, fill_opacity=".8"),
        line("M-370 -40H340", PAPER, 5, opacity=".35"),
    )
    return path(shell, INK, fill_opacity=".14"), "".join(piece)


def guards(g):
    outline, piece = guard(g)
    places = ((600, 420, dict(turn=-14)), (600, 780, dict(turn=-14, mirror=True)))
    g.sheet.add(*(move(x + 28, y + 40, outline, **how) for x, y, how in places))
    for x, y, how in places:
        g.sheet.add(move(x, y, g.sheet.stamp(piece, 0, 0), **how))
    g.sheet.add(
        line("M160 560C100 600 110 700 180 660", g.second, 22),
        line("M1010 690C1090 720 1090 600 1020 560", g.second, 22),
    )
    return g


def towel(g):
    cloth = "M350 170H850V960H350Z"
    g.sheet.add(g.shadow(cloth), fringe(362, 960, 476, 46, g.second, 26), g.fill(cloth, 350, 170, 500, 790))
    g.sheet.add(rect(350, 210, 500, 18, g.second), rect(350, 900, 500, 18, g.second))
    g.sheet.add(
        g.clip(
            cloth,
            shade("M760 170C740 420 740 700 770 960H860V170Z", 0.13),
            shade("M560 170C576 420 576 700 560 960H620C600 700 600 420 620 170Z", 0.07),
            gleam("M350 170H396C384 420 384 700 396 960H350Z", 0.24),
        )
    )
    g.sheet.add(line("M210 170H990", INK, 26), line("M210 164H990", PAPER, 5, opacity=".35"))
    return g


def notebook(g):
    cover = "M330 190H846A34 34 0 0 1 880 224V976A34 34 0 0 1 846 1010H330Z"
    g.sheet.add(
        g.shadow(cover),
        path("M350 206H900V1026H350Z", PAPER),
        shade("M350 206H900V1026H350Z", 0.12),
        g.fill(cover, 330, 190, 560, 820),
    )
    g.sheet.add(
        rect(330, 190, 74, 820, g.second),
        gleam("M330 190H350V1010H330Z", 0.3),
        g.clip(cover, shade("M790 190H890V1010H760C800 740 800 460 790 190Z", 0.12)),
    )
    g.sheet.add(
        rect(470, 300, 330, 190, PAPER, 8),
        line("M510 360H760M510 404H760M510 448H660", INK, 10, opacity=".35"),
        line("M826 190V1010", INK, 20),
        line("M700 1000V1090L724 1064L748 1090V1000", g.second, 0),
        path("M690 1008V1096L714 1070L738 1096V1008Z", g.second),
    )
    return g


THINGS = dict(pin=pin, mug=mug, bottle=bottle, poster=poster, guards=guards, towel=towel, notebook=notebook)
