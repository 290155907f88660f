/// The number under the bars: a GTIN where it is one, and any other text of the shop's own.
enum Barcode {
    /// Digits of GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN) and GTIN-14.
    private static let lengths: Set<Int> = [8, 12, 13, 14]

    /// Whether a text has the shape of a GTIN: its check digit is another question.
    static func looksLikeGTIN(_ text: String) -> Bool {
        lengths.contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// The check digit that belongs to a GTIN (GS1 General Specifications, 7.9): weights 3 and 1 in turn from the right.
    static func checkDigit(of gtin: String) -> Int {
        let sum = gtin.utf8.dropLast().reversed().enumerated().reduce(0) { sum, digit in
            sum + (Int(digit.element) - 48) * (digit.offset.isMultiple(of: 2) ? 3 : 1)
        }
        return (10 - sum % 10) % 10
    }

    /// Whether the last digit is the right one.
    static func isRight(_ gtin: String) -> Bool { gtin.utf8.last.map { Int($0) - 48 } == checkDigit(of: gtin) }
}
