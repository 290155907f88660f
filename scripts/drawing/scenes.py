"""The scenes of the first three stories, 1600 by 1000.

Light comes from the upper left, and lanes run through every scene.
"""

from drawing.ink import (
    FLAME,
    GOLD,
    ICE,
    INK,
    MIST,
    MOSS,
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
from drawing.motifs import duckling, garlic
from drawing.people import SKINS, acacia, broom, giraffe, sculler, skater, stone


def scene(sky, seed=1):
    sheet = Sheet(1600, 1000, seed)
    sheet.add(rect(0, 0, 1600, 1000, sky))
    return sheet


def reeds(x, y, count, color, high=120):
    return line(
        "".join(
            f"M{n(x + 22 * i)} {n(y)}q{n(6 - i % 3 * 9)} {n(-high * .5)} {n(14 - i % 4 * 10)}"
            f" {n(-high + i % 3 * 26)}"
            for i in range(count)
        ),
        color,
        9,
    )


def waiting_rower():
    s = scene("#F6D9B8")
    s.add(circle(420, 330, 120, PAPER), circle(420, 330, 170, PAPER, opacity=".3"))
    s.add(
        path("M0 430H1600V560H0Z", MOSS),
        path(
            "M0 430C200 400 380 424 560 412S900 380 1100 410S1460 396 1600 420V470H0Z",
            PINE,
            fill_opacity=".75",
        ),
    )
    s.add(
        *(
            group(rect(x, 250, 16, 190, INK, fill_opacity=".8"), ellipse(x + 8, 250, 56, 92, PINE))
            for x in (930, 1050, 1170, 1290, 1410, 1530)
        )
    )
    s.add(
        *(
            path(
                f"M{x - 30} 256A60 92 0 0 1 {x + 8} 158A52 92 0 0 0 {x - 30} 256Z", PAPER, fill_opacity=".25"
            )
            for x in (930, 1050, 1170, 1290, 1410, 1530)
        )
    )
    sails = "M0 -170L96 -250M0 -170L-96 -90M0 -170L-80 -266M0 -170L80 -74"
    s.add(
        move(
            170,
            440,
            rect(-34, -150, 68, 150, "#9A5B2F"),
            path("M-44 -150L0 -196L44 -150Z", INK),
            line(sails, PAPER, 14),
        )
    )
    s.add(
        path("M0 520H1600V1000H0Z", "#7FA9D6"),
        path("M0 520H1600V580C1200 600 500 560 0 590Z", PAPER, fill_opacity=".35"),
    )
    for index in range(5):
        y = 600 + index * 88
        s.add(
            line(
                f"M-20 {y}C400 {y - 14} 1000 {y + 10} 1620 {y - 40 + index * 10}",
                PAPER,
                5 + index,
                opacity=".6",
            )
        )
    s.add(move(1070, 700, ellipse(10, 30, 500, 26, INK, fill_opacity=".18"), sculler(), scale=1.05))
    family = [(620, 836, 150, PAPER)] + [(505 - 104 * i, 868 + (i % 2) * 10, 84, GOLD) for i in range(5)]
    for x, y, size, color in family:
        s.add(
            ellipse(x + size * 0.5, y + size * 0.82, size * 0.66, size * 0.1, PAPER, fill_opacity=".7"),
            s.stamp(duckling(color), x, y, size / 100),
        )
    s.add(reeds(1380, 1010, 9, PINE, 170), reeds(-4, 1010, 4, PINE, 120))
    return s


def last_duckling():
    s = scene("#7FA9D6", 3)
    s.add(path("M0 0H1600V240C1100 280 500 200 0 260Z", PAPER, fill_opacity=".3"))
    for index in range(7):
        y = 90 + index * 150
        s.add(line(f"M-20 {y}q100 46 200 0" + "t200 0" * 8, PAPER, 6, opacity=".45"))
    for index in range(8):
        x = 60 + index * 215
        s.add(
            ellipse(x + 8, 320, 40, 10, INK, fill_opacity=".16"),
            circle(x, 290, 34, FLAME if index % 2 else PAPER),
            path(
                f"M{x - 30} 280A34 34 0 0 1 {x - 4} 257A40 40 0 0 0 {x - 30} 280Z", PAPER, fill_opacity=".6"
            ),
        )
    for x, y, size, color in (
        (1160, 480, 300, PAPER),
        (960, 590, 160, GOLD),
        (780, 600, 150, GOLD),
        (606, 592, 150, GOLD),
        (440, 604, 146, GOLD),
        (90, 600, 140, GOLD),
    ):
        s.add(
            ellipse(x + size * 0.55, y + size * 0.82, size * 0.75, size * 0.09, PAPER, fill_opacity=".75"),
            s.stamp(duckling(color), x, y, size / 100),
        )
    return s


def small_rink():
    s = scene("#27496D", 5)
    s.add(
        rect(0, 0, 1600, 560, "#2C3A52"),
        rect(300, 60, 1000, 430, "#F2C98A"),
        circle(520, 200, 74, PAPER),
        circle(520, 200, 108, PAPER, opacity=".3"),
    )
    s.add(
        path("M300 400C460 372 620 392 800 384S1120 366 1300 390V490H300Z", "#C98F45"),
        path("M300 440C560 420 900 450 1300 430V490H300Z", PINE),
    )
    s.add(
        s.stamp(acacia(), 1060, 448, 0.72),
        s.stamp(acacia(), 400, 444, 0.44),
        move(800, 452, giraffe(), scale=0.62),
    )
    s.add(
        *(rect(x, 60, 18, 430, INK) for x in (300, 624, 952, 1282)),
        rect(300, 52, 1000, 18, INK),
        rect(280, 484, 1040, 26, INK),
    )
    s.add(path("M300 70H560L430 484H318V70Z", PAPER, fill_opacity=".12"))
    s.add(
        path("M0 560H1600V1000H0Z", MIST),
        path("M0 560H1600V640H0Z", PAPER),
        rect(0, 556, 1600, 16, FLAME),
        rect(0, 624, 1600, 22, GOLD),
    )
    s.add(*(line(f"M{x} 574V622", INK, 4, opacity=".2") for x in range(100, 1600, 200)))
    s.add(
        ellipse(800, 1010, 330, 130, "none", stroke=ICE, stroke_width=14),
        line("M800 650V1000", FLAME, 14),
        line("M250 650L120 1000M1350 650L1480 1000", ICE, 14),
    )
    for index in range(5):
        s.add(
            line(
                f"M-20 {760 + 40 * index}C420 {700 + 44 * index} 900 {960 - 20 * index} 1620"
                f" {720 + 46 * index}",
                PAPER,
                6,
                opacity=".8",
            )
        )
    shirts = {
        FLAME: skater(FLAME, INK, SKINS[0]),
        PINE: skater(PINE, INK, SKINS[3], GOLD),
        INK: skater(INK, FLAME, SKINS[0]),
    }
    for x, y, size, shirt, mirror in (
        (300, 770, 0.72, FLAME, False),
        (640, 740, 0.62, PINE, False),
        (1010, 748, 0.64, INK, True),
        (1330, 800, 0.8, FLAME, True),
        (800, 945, 1, PINE, False),
    ):
        s.add(
            ellipse(x + 20, y + 4, 150 * size, 18 * size, INK, fill_opacity=".16"),
            move(x, y, s.stamp(shirts[shirt], 0, 0), scale=size, mirror=mirror),
        )
    s.add(ellipse(1092, 940, 24, 10, INK))
    return s


def garlic_town():
    s = scene(MOSS, 8)
    s.add(path("M0 0H560L330 1000H0Z", "#B9804A"))
    for index in range(8):
        x = 20 + 92 * index
        s.add(line(f"M{x} -10L{x - 236} 1010", "#8A5A30", 34, opacity=".55"))
    field = "M0 0H560L330 1000H0Z"
    plant = line("M50 8q-6 -38 -36 -52M50 8q6 -42 32 -58", PINE, 13) + garlic()
    row = "".join(s.stamp(plant, 92 * i, 0, 0.62) for i in range(8))
    s.add(s.clip(field, *(s.stamp(row, -32 - at * 27, 18 + at * 118) for at in range(9))))
    s.add(path("M560 0H1600V1000H330Z", PAPER), path("M560 0H584L354 1000H330Z", PINE))
    for index in range(5):
        x = 660 + 240 * index
        s.add(line(f"M{x} -10L{x - 236} 1010", MIST, 7))
    cx, cy = 1060, 520
    s.add(
        circle(cx, cy, 400, ICE),
        circle(cx, cy, 280, PAPER),
        circle(cx, cy, 168, FLAME),
        circle(cx, cy, 74, GOLD),
    )
    s.add(line(f"M{cx} 60V980M600 {cy}H1520", INK, 4, opacity=".18"))
    s.add(line("M470 1010C560 900 680 800 800 704", MIST, 30))
    for x, y, cap in (
        (1230, 590, FLAME),
        (816, 690, GOLD),
        (1270, 330, FLAME),
        (1010, 230, GOLD),
        (1120, 760, FLAME),
        (1400, 700, GOLD),
    ):
        s.add(s.stamp(stone(cap), x, y, 1.18))
    s.add(ellipse(1070, 532, 54, 50, INK, fill_opacity=".25"), s.stamp(garlic(), 1006, 458, 1.08))
    s.add(
        move(884, 606, broom(PINE), scale=1.25, turn=-62),
        move(926, 668, broom(INK), scale=1.25, turn=112),
    )
    return s


SCENES = {
    "the-rower-who-waited": waiting_rower,
    "the-last-duckling": last_duckling,
    "the-lions-of-a-small-rink": small_rink,
    "the-team-from-the-garlic-town": garlic_town,
}
