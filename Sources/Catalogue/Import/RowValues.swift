import Exchange
import Values

/// The values of one row, read as what their columns hold. Each answers nil for a column that the file does not have.
struct RowValues {
    /// Characters of a title, a name or a code.
    static let lineLength = 500
    /// Pieces and grams: far more than any warehouse holds.
    static let numberLimit: Int64 = 1_000_000_000

    let columns: ProductColumns
    let row: CSVRow

    var line: Int { row.line }

    /// The value at a place without the blanks around it.
    func raw(_ place: Int?) -> String? { place.map { row[$0].trimmingBlanks } }
    func raw(_ column: ShopifyColumn) -> String? { raw(columns[column]) }

    /// Text on one line: line ends and control characters become blanks. Refuses text that is too long.
    func text(_ column: ShopifyColumn) throws -> String? { try text(columns[column]) }

    func text(_ place: Int?) throws -> String? {
        guard let place else { return nil }
        let scalars = row[place].unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        let text = String(String.UnicodeScalarView(scalars)).trimmingBlanks
        guard text.count <= Self.lineLength else {
            throw refusal(place, "The text has \(text.count) characters, and \(Self.lineLength) is the limit. Shorten it.")
        }
        return text
    }

    /// TRUE or FALSE; nil also for a blank.
    func flag(
        _ place: Int?, yes: Set<String> = ["true", "yes", "1"], no: Set<String> = ["false", "no", "0"]
    ) throws -> Bool? {
        guard let value = raw(place)?.lowercased(), !value.isEmpty else { return nil }
        if yes.contains(value) { return true }
        if no.contains(value) { return false }
        throw refusal(place, "“\(shown(value))” is neither TRUE nor FALSE. Write one of them.")
    }

    /// A whole number between limits; nil also for a blank.
    func number(_ place: Int?, in limits: ClosedRange<Int64>) throws -> Int64? {
        guard let value = raw(place), !value.isEmpty else { return nil }
        let whole = value.hasSuffix(".0") ? value.dropLast(2) : value[...]
        guard let number = Int64(whole), limits.contains(number) else {
            throw refusal(
                place, "“\(shown(value))” is no whole number from \(limits.lowerBound) to \(limits.upperBound). Correct it.")
        }
        return number
    }

    /// A weight in grams, decimals rounded half up; nil also for a blank.
    func grams() throws -> Int64? {
        guard let value = raw(.grams), !value.isEmpty else { return nil }
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let whole = Int64(parts[0]), whole <= Self.numberLimit
        else { throw refusal(columns[.grams], "“\(shown(value))” is no weight in grams. Write a plain number such as 250.") }
        let half = parts.count == 2 && (parts[1].utf8.first ?? 48) >= 53
        return whole + (half ? 1 : 0)
    }

    /// A price; nil also for a blank. A comma may only set thousands apart, so that 12,50 never becomes 1,250.
    func price(_ place: Int?, _ currency: Currency) throws -> Int64? {
        guard let value = raw(place), !value.isEmpty else { return nil }
        let isPlain = value.wholeMatch(of: /[0-9]+(\.[0-9]+)?|[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?/) != nil
        guard isPlain, let money = Money(decimal: value, currency) else {
            let example = Money(minor: 1250 * currency.minorPerMajor / 100, currency).decimal
            throw refusal(place, "“\(shown(value))” is no price in \(currency). Write a plain number such as \(example).")
        }
        return money.minor
    }

    /// A refusal of this row because of the value at a place.
    func refusal(_ place: Int?, _ text: String) -> RefusedRow {
        RefusedRow(line, place.map { columns.names[$0] }, text)
    }

    private func shown(_ value: String) -> String { value.count > 40 ? value.prefix(40) + "…" : value }
}
