"""What is cut and sewn."""

from drawing.ink import GOLD, INK, PAPER, circle, gleam, line, path, rect, shade

TEE = (
    "M430 236C480 320 720 320 770 236L900 284L1066 500L936 600L866 524V990Q600 1016 334 990V524L264 600L134"
    " 500L300 284Z"
)


def tee(g):
    g.sheet.add(g.shadow(TEE), g.fill(TEE, 300, 330, 600, 680, pattern=False))
    chest = "M366 400H834V930H366Z"
    g.sheet.add(g.clip(TEE, g.clip(chest, g.draw_pattern(g.sheet, 380, 420, 440, 440, g.colors))))
    g.sheet.add(
        g.clip(
            TEE,
            shade(
                "M866 524L840 470L850 1010H760C800 860 830 700 866 524ZM936 600L1066 500L1010 430L890 550Z",
                0.16,
            ),
            gleam(
                "M334 990V524L300 470L330 1000H374C350 860 350 640 362 500L300 284L134 500L170 530L330 380Z",
                0.14,
            ),
        )
    )
    g.sheet.add(
        line("M430 236C480 330 720 330 770 236", g.second, 26),
        line("M344 962Q600 988 856 962", INK, 5, opacity=".25", stroke_dasharray="14 10"),
    )
    return g


def hoodie(g):
    body = "M400 330H800L856 420V1000Q600 1024 344 1000V420Z"
    left = "M400 330C300 350 250 420 232 520L170 930L290 960L360 640Z"
    right = "M800 330C900 350 950 420 968 520L1030 930L910 960L840 640Z"
    hood = "M380 372C330 220 450 130 600 130S870 220 820 372C760 470 680 500 600 500S440 470 380 372Z"
    for part in (body, left, right, hood):
        g.sheet.add(g.shadow(part))
    g.sheet.add(
        path(left, g.cloth),
        path(right, g.cloth),
        shade(right, 0.2),
        gleam("M400 330C300 350 250 420 232 520L170 930L206 938L290 540C310 440 340 380 400 330Z", 0.16),
    )
    g.sheet.add(
        path(body, g.cloth),
        g.clip(body, g.clip("M352 500H848V800H352Z", g.draw_pattern(g.sheet, 380, 500, 440, 330, g.colors))),
    )
    g.sheet.add(g.clip(body, shade("M800 330L856 420V1010H780C820 800 820 560 760 400Z", 0.15)))
    pocket = "M470 800H730L800 960H400Z"
    g.sheet.add(
        path(pocket, g.cloth),
        shade(pocket, 0.14),
        line("M470 800L400 960M730 800L800 960M470 800H730", INK, 6, opacity=".3"),
    )
    g.sheet.add(
        path(hood, g.cloth),
        shade(hood, 0.1),
        path(
            "M440 350C420 250 500 196 600 196S780 250 760 350C720 420 660 446 600 446S480 420 440 350Z",
            INK,
            fill_opacity=".62",
        ),
    )
    g.sheet.add(gleam("M380 372C330 220 450 130 600 130C480 150 400 230 420 400Z", 0.2))
    g.sheet.add(
        line("M520 440C515 520 525 560 515 640M680 440C690 520 675 570 690 660", PAPER, 14),
        circle(515, 650, 14, GOLD),
        circle(690, 670, 14, GOLD),
    )
    g.sheet.add(
        line("M350 968Q600 992 850 968V1000Q600 1024 350 1000Z", g.second, 20),
        line("M176 900L292 930M1024 900L908 930", g.second, 34, stroke_linecap="butt"),
    )
    return g


def bag(g):
    body = "M286 430H914L962 1020Q600 1044 238 1020Z"
    g.sheet.add(
        line("M450 450C440 120 760 120 750 450", INK, 40, opacity=".14", transform="translate(30 34)"),
        g.shadow(body),
    )
    g.sheet.add(
        line("M470 450C470 180 730 180 730 450", INK, 40, opacity=".5"), g.fill(body, 250, 430, 700, 600)
    )
    g.sheet.add(
        g.clip(
            body,
            shade("M800 420C860 620 860 860 830 1050H970V420Z", 0.15),
            gleam("M286 430H340L300 1030H238Z", 0.2),
            rect(230, 430, 740, 46, g.second),
        )
    )
    g.sheet.add(line("M430 520V450C430 100 770 100 770 450V520", g.second, 42, stroke_linecap="butt"))
    g.sheet.add(
        line("M414 486L446 516M446 486L414 516M754 486L786 516M786 486L754 516", INK, 5, opacity=".45")
    )
    return g


def cap(g):
    crown = "M250 690C240 440 400 300 600 300C800 300 930 430 940 690C760 640 440 640 250 690Z"
    peak = (
        "M250 690C440 640 760 640 940 690C1010 720 1080 790 1090 850C900 760 500 740 300 800C250 780 230 730"
        " 250 690Z"
    )
    g.sheet.add(g.shadow(crown), g.shadow(peak), g.fill(crown, 250, 300, 700, 400))
    g.sheet.add(
        g.clip(
            crown,
            line("M600 300C500 400 460 540 470 660M600 300C720 400 760 540 750 660", INK, 6, opacity=".25"),
            shade("M720 290C880 380 900 560 880 700H950V290Z", 0.16),
            gleam("M250 690C250 500 340 360 500 310C390 400 330 540 330 670Z", 0.22),
        )
    )
    g.sheet.add(
        path(peak, g.second),
        shade("M300 800C500 740 900 760 1090 850C1086 820 1070 790 1050 770C860 710 500 700 270 770Z", 0.2),
        line("M290 760C520 700 860 720 1050 800", PAPER, 5, opacity=".5", stroke_dasharray="14 10"),
    )
    g.sheet.add(circle(600, 296, 24, g.second), circle(592, 290, 8, PAPER, opacity=".5"))
    return g


GARMENTS = dict(tee=tee, hoodie=hoodie, bag=bag, cap=cap)
