"""Scenes from PyeongChang 2018 on ice, 1600 by 1000."""

from drawing.athletes import back_to_back, crowd, gliding, headfirst, huddled, pine_tree, rabbit, rose, sled
from drawing.ink import (
    BLUSH,
    FLAME,
    GOLD,
    ICE,
    INK,
    MIST,
    PAPER,
    PINE,
    circle,
    ellipse,
    line,
    move,
    path,
    polar,
    rect,
)
from drawing.scenes import scene

NIGHT = "#1D3357"


def two_golds_on_one_edge():
    s = scene(NIGHT, 22)
    s.add(
        path("M560 -20H940L1500 1010H60Z", PAPER, fill_opacity=".12"),
        ellipse(790, 800, 640, 190, MIST),
        ellipse(790, 790, 560, 158, PAPER),
    )
    for index in range(5):
        rx, ry = 520 - 74 * index, 142 - 21 * index
        s.add(
            ellipse(
                790, 792, rx, ry, "none", stroke=ICE, stroke_opacity=0.55 if index != 1 else 1, stroke_width=5
            )
        )
    s.add(ellipse(840, 776, 200, 24, INK, fill_opacity=".14"), move(800, 770, gliding(), scale=1.5))
    for x, y, turn, color in (
        (250, 860, 20, FLAME),
        (1330, 850, -50, GOLD),
        (430, 930, 80, FLAME),
        (1160, 940, 10, FLAME),
        (640, 960, -20, GOLD),
        (1440, 730, 40, FLAME),
        (150, 720, -30, GOLD),
    ):
        s.add(s.stamp(rose(color), x, y, 0.9, turn))
    s.add(crowd(20, 60, 470, 4, 58, s.chance), crowd(1110, 60, 480, 4, 58, s.chance))
    return s


def after_the_race():
    s = scene("#2A4468", 26)
    s.add(
        crowd(20, 50, 1580, 6, 62, s.chance),
        rect(0, 420, 1600, 60, PAPER),
        rect(0, 420, 1600, 14, FLAME),
        rect(0, 480, 1600, 520, MIST),
    )
    for index in range(5):
        y = 540 + index * 70
        s.add(
            line(
                f"M-20 {y + 120 - index * 6}C420 {y - 20} 1180 {y - 20} 1620 {y + 120 - index * 6}",
                FLAME if index == 2 else PAPER,
                7 + 2 * index,
            )
        )
    s.add(
        ellipse(820, 930, 330, 26, INK, fill_opacity=".16"),
        move(700, 920, back_to_back(ICE, ICE, "right"), scale=1.28),
        move(920, 920, back_to_back(FLAME, INK, "left"), scale=1.28),
    )
    return s


def last_and_first():
    s = scene(MIST, 27)
    s.add(
        path("M0 0H1600V1000H0Z", PAPER),
        path(
            "M-20 700C300 760 520 420 820 400S1300 560 1620 380V690C1340 860 1100 700 860 700S420 1040 -20"
            " 1000Z",
            "#A9CBEC",
        ),
        path(
            "M-20 700C300 760 520 420 820 400S1300 560 1620 380V420C1300 600 1110 450 830 450S320 820 -20"
            " 750Z",
            INK,
            fill_opacity=".1",
        ),
    )
    for index in range(5):
        y = 50 * index
        s.add(
            line(
                f"M-20 {776 + y}C320 {826 + y} 540 {486 + y} 830 {470 + y * .9:.0f}S1310 {636 + y} 1620"
                f" {450 + y}",
                ICE if index != 2 else FLAME,
                6,
                opacity=".55" if index != 2 else "1",
            )
        )
    s.add(
        ellipse(850, 606, 250, 96, INK, fill_opacity=".14"), move(830, 572, headfirst(), scale=1.2, turn=-4)
    )
    s.add(
        *(
            s.stamp(pine_tree(), x, y, k)
            for x, y, k in (
                (110, 420, 0.9),
                (260, 360, 0.7),
                (1440, 330, 0.8),
                (1540, 300, 0.6),
                (1330, 950, 1),
                (1500, 980, 1.2),
            )
        )
    )
    hops = "".join(f"M{x} {y}v1m26 6v1m-60 14v1" for x, y in ((480, 300), (580, 270), (690, 246), (800, 236)))
    s.add(
        line(hops, "#8FB2D6", 13),
        ellipse(1020, 262, 150, 16, INK, fill_opacity=".12"),
        move(1020, 250, rabbit("#B98A5A"), scale=1.05),
    )
    return s


def one_bench():
    s = scene(MIST, 28)
    s.add(
        circle(800, 500, 455, "none", stroke=FLAME, stroke_width=12),
        line("M800 -10V60M800 940V1010", FLAME, 16),
    )
    for index in range(5):
        s.add(
            line(
                f"M-20 {80 + 190 * index}C400 {40 + 200 * index} 1200 {150 + 190 * index} 1620"
                f" {60 + 200 * index}",
                PAPER,
                8,
                opacity=".9",
            )
        )
    ice, paper = huddled(ICE, PAPER), huddled(PAPER, ICE)
    for index in range(10):
        x, y = polar(800, 500, 205, 36 * index - 90)
        sx, sy = x + 14, y + 18
        s.add(ellipse(sx, sy, 100, 96, INK, fill_opacity=".12"))
    for index in range(10):
        x, y = polar(800, 500, 205, 36 * index - 90)
        s.add(s.stamp(ice if index % 2 else paper, x, y, 0.82, 36 * index + 90))
    s.add(
        circle(806, 508, 34, INK, fill_opacity=".2"),
        circle(800, 500, 34, INK),
        circle(800, 494, 30, "#30363F"),
    )
    return s


def nothing_between():
    s = scene(PAPER, 29)
    s.add(rect(0, 0, 1600, 1000, BLUSH))
    for y, color in ((90, PINE), (540, ICE)):
        s.add(
            rect(0, y, 1600, 370, "#BFD8F1"),
            rect(0, y, 1600, 26, PAPER),
            rect(0, y + 344, 1600, 26, PAPER),
            rect(0, y + 26, 1600, 30, INK, fill_opacity=".08"),
        )
        s.add(*(line(f"M-20 {y + 96 + 44 * i}H1620", PAPER, 6, opacity=".8") for i in range(5)))
    s.add(rect(1160, 0, 26, 1000, FLAME))
    s.add(*(rect(1200 + (i % 2) * 34, 28.6 * i * 1, 34, 28.6, INK) for i in range(35)))
    for y, color, stripe, caps in ((275, FLAME, PAPER, (PAPER, FLAME)), (725, INK, GOLD, (GOLD, PAPER))):
        s.add(
            line(f"M-20 {y - 30}H520M-20 {y + 30}H560M60 {y}H540", PAPER, 12, opacity=".9"),
            move(864, y + 20, ellipse(0, 0, 300, 76, INK, fill_opacity=".14")),
            move(844, y, s.stamp(sled(color, stripe, caps), 0, 0), scale=1.16),
        )
    return s


ICE_SCENES = {
    "sixty-six-years-and-one-ankle": two_golds_on_one_edge,
    "the-embrace": after_the_race,
    "the-rabbit-and-the-lion": last_and_first,
    "one-bench": one_bench,
    "nothing-between-them": nothing_between,
}
