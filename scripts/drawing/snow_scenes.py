"""Scenes from PyeongChang 2018 on snow and on roads to it, 1600 by 1000."""

from drawing.athletes import boarder, crowd, nordic, palm, pine_tree, pusher
from drawing.ink import (
    FLAME,
    GOLD,
    ICE,
    INK,
    MIST,
    PAPER,
    PINE,
    circle,
    ellipse,
    group,
    line,
    move,
    path,
    rect,
)
from drawing.people import SKINS
from drawing.scenes import scene


def half_pipe():
    s = scene("#8FBCE8", 21)
    s.add(circle(290, 210, 96, PAPER), circle(290, 210, 140, PAPER, opacity=".35"))
    s.add(
        path("M0 560L210 380L380 500L560 330L760 520L980 360L1180 500L1360 390L1600 540V1000H0Z", "#6C93C4"),
        path(
            "M210 380L380 500L300 480L240 440ZM560 330L760 520L640 460L590 400ZM980 360L1180 500L1080"
            " 470L1020 410ZM1360 390L1600 540L1480 500L1400 440Z",
            PAPER,
            fill_opacity=".5",
        ),
    )
    s.add(
        *(
            s.stamp(pine_tree(), x, y, k)
            for x, y, k in (
                (60, 620, 0.6),
                (150, 600, 0.5),
                (1480, 610, 0.6),
                (1560, 640, 0.7),
                (1400, 590, 0.45),
            )
        )
    )
    s.add(
        path(
            "M0 600H330C360 600 372 640 376 700C392 900 560 960 800 960S1208 900 1224 700C1228 640 1240 600"
            " 1270 600H1600V1000H0Z",
            PAPER,
        )
    )
    s.add(
        path(
            "M330 600C360 600 372 640 376 700C392 900 560 960 800 960S1208 900 1224 700C1228 640 1240 600"
            " 1270 600C1180 600 1150 640 1130 700C1090 830 960 850 800 850S510 830 470 700C450 640 420 600"
            " 330 600Z",
            MIST,
        )
    )
    for index in range(5):
        lift = 36 * index
        s.add(
            line(
                f"M{394 + index * 18} {716 - index * 4}C{430 + index * 14} {880 - lift * .5}"
                f" {560 + index * 6} {934 - lift * .55} 800 {936 - lift * .5}S{1150 - index * 10}"
                f" {880 - lift * .5} {1180 - index * 16} {700}",
                FLAME if index == 2 else ICE,
                7,
                opacity=".9" if index == 2 else ".35",
            )
        )
    s.add(line("M1148 690C1160 560 1130 420 1020 330", FLAME, 7, stroke_dasharray="4 22"))
    s.add(move(880, 250, s.stamp(boarder(), 0, 0), turn=-24, scale=1.15))
    s.add(
        *(
            group(rect(x, 520, 10, 90, INK), path(f"M{x + 10} 524h70l-16 22 16 22h-70Z", color))
            for x, color in ((300, FLAME), (1290, GOLD))
        )
    )
    s.add(crowd(30, 700, 300, 5, 44, s.chance), crowd(1296, 700, 300, 5, 44, s.chance))
    return s


def wooden_sled():
    s = scene("#F6C79B", 23)
    s.add(circle(1230, 330, 150, PAPER), circle(1230, 330, 215, PAPER, opacity=".3"))
    s.add(
        path(
            "M0 470V360H120V300H220V390H330V250H400V210H440V250H510V400H640V340H760V430H900V380H1000V470Z",
            "#B45A3C",
        ),
        path("M0 470V410H200V440H460V420H700V450H1600V500H0Z", "#8B3A28"),
    )
    s.add(
        *(
            rect(x, y, 14, 22, GOLD)
            for x, y in (
                (345, 280),
                (375, 280),
                (345, 320),
                (405, 270),
                (150, 330),
                (180, 350),
                (670, 370),
                (710, 370),
                (560, 430),
                (60, 390),
                (475, 290),
                (440, 330),
            )
        )
    )
    s.add(
        path("M0 490H1600V560H0Z", PINE),
        path("M0 540H1600V1000H0Z", FLAME),
        path("M0 540H1600V580C1000 570 500 566 0 600Z", PAPER, fill_opacity=".16"),
    )
    for index, y in enumerate((590, 650, 726, 822, 940)):
        s.add(line(f"M-20 {y}C500 {y - 6} 1000 {y - 6} 1620 {y}", PAPER, 7 + index * 2))
    s.add(ellipse(820, 812, 560, 30, INK, fill_opacity=".22"))
    wood = (
        path("M560 640H1180L1290 720V770H540V690Z", "#A8683A")
        + path("M560 640H1180L1212 664H556Z", PAPER, fill_opacity=".3")
        + line("M550 700H1270M546 738H1290M720 644V770M900 644V770M1080 644V770", INK, 6, opacity=".3")
        + line("M560 650V560H620", INK, 20)
        + line("M1020 650V580", INK, 16)
    )
    s.add(
        wood,
        circle(660, 792, 36, INK),
        circle(660, 792, 15, GOLD),
        circle(1160, 792, 36, INK),
        circle(1160, 792, 15, GOLD),
    )
    s.add(
        move(430, 800, pusher(PINE, SKINS[3]), scale=1.12),
        move(
            900,
            640,
            circle(0, -118, 36, SKINS[0]),
            path("M-38 -118A38 38 0 0 1 38 -124C20 -136 -16 -134 -38 -118Z", INK),
            circle(-10, -160, 22, INK),
            path("M-56 8C-62 -60 -40 -84 0 -84S62 -60 56 8Z", PAPER),
            path("M-56 8C-60 -50 -44 -76 -16 -82C-30 -40 -30 -16 -28 8Z", INK, fill_opacity=".12"),
            line("M44 -56L92 -10L128 -20", SKINS[0], 24),
        ),
    )
    s.add(move(150, 810, pusher(INK, SKINS[0]), scale=1.12))
    return s


def two_trails():
    s = scene("#7DB1E6", 24)
    s.add(
        circle(330, 190, 90, PAPER),
        path("M0 620L420 330L560 430L820 130L1080 420L1220 340L1600 600V1000H0Z", "#5E8FC9"),
    )
    s.add(path("M820 130L1080 420L1010 410L960 470L880 400L800 480L740 400L640 460L560 430Z", PAPER))
    s.add(
        path(
            "M0 700C240 560 420 500 560 470C660 450 720 440 820 440S1040 470 1180 520S1460 640 1600"
            " 700V1000H0Z",
            PAPER,
        ),
        path("M820 440C900 600 1300 800 1600 880V700C1460 640 1320 570 1180 520S920 440 820 440Z", MIST),
    )
    sway = "C{0} 560 {1} 560 {2} 640S{3} 760 {4} 800S{5} 900 {6} 1010"
    s.add(
        line("M790 470" + sway.format(620, 980, 860, 560, 760, 1080, 700), ICE, 9),
        line("M806 470" + sway.format(640, 1000, 880, 580, 780, 1100, 722), ICE, 9),
    )
    s.add(line("M850 470" + sway.format(1040, 680, 800, 1120, 900, 560, 980), FLAME, 24))
    s.add(
        *(
            group(line(f"M{x} {y}V{y - h}", INK, 8), path(f"M{x} {y - h}h{w}v{h * .55:.0f}h{-w}Z", color))
            for x, y, h, w, color in (
                (560, 640, 90, 60, FLAME),
                (1110, 630, 90, 60, ICE),
                (480, 800, 120, 84, ICE),
                (1230, 800, 120, 84, FLAME),
                (330, 960, 150, 110, FLAME),
                (1370, 980, 150, 110, ICE),
            )
        )
    )
    s.add(
        line("M764 452V300M784 452V296", ICE, 13),
        rect(840, 290, 46, 166, FLAME, 23),
        rect(846, 296, 12, 150, PAPER, 6, opacity=".4"),
    )
    s.add(
        line("M806 452V400M826 452V400", INK, 17),
        path("M786 404C784 352 792 340 816 340S848 352 846 404Z", GOLD),
        circle(816, 318, 21, PAPER),
        rect(798, 308, 36, 12, INK, 5),
        line("M790 352L774 376M842 352L858 376", GOLD, 13),
    )
    s.add(
        *(
            s.stamp(pine_tree(), x, y, k)
            for x, y, k in ((90, 760, 0.9), (220, 700, 0.7), (1510, 800, 1), (1400, 720, 0.7), (60, 960, 1.2))
        )
    )
    return s


def warm_start():
    s = scene(MIST, 25)
    warm, cold = "M0 0H900L560 1000H0Z", "M900 0H1600V1000H560Z"
    beach = [
        rect(0, 0, 1000, 1000, "#F9D29A"),
        circle(420, 240, 110, PAPER),
        circle(420, 240, 160, PAPER, opacity=".35"),
        rect(0, 420, 1000, 190, "#2F86A6"),
        line(
            "M0 470q40 -16 80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0M40 540q40 -16 80 0t80 0t80 0t80 0t80 0t80"
            " 0t80 0",
            PAPER,
            6,
            opacity=".5",
        ),
        path("M0 600C300 570 600 590 900 610V1000H0Z", "#EBC27F"),
        s.stamp(palm(), 150, 720, 1.15),
        s.stamp(palm(), 560, 640, 0.8),
    ]
    forest = [
        rect(500, 0, 1100, 1000, "#A9CBEC"),
        path("M500 620L800 360L980 520L1200 300L1600 620V1000H500Z", "#7FA6D3"),
        path("M1200 300L1600 620L1420 540L1290 430ZM800 360L980 520L880 480Z", PAPER, fill_opacity=".6"),
        path("M500 640C800 580 1200 580 1600 620V1000H500Z", PAPER),
        *(
            s.stamp(pine_tree(), x, y, k)
            for x, y, k in (
                (900, 660, 0.8),
                (1010, 640, 0.6),
                (1460, 680, 1),
                (1340, 640, 0.7),
                (1560, 740, 1.2),
                (1210, 630, 0.5),
            )
        ),
    ]
    s.add(s.clip(warm, *beach), s.clip(cold, *forest), line("M900 -10L557 1010", PAPER, 16))
    for index, color in enumerate((PAPER, PAPER, ICE, ICE)):
        s.add(
            line(
                f"M{-40 + index * 26} {944 + index * 16}C420 {860 + index * 20} 760 {760 + index * 30} 1620"
                f" {796 + index * 30}",
                color,
                10,
                opacity=".75",
            )
        )
    s.add(ellipse(840, 900, 170, 22, INK, fill_opacity=".16"), move(820, 850, nordic(), scale=1.1))
    return s


SNOW_SCENES = {
    "seventeen-and-hungry": half_pipe,
    "the-wooden-sled": wooden_sled,
    "one-hundredth-on-borrowed-skis": two_trails,
    "a-long-way-to-the-snow": warm_start,
}
