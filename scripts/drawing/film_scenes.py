"""The posters of the three films, 1600 by 900: one very large thing and one very small one in each."""

from drawing.ink import (
    FLAME,
    GOLD,
    ICE,
    INK,
    MIST,
    PAPER,
    PINE,
    Sheet,
    circle,
    ellipse,
    group,
    line,
    move,
    n,
    path,
    rect,
)
from drawing.motifs import duckling
from drawing.people import acacia, giraffe

DUSK, CLAY, DEEP, STEEL = "#F0A15A", "#B5562B", "#12314F", "#8E97A6"


def poster(sky, seed):
    sheet = Sheet(1600, 900, seed)
    sheet.add(rect(0, 0, 1600, 900, sky))
    return sheet


def ice_on_the_equator():
    """A blade as long as the horizon cuts five lanes of ice into the savanna."""
    s = poster(DUSK, 41)
    s.add(
        circle(560, 420, 330, "#F6C78E"),
        circle(560, 420, 238, PAPER),
        path("M-10 452C260 404 430 436 640 420S1130 372 1610 430V900H-10Z", "#D58A3A"),
        path("M-10 520C320 470 700 500 960 486S1400 476 1610 500V900H-10Z", CLAY),
    )
    s.add(
        s.clip(
            "M-10 520C320 470 700 500 960 486S1400 476 1610 500V900H-10Z",
            *(
                line(
                    f"M{n(980 + 26 * i)} {n(640 + 10 * i)}C{n(700 + 6 * i)} {n(650 + 24 * i)} {n(380 - 20 * i)}"
                    f" {n(640 + 44 * i)} -40 {n(610 + 74 * i)}",
                    FLAME if i == 2 else MIST,
                    13 + 5 * i,
                )
                for i in range(5)
            ),
        )
    )
    for x, y, k in ((150, 470, 0.42), (335, 452, 0.24), (690, 440, 0.2)):
        s.add(move(x, y, acacia(), scale=k))
    s.add(move(500, 448, giraffe(INK), scale=0.24), move(560, 446, giraffe(INK), scale=0.15, mirror=True))
    boot = (
        "M930 -20C906 130 900 250 916 334C924 378 980 396 1070 398C1180 400 1270 420 1352 452C1404 472 1440 504"
        " 1440 546C1440 566 1424 576 1400 576H884C852 576 838 556 838 524C838 360 800 160 772 -20Z"
    )
    s.add(
        path("M860 700C1040 730 1400 730 1560 690L1580 720C1400 770 1040 764 846 726Z", INK, fill_opacity=".22"),
        path(
            "M812 660H1502C1532 660 1552 640 1566 622L1584 634C1570 668 1544 694 1502 694H850C824 694 806 680 812"
            " 660Z",
            "#DDE3EA",
        ),
        path("M812 660H1502C1532 660 1552 640 1566 622L1572 626C1558 652 1536 672 1502 672H811Z", PAPER),
        path("M880 576H960L976 660H860ZM1290 576H1392L1412 660H1270Z", STEEL),
        path("M880 576H916L908 660H860ZM1290 576H1330L1318 660H1270Z", PAPER, fill_opacity=".35"),
        path(boot, INK),
        s.clip(
            boot,
            path("M772 -20H832C858 160 890 330 900 576H820Z", PAPER, fill_opacity=".16"),
            path("M838 530H1450V580H838Z", FLAME),
            line("M900 452C1060 470 1240 478 1420 520", PAPER, 6, opacity=".4"),
        ),
    )
    laces = "".join(f"M{n(916 - 5 * i)} {n(366 - 62 * i)}l{n(128 - 8 * i)} {n(22 - 4 * i)}" for i in range(6))
    s.add(line(laces, PAPER, 13), line("M1040 402L1104 452M1040 402L1130 414", PAPER, 12))
    return s


def right_of_way():
    """One boat and one family of ducks on the dark water, from a bird's height."""
    s = poster(DEEP, 42)
    for index in range(6):
        x = 120 + 300 * index
        s.add(line(f"M{x + 130} -20L{x - 150} 920", "#2D5A86", 6))
        for k in range(10):
            y = 30 + 96 * k
            s.add(circle(x + 130 - 280 * (y + 20) / 940, y, 9, FLAME if index in (2, 3) else PAPER))
    ripple = "".join(
        f"M{n(180 + 210 * (i % 7) + 40 * (i // 7))} {n(90 + 190 * (i // 7))}q50 -14 100 0" for i in range(28)
    )
    s.add(line(ripple, "#2D5A86", 5))
    for i in range(5):
        r = 70 + 46 * i
        s.add(
            ellipse(
                770, 300, r * 1.5, r, "none", stroke=MIST, stroke_width=4, stroke_opacity=f"{0.5 - i * .09:.2f}"
            )
        )
    hull = "M0 -420C30 -220 32 160 0 430C-32 160 -30 -220 0 -420Z"
    boat = group(
        path(hull, "#8A4B23"),
        path("M0 -420C30 -220 32 160 0 430Z", "#C98F62"),
        line("M0 -30L-330 46M0 -30L330 46", "#D9A566", 11),
        path("M-330 46l-96 2l-8 34l104 -2ZM330 46l96 2l8 34l-104 -2Z", PAPER),
        path("M-52 -70C-60 -10 -40 46 0 52C40 46 60 -10 52 -70C30 -100 -30 -100 -52 -70Z", FLAME),
        path("M-52 -70C-60 -10 -40 46 -8 51C-24 0 -26 -50 -14 -92C-30 -90 -44 -84 -52 -70Z", PAPER, fill_opacity=".3"),
        line("M-44 -52L-84 4L-40 18M44 -52L84 4L40 18", "#E5B48A", 24),
        circle(0, -70, 37, "#E5B48A"),
        path("M-36 -74A37 37 0 0 1 37 -72C20 -92 -16 -94 -36 -74Z", "#3A2416"),
        path("M-37 -70A37 37 0 1 0 37 -70C30 -40 -28 -40 -37 -70Z", "#3A2416"),
        line("M-14 56L-18 150M14 56L18 150", INK, 22),
    )
    s.add(
        move(1010, 560, path(hull, INK, fill_opacity=".3"), turn=16),
        move(980, 540, boat, turn=16, scale=0.94),
    )
    family = [(640, 236, 1.5, PAPER)] + [(520 - 104 * i, 290 + 22 * i + 7 * (i % 2), 0.84, GOLD) for i in range(5)]
    for x, y, k, color in family:
        s.add(
            line(f"M{n(x + 10)} {n(y + 78 * k)}q{n(-90 * k)} {n(20 * k)} {n(-190 * k)} {n(12 * k)}", MIST, 4, opacity=".5"),
            s.stamp(duckling(color), x, y, k),
        )
    return s


def figure(kind, color):
    """A small athlete, about 100 high, feet at the origin."""
    parts = {
        "run": line("M0 -46L24 -24L8 0M0 -46L-20 -26L-42 -34", color, 13)
        + line("M6 -74L0 -46", color, 23)
        + line("M6 -74L30 -58L40 -72M6 -74L-20 -60L-28 -42", color, 10),
        "ski": line("M0 -44L18 -22L6 0M0 -44L-6 -20L-16 0", color, 13)
        + line("M12 -72L0 -44", color, 23)
        + line("M12 -70L38 -54L46 0M12 -70L-16 -52L-40 4", color, 7)
        + line("M-44 3H58", color, 7),
        "sit": circle(-10, -18, 19, "none", stroke=color, stroke_width=8)
        + line("M-14 -30H20L30 -4", color, 15)
        + line("M-10 -64V-32", color, 23)
        + line("M-8 -60L22 -48L34 -66", color, 10),
        "broom": line("M-8 -44L-20 0M-8 -44L14 -24L6 0", color, 13)
        + line("M6 -72L-8 -44", color, 23)
        + line("M6 -70L36 -42L66 0", color, 8)
        + line("M52 0H84", color, 13),
        "child": line("M-2 -28L-8 0M2 -28L10 0", color, 10)
        + line("M0 -52V-28", color, 20)
        + line("M0 -50L22 -74M0 -50L-22 -74", color, 9),
    }
    heads = {"run": (13, -98), "ski": (20, -94), "sit": (-8, -88), "broom": (16, -94), "child": (0, -74)}
    return parts[kind] + circle(*heads[kind], 15, color)


def long_shadows():
    """Five small people in front of a low sun throw shadows as large as mountains."""
    s = poster("#F3CDBF", 43)
    s.add(
        circle(800, 300, 290, PAPER, opacity=".45"),
        circle(800, 300, 226, PAPER),
        path("M-10 300L150 196L260 262L420 150L560 300H1040L1190 160L1330 256L1450 190L1610 300Z", "#D99A86"),
        rect(0, 300, 1600, 600, FLAME),
        rect(0, 300, 1600, 12, PAPER, opacity=".6"),
    )
    for index in range(6):
        x = (index - 2.5) * 190
        s.add(line(f"M{n(800 + x * .8)} 312L{n(800 + x * 4.4)} 920", PAPER, 6, opacity=".5"))
    people = [("ski", -380, PINE), ("run", -190, INK), ("child", 0, ICE), ("broom", 186, PINE), ("sit", 384, INK)]
    for kind, x, _ in people:
        shade = group(figure(kind, "#7E1D0A"), transform=f"matrix(1.25 0 {x * -.0032:.3f} -5.4 {n(800 + x)} 314)")
        s.add(s.clip("M0 314H1600V900H0Z", shade, opacity=".92"))
    for kind, x, color in people:
        s.add(move(800 + x, 314, figure(kind, color), scale=1.2))
    for i in range(3):
        s.add(s.stamp(duckling(GOLD), 690 - 44 * i, 284, 0.36))
    return s


def flagship_shop():
    """One lit shop at the foot of a tall city, and five lanes that lead to its door."""
    s = Sheet(1600, 1000, 44)
    s.add(rect(0, 0, 1600, 1000, "#23345A"), circle(300, 190, 86, "#F6D9B8"))
    r = s.chance
    far, near, lights = "", "", ""
    x = -40
    while x < 1640:
        w, h = r.choice((90, 120, 150)), r.randint(330, 660)
        far += f"M{x} 760V{760 - h}h{w}V760Z"
        x += w + 14
    x = -30
    while x < 1640:
        w, h = r.choice((120, 150, 190)), r.randint(250, 520)
        if not 480 < x + w / 2 < 1120:
            near += f"M{x} 780V{780 - h}h{w}V780Z"
            for k in range(int(h / 64)):
                for j in range(int(w / 44)):
                    if r.random() < 0.34:
                        lights += f"M{x + 20 + 42 * j} {780 - h + 30 + 60 * k}h16v24h-16Z"
        x += w + 20
    s.add(path(far, "#2F4673"), path(near, "#17233F"), path(lights, GOLD, opacity=".85"))
    s.add(rect(0, 760, 1600, 240, "#0E1830"))
    for i in range(5):
        x = (i - 2) * 26
        s.add(
            line(
                f"M{800 + x} 770C{800 + x * 1.6:.0f} 840 {800 + x * 5:.0f} 880 {800 + x * 13:.0f} 1020",
                FLAME if i == 2 else GOLD,
                6 + 3 * abs(i - 2),
                opacity="1" if i == 2 else ".75",
            )
        )
    s.add(
        path("M520 770V420L800 300L1080 420V770Z", "#8E2410"),
        path("M520 770V420L800 300V770Z", FLAME),
        path("M470 436L800 286L1130 436V404L800 250L470 404Z", INK),
        path("M470 404L800 250V286L470 436Z", PAPER, fill_opacity=".14"),
        rect(560, 500, 190, 190, "#FCE3B4"),
        rect(850, 500, 190, 190, "#FCE3B4"),
        path("M560 500h190l-120 190h-70Z", PAPER, fill_opacity=".5"),
        path("M850 500h190l-120 190h-70Z", PAPER, fill_opacity=".5"),
        rect(765, 540, 70, 230, GOLD),
        circle(822, 660, 5, INK),
        line("M555 690H755M845 690H1045", INK, 12),
    )
    for k, color in enumerate((FLAME, ICE, PINE, GOLD)):
        x = (590, 700, 880, 990)[k]
        s.add(
            path(f"M{x - 22} 684v-70a22 26 0 0 1 44 0v70Z", color),
            circle(x, 582, 9, PAPER if k % 2 else INK),
        )
    for x in (540, 640, 960, 1060):
        s.add(line(f"M{x} 404V444", INK, 5), ellipse(x, 470, 30, 34, "#E4543A"), line(f"M{x} 504V530", GOLD, 6))
        s.add(path(f"M{x - 16} 446a30 34 0 0 0 0 48a60 40 0 0 1 0 -48Z", PAPER, fill_opacity=".35"))
    s.add(s.stamp(duckling(PAPER), 706, 862, 1.1), *(s.stamp(duckling(GOLD), 612 - 70 * i, 896 + 4 * (i % 2), 0.6) for i in range(5)))
    return s


def small_world_shop():
    """A kiosk on a round world, from which parcels leave on five lanes in every direction."""
    s = Sheet(1600, 1000, 45)
    s.add(rect(0, 0, 1600, 1000, "#CFE0F2"))
    for x, y, k in ((210, 190, 1), (1330, 150, 1.25), (1040, 90, 0.6), (520, 110, 0.7)):
        s.add(move(x, y, path("M-90 30A34 34 0 0 1 -60 -24A50 50 0 0 1 34 -36A38 38 0 0 1 92 30Z", PAPER), scale=k))
    s.add(circle(800, 1500, 1010, ICE), circle(800, 1500, 1010, "none", stroke=PAPER, stroke_width=10, stroke_opacity=".5"))
    s.add(
        s.clip(
            "M-210 1500A1010 1010 0 0 1 1810 1500Z",
            path("M60 700C220 640 360 690 420 640C520 560 640 640 560 720C500 790 300 760 240 840S60 860 -20 960V700Z", PINE),
            path("M1040 560C1200 520 1330 600 1420 690S1560 860 1640 900V640L1300 480Z", PINE),
            path("M640 940C740 860 900 880 980 940L1000 1010H600Z", PINE),
        )
    )
    ends = ((-40, 1000), (250, 1020), (860, 1020), (1380, 1020), (1650, 1000))
    for i, (x, y) in enumerate(ends):
        s.add(line(f"M{740 + 30 * i} 520Q{n((740 + 30 * i + x) / 2)} {560 if i in (0, 4) else 620} {x} {y}", FLAME if i == 2 else PAPER, 10))
    s.add(
        path("M610 520V300H990V520Z", PAPER),
        path("M610 520V300H700V520Z", INK, fill_opacity=".08"),
        rect(650, 330, 300, 110, "#23345A"),
        path("M650 330h130l-90 110h-40Z", PAPER, fill_opacity=".16"),
        rect(630, 440, 340, 22, "#8A4B23"),
    )
    stripes = "".join(f"M{580 + 88 * i} 300v-14l14 -66h60l14 66v14a44 30 0 0 1 -88 0Z" for i in range(0, 5, 2))
    others = "".join(f"M{580 + 88 * i} 300v-14l14 -66h60l14 66v14a44 30 0 0 1 -88 0Z" for i in range(1, 5, 2))
    s.add(path(stripes, FLAME), path(others, "#F6E7D2"), line("M588 222H1012", INK, 12))
    for k, color in enumerate((GOLD, FLAME, PINE, PAPER)):
        s.add(path(f"M{690 + 66 * k} 438v-44a18 20 0 0 1 36 0v44Z", color))
    parcels = ((300, 700, -24, 1.25), (470, 860, -16, 1.6), (850, 800, 3, 2), (1190, 850, 18, 1.6), (1300, 700, 26, 1.25))
    for i, (x, y, turn, k) in enumerate(parcels):
        box = (
            rect(-42, -64, 84, 64, "#C98F62")
            + path("M-42 -64h84l-84 34Z", PAPER, fill_opacity=".25")
            + rect(-8, -64, 16, 64, (ICE, FLAME, FLAME, GOLD, ICE)[i])
        )
        s.add(move(x, y, ellipse(4, 4, 56, 9, INK, fill_opacity=".2"), box, turn=turn, scale=k))
    for x, y, k in ((262, 560, 0.7), (810, 590, 0.85), (1262, 560, 0.6)):
        s.add(s.stamp(duckling(GOLD), x, y, k))
    return s


FILM_SCENES = {
    "film-the-only-ice": ice_on_the_equator,
    "film-right-of-way": right_of_way,
    "film-to-the-greatness-of-small": long_shadows,
    "store-flagship": flagship_shop,
    "store-small-world": small_world_shop,
}

