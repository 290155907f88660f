"""More goods, drawn like the first ones: what is worn small, and what lies on a table or by a pool."""

from drawing.goods import fringe
from drawing.ink import INK, PAPER, circle, gleam, line, move, n, path, rect, shade


def sock(g):
    """One sock about the origin, toe to the left: its outline and the piece itself."""
    outline = "M-20 -330H170V90C170 190 110 240 20 262L-170 308C-250 326 -300 270 -276 210C-262 176 -230 164 -190 150L-60 100C-30 88 -20 70 -20 40Z"
    cuff = "M-36 -350H186A18 18 0 0 1 204 -332V-236H-54V-332A18 18 0 0 1 -36 -350Z"
    toe = "M-176 130C-150 190 -150 260 -190 316C-250 326 -300 270 -276 210C-262 176 -230 164 -176 130Z"
    heel = "M170 40V90C170 160 140 206 90 234C60 180 80 80 170 40Z"
    ribs = "".join(f"M{n(-30 + 35 * i)} -338V-246" for i in range(7))
    piece = (g.fill(outline, -280, -330, 460, 640), path(toe, g.second), path(heel, g.second), g.clip(outline, shade("M100 -340C130 -100 120 120 60 270L180 240V-340Z", .13), gleam("M-20 -340H22C10 -100 10 40 -60 100L-20 40Z", .25)),
             path(cuff, g.second), line(ribs, INK, 7, opacity=".16"))
    return path(outline + cuff, INK, fill_opacity=".14"), "".join(piece)


def socks(g):
    outline, piece = sock(g)
    places = ((500, 560, dict(turn=6)), (810, 660, dict(turn=-4)))
    for x, y, how in places:
        g.sheet.add(move(x + 28, y + 32, outline, **how), move(x, y, g.sheet.stamp(piece, 0, 0), **how))
    return g


def cap(g):
    crown = "M250 690C240 440 400 300 600 300C800 300 930 430 940 690C760 640 440 640 250 690Z"
    peak = "M250 690C440 640 760 640 940 690C1010 720 1080 790 1090 850C900 760 500 740 300 800C250 780 230 730 250 690Z"
    g.sheet.add(g.shadow(crown), g.shadow(peak), g.fill(crown, 250, 300, 700, 400))
    g.sheet.add(g.clip(crown, line("M600 300C500 400 460 540 470 660M600 300C720 400 760 540 750 660", INK, 6, opacity=".25"), shade("M720 290C880 380 900 560 880 700H950V290Z", .16), gleam("M250 690C250 500 340 360 500 310C390 400 330 540 330 670Z", .22)))
    g.sheet.add(path(peak, g.second), shade("M300 800C500 740 900 760 1090 850C1086 820 1070 790 1050 770C860 710 500 700 270 770Z", .2), line("M290 760C520 700 860 720 1050 800", PAPER, 5, opacity=".5", stroke_dasharray="14 10"))
    g.sheet.add(circle(600, 296, 24, g.second), circle(592, 290, 8, PAPER, opacity=".5"))
    return g


def headband(g):
    """Laid flat, with the twist in front that keeps it on."""
    band = "M190 470C330 400 480 430 560 500H640C720 430 870 400 1010 470C1040 560 1040 660 1010 750C870 800 720 770 640 700H560C480 770 330 800 190 750C160 660 160 560 190 470Z"
    knot = "M530 470C570 440 630 440 670 470C690 560 690 650 670 740C630 766 570 766 530 740C510 650 510 560 530 470Z"
    g.sheet.add(g.shadow(band), g.shadow(knot), g.fill(band, 160, 410, 880, 380))
    g.sheet.add(g.clip(band, shade("M170 690C400 790 800 790 1030 690V810H170Z", .16), gleam("M190 470C330 400 480 430 560 500L540 520C460 470 340 450 180 520Z", .3), shade("M670 460C700 560 700 660 668 760L720 770C690 660 700 540 730 440Z", .2)))
    g.sheet.add(path(knot, g.second), gleam("M530 470C550 452 576 446 600 447C570 540 570 660 590 758C566 758 546 752 530 740C510 650 510 560 530 470Z", .22), line("M620 470C600 560 600 650 624 736M660 490C644 560 644 650 660 720", INK, 7, opacity=".18"))
    return g


def towel(g):
    cloth = "M350 170H850V960H350Z"
    g.sheet.add(g.shadow(cloth), fringe(362, 960, 476, 46, g.second, 26), g.fill(cloth, 350, 170, 500, 790))
    g.sheet.add(rect(350, 210, 500, 18, g.second), rect(350, 900, 500, 18, g.second))
    g.sheet.add(g.clip(cloth, shade("M760 170C740 420 740 700 770 960H860V170Z", .13), shade("M560 170C576 420 576 700 560 960H620C600 700 600 420 620 170Z", .07), gleam("M350 170H396C384 420 384 700 396 960H350Z", .24)))
    g.sheet.add(line("M210 170H990", INK, 26), line("M210 164H990", PAPER, 5, opacity=".35"))
    return g


def notebook(g):
    cover = "M330 190H846A34 34 0 0 1 880 224V976A34 34 0 0 1 846 1010H330Z"
    g.sheet.add(g.shadow(cover), path("M350 206H900V1026H350Z", PAPER), shade("M350 206H900V1026H350Z", .12), g.fill(cover, 330, 190, 560, 820))
    g.sheet.add(rect(330, 190, 74, 820, g.second), gleam("M330 190H350V1010H330Z", .3), g.clip(cover, shade("M790 190H890V1010H760C800 740 800 460 790 190Z", .12)))
    g.sheet.add(rect(470, 300, 330, 190, PAPER, 8), line("M510 360H760M510 404H760M510 448H660", INK, 10, opacity=".35"), line("M826 190V1010", INK, 20), line("M700 1000V1090L724 1064L748 1090V1000", g.second, 0), path("M690 1008V1096L714 1070L738 1096V1008Z", g.second))
    return g


WEAR = dict(socks=socks, cap=cap, headband=headband, towel=towel, notebook=notebook)
