/// What stands between two values.
package enum CSVSeparator: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09

    /// The separator that the header line holds most often outside quotes; a comma when it holds none.
    static func sniffed(from head: UnsafeRawBufferPointer) -> CSVSeparator {
        var counts: [CSVSeparator: Int] = [:]
        var isQuoted = false
        for byte in head {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
            if let separator = CSVSeparator(rawValue: byte) { counts[separator, default: 0] += 1 }
        }
        return allCases.reversed().max { counts[$0, default: 0] < counts[$1, default: 0] } ?? .comma
    }
}
