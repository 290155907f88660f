import Foundation
import Values
import Web

/// The design system on one page: what both surfaces are made of.
struct StyleScreens: Sendable {
    /// Text on these grounds: what must be readable where, and the least contrast (WCAG 2.2, 1.4.3 and 1.4.11).
    static let pairs: [(front: String, ground: String, least: Double)] = [
        ("ink", "paper", 12), ("ink", "tint", 7), ("quiet", "paper", 4.5), ("quiet", "tint", 4.5), ("flame", "paper", 4.5),
        ("flame-deep", "paper", 4.5), ("flame", "tint", 4.5), ("ice", "paper", 4.5), ("ice", "tint", 4.5), ("pine", "paper", 4.5),
        ("pine", "tint", 4.5), ("on-flame", "flame", 4.5), ("on-board", "board", 7), ("board-quiet", "board", 4.5),
        ("board-flame", "board", 4.5), ("edge", "paper", 3), ("edge", "tint", 3),
    ]

    /// Where the site serves its stylesheet; nil where there is no site.
    let siteStylesheet: String?

    func register(on router: inout DeskRouter) {
        router.get("styles", needs: .session) { .page(try Self.page($0, siteStylesheet)) }
        if let siteStylesheet { router.get("styles/site", needs: .session) { .page(Self.site($0, siteStylesheet)) } }
    }

    /// The site's own parts, in the site's own stylesheet.
    private static func site(_ call: DeskCall, _ stylesheet: String) -> DeskPage {
        let words = call.words
        let goods: [Fields] = [
            ["price": "¥2,990", "stock": words("sampleIn")], ["price": "¥2,490", "was": "¥2,990", "stock": words("sampleIn")],
            ["price": "¥2,990", "stock": words("sampleLow"), "low": true],
            ["price": "¥2,990", "stock": words("sampleGone"), "gone": true],
        ]
        let tickets: [Fields] = [
            ["state": "waiting", "text": words("order_unpaid")], ["state": "paid", "text": words("order_toShip"), "paid": true],
            ["state": "shipped", "text": words("order_sent"), "paid": true, "sent": true],
            ["state": "cancelled", "text": words("order_cancelled")],
        ]
        return DeskPage(
            template: "styles-site", title: words("stylesSite"), section: "styles",
            fields: ["siteCSS": stylesheet, "goods": goods, "tickets": tickets])
    }

    private static func page(_ call: DeskCall, _ siteStylesheet: String?) throws -> DeskPage {
        let tokens = Tokens(css: String(decoding: try Assets.tokens(), as: UTF8.self))
        let swatches: [Fields] = tokens.names.map { name in
            ["name": name, "light": tokens.light[name], "dark": tokens.dark[name]]
        }
        let rows: [Fields] = pairs.map { pair in
            let light = measure(pair.front, on: pair.ground, tokens.light, least: pair.least)
            let dark = measure(pair.front, on: pair.ground, tokens.dark, least: pair.least)
            return ["front": pair.front, "ground": pair.ground, "least": "\(pair.least)", "light": light, "dark": dark]
        }
        return DeskPage(
            template: "styles", title: call.words("styles"), section: "styles",
            fields: [
                "sitePage": siteStylesheet == nil ? nil : "\(DeskRouter.root)/styles/site", "swatches": swatches, "pairs": rows,
                "table": samples(call).fields, "fields": fields(call), "tones": tones(call), "scripts": scripts,
            ])
    }

    /// The campaign's line, as each language sets it.
    private static let scripts: [Fields] = [
        ["lang": "en", "text": "The greatness of small"], ["lang": "ja", "text": "小さなものの偉大さ"],
        ["lang": "ko", "text": "작은 것의 위대함"], ["lang": "zh-Hans", "text": "渺小的伟大"],
    ]

    private static func measure(_ front: String, on ground: String, _ colours: [String: String], least: Double) -> Fields {
        let (fore, back) = (colours[front] ?? "", colours[ground] ?? "")
        let ratio = Contrast.of(fore, back) ?? 0
        let text = String(Int((ratio * 100).rounded(.down)))
        return [
            "fore": fore, "back": back, "ratio": "\(text.dropLast(2)).\(text.suffix(2))", "fails": (ratio < least).orNil,
        ]
    }

    private static func samples(_ call: DeskCall) -> DeskTable {
        let words = call.words
        let rows = ["K3M9-02TD-7Q", "K3M9-02TE-1A"].enumerated().map { place, number in
            DeskRow(url: "#style-table", cursor: number, cells: [
                DeskCell(number, note: "ada@example.com"),
                .state(words(place == 0 ? "on" : "off"), place == 0 ? .good : .waiting, file: ""),
                DeskCell(place == 0 ? "12" : "3"), DeskCell(place == 0 ? "¥12,800" : "¥980"),
            ])
        }
        return DeskTable(
            columns: [
                DeskColumn("what", words("what")), DeskColumn("state", words("state"), .state),
                DeskColumn("count", words("count"), .number), DeskColumn("amount", words("amount"), .money),
            ],
            rows: rows)
    }

    private static func fields(_ call: DeskCall) -> [Fields] {
        let words = call.words
        var wrong = DeskField(name: "style_email", label: words("email"), value: "ada@", kind: .email)
        wrong.error = words("refusal_bad_email")
        return [
            DeskField(name: "style_name", label: words("name"), value: "Ada", hint: words("hubNameHint")).fields, wrong.fields,
            DeskField(name: "style_choice", label: words("language"), value: "ja", kind: .choice(Language.allCases.map {
                ($0.path, $0.ownName)
            })).fields,
            DeskField(name: "style_boxes", label: words("roles"), kind: .boxes([
                ("style_on", words("on"), true), ("style_off", words("off"), false),
            ])).fields,
            DeskField(name: "style_area", label: words("text"), value: "…", kind: .area, isRequired: false, isWide: true).fields,
        ]
    }

    private static func tones(_ call: DeskCall) -> [Fields] {
        [DeskCell.Tone.good, .waiting, .bad, .quiet].map { ["tone": $0.rawValue, "text": $0.rawValue] }
    }
}
