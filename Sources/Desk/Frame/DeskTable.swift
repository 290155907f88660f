import Foundation
import Hummingbird
import Values
import Web

/// A column of a table and of its CSV.
struct DeskColumn: Sendable {
    /// How its cells are set.
    enum Kind: Sendable {
        case text, number, money, time, state
    }

    /// The name in the CSV's head: English, stable, the same in every language.
    let name: String
    /// What people read above it.
    let title: String
    var kind = Kind.text
    /// Only for the file.
    var isForFileOnly = false

    init(_ name: String, _ title: String, _ kind: Kind = .text, isForFileOnly: Bool = false) {
        self.name = name
        self.title = title
        self.kind = kind
        self.isForFileOnly = isForFileOnly
    }
}

/// A cell of a table.
struct DeskCell: Sendable, ExpressibleByStringLiteral {
    /// What a state's mark says besides its word.
    enum Tone: String, Sendable {
        case quiet, good, waiting, bad
    }

    let text: String
    /// Under the text, smaller.
    var note: String?
    /// What the CSV has instead of the text.
    var file: String?
    var tone: Tone?
    /// For `time` elements.
    var iso: String?

    init(stringLiteral text: String) { self.text = text }

    /// Text, with what the CSV has instead of it.
    init(_ text: String, note: String? = nil, file: String? = nil) {
        self.text = text
        self.note = note
        self.file = file
    }

    /// A state: a word with a mark.
    static func state(_ text: String, _ tone: Tone, file: String) -> DeskCell {
        var cell = DeskCell(text, file: file)
        cell.tone = tone
        return cell
    }

    /// An amount: as people read it on the screen, as a plain decimal in the file.
    static func money(_ money: Money) -> DeskCell { DeskCell(money.text, file: money.decimal) }

    /// A moment: by the zone's clock on the screen, in UTC in the file; nothing for nil.
    static func time(_ instant: Instant?, in zone: TimeZone) -> DeskCell {
        guard let instant else { return "" }
        var cell = DeskCell(DeskTime.text(instant, in: zone), file: "\(instant)")
        cell.iso = "\(instant)"
        return cell
    }
}

/// Moments as the desk writes them: sortable, to the minute.
enum DeskTime {
    static func text(_ instant: Instant, in zone: TimeZone) -> String {
        let civil = instant.civil(in: zone)
        return "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2)) \(civil.clock.prefix(5))"
    }

    static func fields(_ instant: Instant, in zone: TimeZone) -> Fields { ["iso": "\(instant)", "text": text(instant, in: zone)] }
}

/// A row of a table, with the screen that it leads to.
struct DeskRow: Sendable {
    var url: String?
    /// What the cursor of the next page is when this is the last row.
    let cursor: String
    let cells: [DeskCell]
}

/// Which rows are wanted.
struct DeskWindow: Sendable {
    static let rowsOnScreen = 50
    static let rowsInFile = 500

    /// After the row with this cursor; nil for the first page.
    let after: String?
    /// How many.
    let limit: Int

    init(after: String?, limit: Int) {
        self.after = after
        self.limit = limit
    }

    init(_ call: DeskCall) throws { self.init(after: try call.query()["after"].orNil, limit: Self.rowsOnScreen) }

    /// The cursor as a key; nil on the first page and for text that is none.
    func key<Of>(of _: Of.Type = Of.self) -> Key<Of>? { after.flatMap { Key<Of>($0) } }
}

/// A table with its filters: what `DeskRouter.list` shows and writes as CSV.
struct DeskList: Sendable {
    let title: String
    let section: String
    var crumbs: [DeskPage.Crumb] = []
    let columns: [DeskColumn]
    /// One row more than the window's limit says that there are more: the last one is left out.
    let rows: [DeskRow]
    var filters: [DeskField] = []
    var primary: DeskPage.Link?
    /// What an empty list says: what will be here, and how it comes.
    let empty: String
    /// One sentence above the table.
    var lead: String?

    func page(_ call: DeskCall) throws -> DeskPage {
        let shown = Array(rows.prefix(DeskWindow.rowsOnScreen))
        let next = rows.count > shown.count ? shown.last?.cursor : nil
        let query = try call.query()
        let isFiltered = filters.contains { !query[$0.name].isEmpty }
        let filterFields: [Fields] = filters.map { $0.typed(query).fields }
        let base = call.address(without: ["after"])
        let fields: Fields = [
            "table": table(shown), "hasRows": (!shown.isEmpty).orNil, "filters": filterFields,
            "hasFilters": (!filterFields.isEmpty).orNil,
            "isFiltered": isFiltered.orNil, "path": call.request.uri.path,
            "empty": isFiltered ? call.words("nothingMatches") : empty,
            "lead": lead, "csv": base.replacing(call.request.uri.path, with: call.request.uri.path + ".csv", maxReplacements: 1),
            "next": next.map { "\(base)\(base.contains("?") ? "&" : "?")after=\($0)" },
            "first": query["after"].isEmpty ? nil : base,
            "hasPages": (next != nil || !query["after"].isEmpty).orNil,
        ]
        return DeskPage(template: "list", title: title, section: section, crumbs: crumbs, primary: primary, fields: fields)
    }

    private func table(_ shown: [DeskRow]) -> Fields { DeskTable(columns: columns, rows: shown).fields }
}

/// A table alone, for screens that show one among other things: the template's part `table` under the name `table`.
struct DeskTable: Sendable {
    let columns: [DeskColumn]
    let rows: [DeskRow]

    var fields: Fields {
        let shown = columns.indices.filter { !columns[$0].isForFileOnly }
        let heads: [Fields] = shown.map { ["title": columns[$0].title, "kind": Self.name(columns[$0].kind)] }
        let body: [Fields] = rows.map { row in
            precondition(row.cells.count == columns.count, "a row has a cell for every column")
            let cells: [Fields] = shown.enumerated().map { place, column in
                let cell = row.cells[column]
                return [
                    "text": cell.text, "note": cell.note, "kind": Self.name(columns[column].kind), "tone": cell.tone?.rawValue,
                    "iso": cell.iso, "url": place == 0 ? row.url : nil, "plain": (cell.tone == nil && cell.iso == nil).orNil,
                ]
            }
            return ["cells": cells]
        }
        return ["heads": heads, "rows": body]
    }

    private static func name(_ kind: DeskColumn.Kind) -> String { "is-\(kind)" }
}

extension DeskCall {
    /// This address with some values of its query left out.
    func address(without names: Set<String>) -> String {
        let kept = (request.uri.query ?? "").split(separator: "&").filter { pair in
            !names.contains(String(pair.prefix { $0 != "=" })) && !pair.hasSuffix("=")
        }
        return request.uri.path + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }
}
