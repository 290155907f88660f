import Values

/// What a term is worth by where it stands and how near it is to what was typed: docs/algorithms/search.md has the table.
struct Worth {
    static let title = 100
    static let label = 44
    static let body = 20
    /// In parts of a hundred.
    private static let otherLanguage = 60
    private static let beginning = 60
    private static let oneSlip = 50
    private static let twoSlips = 35
    /// For a title that is all of what was typed.
    static let whole = 200

    /// By nearness, the worth of each byte of levels.
    private let tables: [[Int32]]

    /// For a reader of a language; `titlesOnly` is for suggestions.
    init(_ language: Language, titlesOnly: Bool = false) {
        tables = Query.Nearness.allCases.map { nearness in
            (0...255).map { raw in
                Int32(Self.worth(UInt8(raw), language, titlesOnly) * Self.percent(nearness) / 100)
            }
        }
    }

    func table(_ nearness: Query.Nearness) -> [Int32] { tables[nearness.rawValue] }

    private static func worth(_ raw: UInt8, _ language: Language, _ titlesOnly: Bool) -> Int {
        Language.allCases.map { other in
            let points = points(Levels.level(raw, in: other), titlesOnly)
            return other == language ? points : points * otherLanguage / 100
        }.max() ?? 0
    }

    private static func points(_ level: Int, _ titlesOnly: Bool) -> Int {
        switch level {
        case 3: title
        case 2: titlesOnly ? 0 : label
        case 1: titlesOnly ? 0 : body
        default: 0
        }
    }

    private static func percent(_ nearness: Query.Nearness) -> Int {
        switch nearness {
        case .exact: 100
        case .beginning: beginning
        case .oneSlip: oneSlip
        case .twoSlips: twoSlips
        case .whole: whole * 100 / title
        }
    }
}
