/// The small repairs that HTML gets before libxml2 reads it.
enum HTMLSource {
    /// The UTF-8 of `html` without characters that no document may hold (C0 controls but tab and line ends, delete, the two
    /// non-characters of the first plane), and with every `<` that begins no tag written as an entity, as browsers read it.
    static func repaired(_ html: String) -> [UInt8] {
        let source = Array(html.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(source.count + 64)
        for (place, byte) in source.enumerated() {
            switch byte {
            case 0x09, 0x0A, 0x0D: out.append(byte)
            case 0x00...0x1F, 0x7F: continue
            case UInt8(ascii: "<") where !beginsTag(source, after: place): out += Array("&lt;".utf8)
            case 0xBE...0xBF where out.suffix(2) == [0xEF, 0xBF]: out.removeLast(2)
            default: out.append(byte)
            }
        }
        return out
    }

    private static func beginsTag(_ source: [UInt8], after place: Int) -> Bool {
        guard place + 1 < source.count else { return false }
        let next = source[place + 1]
        return (97...122).contains(next | 0x20) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
            || next == UInt8(ascii: "?")
    }
}
