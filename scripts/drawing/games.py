"""Scenes from PyeongChang 2018, 1600 by 1000."""

from drawing.athletes import (back_to_back, boarder, crowd, gliding, headfirst, huddled, nordic, palm, pine_tree, pusher,
                              rabbit, rose, sled)
from drawing.ink import (BLUSH, FLAME, GOLD, ICE, INK, MIST, PAPER, PINE, circle, ellipse, group, line, move,
                         path, polar, rect)
from drawing.people import SKINS
from drawing.scenes import scene

NIGHT = "#1D3357"


def half_pipe():
    s = scene("#8FBCE8", 21)
    s.add(circle(290, 210, 96, PAPER), circle(290, 210, 140, PAPER, opacity=".35"))
    s.add(path("M0 560L210 380L380 500L560 330L760 520L980 360L1180 500L1360 390L1600 540V1000H0Z", "#6C93C4"), path("M210 380L380 500L300 480L240 440ZM560 330L760 520L640 460L590 400ZM980 360L1180 500L1080 470L1020 410ZM1360 390L1600 540L1480 500L1400 440Z", PAPER, fill_opacity=".5"))
    s.add(*(s.stamp(pine_tree(), x, y, k) for x, y, k in ((60, 620, .6), (150, 600, .5), (1480, 610, .6), (1560, 640, .7), (1400, 590, .45))))
    s.add(path("M0 600H330C360 600 372 640 376 700C392 900 560 960 800 960S1208 900 1224 700C1228 640 1240 600 1270 600H1600V1000H0Z", PAPER))
    s.add(path("M330 600C360 600 372 640 376 700C392 900 560 960 800 960S1208 900 1224 700C1228 640 1240 600 1270 600C1180 600 1150 640 1130 700C1090 830 960 850 800 850S510 830 470 700C450 640 420 600 330 600Z", MIST))
    for index in range(5):
        lift = 36 * index
        s.add(line(f"M{394 + index * 18} {716 - index * 4}C{430 + index * 14} {880 - lift * .5} {560 + index * 6} {934 - lift * .55} 800 {936 - lift * .5}S{1150 - index * 10} {880 - lift * .5} {1180 - index * 16} {700}", FLAME if index == 2 else ICE, 7, opacity=".9" if index == 2 else ".35"))
    s.add(line("M1148 690C1160 560 1130 420 1020 330", FLAME, 7, stroke_dasharray="4 22"))
    s.add(move(880, 250, s.stamp(boarder(), 0, 0), turn=-24, scale=1.15))
    s.add(*(group(rect(x, 520, 10, 90, INK), path(f"M{x + 10} 524h70l-16 22 16 22h-70Z", color)) for x, color in ((300, FLAME), (1290, GOLD))))
    s.add(crowd(30, 700, 300, 5, 44, s.chance), crowd(1296, 700, 300, 5, 44, s.chance))
    return s


def two_golds_on_one_edge():
    s = scene(NIGHT, 22)
    s.add(path("M560 -20H940L1500 1010H60Z", PAPER, fill_opacity=".12"), ellipse(790, 800, 640, 190, MIST), ellipse(790, 790, 560, 158, PAPER))
    for index in range(5):
        rx, ry = 520 - 74 * index, 142 - 21 * index
        s.add(ellipse(790, 792, rx, ry, "none", stroke=ICE, stroke_opacity=.55 if index != 1 else 1, stroke_width=5))
    s.add(ellipse(840, 776, 200, 24, INK, fill_opacity=".14"), move(800, 770, gliding(), scale=1.5))
    for x, y, turn, color in ((250, 860, 20, FLAME), (1330, 850, -50, GOLD), (430, 930, 80, FLAME), (1160, 940, 10, FLAME), (640, 960, -20, GOLD), (1440, 730, 40, FLAME), (150, 720, -30, GOLD)):
        s.add(s.stamp(rose(color), x, y, .9, turn))
    s.add(crowd(20, 60, 470, 4, 58, s.chance), crowd(1110, 60, 480, 4, 58, s.chance))
    return s


def wooden_sled():
    s = scene("#F6C79B", 23)
    s.add(circle(1230, 330, 150, PAPER), circle(1230, 330, 215, PAPER, opacity=".3"))
    s.add(path("M0 470V360H120V300H220V390H330V250H400V210H440V250H510V400H640V340H760V430H900V380H1000V470Z", "#B45A3C"), path("M0 470V410H200V440H460V420H700V450H1600V500H0Z", "#8B3A28"))
    s.add(*(rect(x, y, 14, 22, GOLD) for x, y in ((345, 280), (375, 280), (345, 320), (405, 270), (150, 330), (180, 350), (670, 370), (710, 370), (560, 430), (60, 390), (475, 290), (440, 330))))
    s.add(path("M0 490H1600V560H0Z", PINE), path("M0 540H1600V1000H0Z", FLAME), path("M0 540H1600V580C1000 570 500 566 0 600Z", PAPER, fill_opacity=".16"))
    for index, y in enumerate((590, 650, 726, 822, 940)):
        s.add(line(f"M-20 {y}C500 {y - 6} 1000 {y - 6} 1620 {y}", PAPER, 7 + index * 2))
    s.add(ellipse(820, 812, 560, 30, INK, fill_opacity=".22"))
    wood = path("M560 640H1180L1290 720V770H540V690Z", "#A8683A") + path("M560 640H1180L1212 664H556Z", PAPER, fill_opacity=".3") + line("M550 700H1270M546 738H1290M720 644V770M900 644V770M1080 644V770", INK, 6, opacity=".3") + line("M560 650V560H620", INK, 20) + line("M1020 650V580", INK, 16)
    s.add(wood, circle(660, 792, 36, INK), circle(660, 792, 15, GOLD), circle(1160, 792, 36, INK), circle(1160, 792, 15, GOLD))
    s.add(move(430, 800, pusher(PINE, SKINS[3]), scale=1.12), move(900, 640, circle(0, -118, 36, SKINS[0]), path("M-38 -118A38 38 0 0 1 38 -124C20 -136 -16 -134 -38 -118Z", INK), circle(-10, -160, 22, INK), path("M-56 8C-62 -60 -40 -84 0 -84S62 -60 56 8Z", PAPER), path("M-56 8C-60 -50 -44 -76 -16 -82C-30 -40 -30 -16 -28 8Z", INK, fill_opacity=".12"), line("M44 -56L92 -10L128 -20", SKINS[0], 24)))
    s.add(move(150, 810, pusher(INK, SKINS[0]), scale=1.12))
    return s


def two_trails():
    s = scene("#7DB1E6", 24)
    s.add(circle(330, 190, 90, PAPER), path("M0 620L420 330L560 430L820 130L1080 420L1220 340L1600 600V1000H0Z", "#5E8FC9"))
    s.add(path("M820 130L1080 420L1010 410L960 470L880 400L800 480L740 400L640 460L560 430Z", PAPER))
    s.add(path("M0 700C240 560 420 500 560 470C660 450 720 440 820 440S1040 470 1180 520S1460 640 1600 700V1000H0Z", PAPER), path("M820 440C900 600 1300 800 1600 880V700C1460 640 1320 570 1180 520S920 440 820 440Z", MIST))
    sway = "C{0} 560 {1} 560 {2} 640S{3} 760 {4} 800S{5} 900 {6} 1010"
    s.add(line("M790 470" + sway.format(620, 980, 860, 560, 760, 1080, 700), ICE, 9), line("M806 470" + sway.format(640, 1000, 880, 580, 780, 1100, 722), ICE, 9))
    s.add(line("M850 470" + sway.format(1040, 680, 800, 1120, 900, 560, 980), FLAME, 24))
    s.add(*(group(line(f"M{x} {y}V{y - h}", INK, 8), path(f"M{x} {y - h}h{w}v{h * .55:.0f}h{-w}Z", color)) for x, y, h, w, color in ((560, 640, 90, 60, FLAME), (1110, 630, 90, 60, ICE), (480, 800, 120, 84, ICE), (1230, 800, 120, 84, FLAME), (330, 960, 150, 110, FLAME), (1370, 980, 150, 110, ICE))))
    s.add(line("M764 452V300M784 452V296", ICE, 13), rect(840, 290, 46, 166, FLAME, 23), rect(846, 296, 12, 150, PAPER, 6, opacity=".4"))
    s.add(line("M806 452V400M826 452V400", INK, 17), path("M786 404C784 352 792 340 816 340S848 352 846 404Z", GOLD), circle(816, 318, 21, PAPER), rect(798, 308, 36, 12, INK, 5), line("M790 352L774 376M842 352L858 376", GOLD, 13))
    s.add(*(s.stamp(pine_tree(), x, y, k) for x, y, k in ((90, 760, .9), (220, 700, .7), (1510, 800, 1), (1400, 720, .7), (60, 960, 1.2))))
    return s


def warm_start():
    s = scene(MIST, 25)
    warm, cold = "M0 0H900L560 1000H0Z", "M900 0H1600V1000H560Z"
    beach = [rect(0, 0, 1000, 1000, "#F9D29A"), circle(420, 240, 110, PAPER), circle(420, 240, 160, PAPER, opacity=".35"), rect(0, 420, 1000, 190, "#2F86A6"), line("M0 470q40 -16 80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0M40 540q40 -16 80 0t80 0t80 0t80 0t80 0t80 0t80 0", PAPER, 6, opacity=".5"),
             path("M0 600C300 570 600 590 900 610V1000H0Z", "#EBC27F"), s.stamp(palm(), 150, 720, 1.15), s.stamp(palm(), 560, 640, .8)]
    forest = [rect(500, 0, 1100, 1000, "#A9CBEC"), path("M500 620L800 360L980 520L1200 300L1600 620V1000H500Z", "#7FA6D3"), path("M1200 300L1600 620L1420 540L1290 430ZM800 360L980 520L880 480Z", PAPER, fill_opacity=".6"), path("M500 640C800 580 1200 580 1600 620V1000H500Z", PAPER),
              *(s.stamp(pine_tree(), x, y, k) for x, y, k in ((900, 660, .8), (1010, 640, .6), (1460, 680, 1), (1340, 640, .7), (1560, 740, 1.2), (1210, 630, .5)))]
    s.add(s.clip(warm, *beach), s.clip(cold, *forest), line("M900 -10L557 1010", PAPER, 16))
    for index, color in enumerate((PAPER, PAPER, ICE, ICE)):
        s.add(line(f"M{-40 + index * 26} {944 + index * 16}C420 {860 + index * 20} 760 {760 + index * 30} 1620 {796 + index * 30}", color, 10, opacity=".75"))
    s.add(ellipse(840, 900, 170, 22, INK, fill_opacity=".16"), move(820, 850, nordic(), scale=1.1))
    return s


def after_the_race():
    s = scene("#2A4468", 26)
    s.add(crowd(20, 50, 1580, 6, 62, s.chance), rect(0, 420, 1600, 60, PAPER), rect(0, 420, 1600, 14, FLAME), rect(0, 480, 1600, 520, MIST))
    for index in range(5):
        y = 540 + index * 70
        s.add(line(f"M-20 {y + 120 - index * 6}C420 {y - 20} 1180 {y - 20} 1620 {y + 120 - index * 6}", FLAME if index == 2 else PAPER, 7 + 2 * index))
    s.add(ellipse(820, 930, 330, 26, INK, fill_opacity=".16"), move(700, 920, back_to_back(ICE, ICE, "right"), scale=1.28), move(920, 920, back_to_back(FLAME, INK, "left"), scale=1.28))
    return s


def last_and_first():
    s = scene(MIST, 27)
    s.add(path("M0 0H1600V1000H0Z", PAPER), path("M-20 700C300 760 520 420 820 400S1300 560 1620 380V690C1340 860 1100 700 860 700S420 1040 -20 1000Z", "#A9CBEC"), path("M-20 700C300 760 520 420 820 400S1300 560 1620 380V420C1300 600 1110 450 830 450S320 820 -20 750Z", INK, fill_opacity=".1"))
    for index in range(5):
        y = 50 * index
        s.add(line(f"M-20 {776 + y}C320 {826 + y} 540 {486 + y} 830 {470 + y * .9:.0f}S1310 {636 + y} 1620 {450 + y}", ICE if index != 2 else FLAME, 6, opacity=".55" if index != 2 else "1"))
    s.add(ellipse(850, 606, 250, 96, INK, fill_opacity=".14"), move(830, 572, headfirst(), scale=1.2, turn=-4))
    s.add(*(s.stamp(pine_tree(), x, y, k) for x, y, k in ((110, 420, .9), (260, 360, .7), (1440, 330, .8), (1540, 300, .6), (1330, 950, 1), (1500, 980, 1.2))))
    hops = "".join(f"M{x} {y}v1m26 6v1m-60 14v1" for x, y in ((480, 300), (580, 270), (690, 246), (800, 236)))
    s.add(line(hops, "#8FB2D6", 13), ellipse(1020, 262, 150, 16, INK, fill_opacity=".12"), move(1020, 250, rabbit("#B98A5A"), scale=1.05))
    return s


def one_bench():
    s = scene(MIST, 28)
    s.add(circle(800, 500, 455, "none", stroke=FLAME, stroke_width=12), line("M800 -10V60M800 940V1010", FLAME, 16))
    for index in range(5):
        s.add(line(f"M-20 {80 + 190 * index}C400 {40 + 200 * index} 1200 {150 + 190 * index} 1620 {60 + 200 * index}", PAPER, 8, opacity=".9"))
    ice, paper = huddled(ICE, PAPER), huddled(PAPER, ICE)
    for index in range(10):
        x, y = polar(800, 500, 205, 36 * index - 90)
        sx, sy = x + 14, y + 18
        s.add(ellipse(sx, sy, 100, 96, INK, fill_opacity=".12"))
    for index in range(10):
        x, y = polar(800, 500, 205, 36 * index - 90)
        s.add(s.stamp(ice if index % 2 else paper, x, y, .82, 36 * index + 90))
    s.add(circle(806, 508, 34, INK, fill_opacity=".2"), circle(800, 500, 34, INK), circle(800, 494, 30, "#30363F"))
    return s


def nothing_between():
    s = scene(PAPER, 29)
    s.add(rect(0, 0, 1600, 1000, BLUSH))
    for y, color in ((90, PINE), (540, ICE)):
        s.add(rect(0, y, 1600, 370, "#BFD8F1"), rect(0, y, 1600, 26, PAPER), rect(0, y + 344, 1600, 26, PAPER), rect(0, y + 26, 1600, 30, INK, fill_opacity=".08"))
        s.add(*(line(f"M-20 {y + 96 + 44 * i}H1620", PAPER, 6, opacity=".8") for i in range(5)))
    s.add(rect(1160, 0, 26, 1000, FLAME))
    s.add(*(rect(1200 + (i % 2) * 34, 28.6 * i * 1, 34, 28.6, INK) for i in range(35)))
    for y, color, stripe, caps in ((275, FLAME, PAPER, (PAPER, FLAME)), (725, INK, GOLD, (GOLD, PAPER))):
        s.add(line(f"M-20 {y - 30}H520M-20 {y + 30}H560M60 {y}H540", PAPER, 12, opacity=".9"), move(864, y + 20, ellipse(0, 0, 300, 76, INK, fill_opacity=".14")), move(844, y, s.stamp(sled(color, stripe, caps), 0, 0), scale=1.16))
    return s


GAMES = {
    "seventeen-and-hungry": half_pipe,
    "sixty-six-years-and-one-ankle": two_golds_on_one_edge,
    "the-wooden-sled": wooden_sled,
    "one-hundredth-on-borrowed-skis": two_trails,
    "a-long-way-to-the-snow": warm_start,
    "the-embrace": after_the_race,
    "the-rabbit-and-the-lion": last_and_first,
    "one-bench": one_bench,
    "nothing-between-them": nothing_between,
}
