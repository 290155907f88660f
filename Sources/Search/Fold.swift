import Foundation

/// Letters without what readers do not type: case, accents, widths, the two kana.
enum Fold {
    /// What one character is to a search.
    enum Part {
        /// A letter or digit of a script that puts blanks between words.
        case letter(Unicode.Scalar)
        /// A Latin letter that is written with several plain ones.
        case letters(String)
        /// A character of a script without blanks: Han, kana, hangul.
        case ideograph(Unicode.Scalar)
        /// Drops out: apostrophes and accents that stand apart.
        case nothing
        /// Drops out between ideographs and separates words elsewhere: the dot in foreign names.
        case bridge
        /// Separates.
        case gap
    }

    /// Letters that Unicode does not take apart.
    private static let undivided: [UInt32: String] = [
        0xDF: "ss", 0xE6: "ae", 0xF0: "d", 0xF8: "o", 0xFE: "th", 0x111: "d", 0x127: "h", 0x131: "i", 0x142: "l", 0x153: "oe",
        0x167: "t", 0x17F: "s", 0x180: "b", 0x1DD: "e", 0x19E: "n", 0x14B: "n",
    ]

    /// Latin letters with accents, by the plain ones.
    private static let accented: [UInt32: String] = {
        var table = undivided
        for range in [0xC0...0x24F, 0x1E00...0x1EFF] as [ClosedRange<UInt32>] {
            for value in range where table[value] == nil {
                guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
                let parts = String(scalar).decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
                table[value] = String(String.UnicodeScalarView(parts.filter { !isAccent($0.value) }))
            }
        }
        return table
    }()

    private static func isAccent(_ value: UInt32) -> Bool {
        (0x300...0x36F).contains(value) || value == 0x3099 || value == 0x309A
    }

    /// The text in one width and lower case, ready to be taken apart.
    static func normal(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        let mapped = text.precomposedStringWithCompatibilityMapping.lowercased()
        // A half-wide voicing mark becomes a mark of its own; only canonical composition joins it to its kana.
        return mapped.unicodeScalars.contains { $0.value == 0x3099 || $0.value == 0x309A }
            ? mapped.precomposedStringWithCanonicalMapping : mapped
    }

    /// What a character of a normal text is.
    static func part(_ scalar: Unicode.Scalar) -> Part {
        let value = scalar.value
        switch value {
        case 0x61...0x7A, 0x30...0x39: return .letter(scalar)
        case 0x27, 0x2BC, 0x2018, 0x2019, 0xAD, 0x200B...0x200D: return .nothing
        case 0x00...0x60, 0x7B...0x7F: return value == 0x3D ? .bridge : .gap
        case 0xB7, 0x2027, 0x30FB, 0x30A0: return .bridge
        case 0xC0...0x24F, 0x1E00...0x1EFF: return accented[value].map(Part.letters) ?? .gap
        case 0x3C2: return .letter("\u{3C3}")
        case 0x30A1...0x30F6, 0x30FD, 0x30FE: return .ideograph(Unicode.Scalar(value - 0x60) ?? scalar)
        case 0x1100...0x11FF: return .nothing
        case 0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309E, 0x30F7...0x30FC, 0x31F0...0x31FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x323AF:
            return .ideograph(scalar)
        default:
            if isAccent(value) { return .nothing }
            let properties = scalar.properties
            return properties.isAlphabetic || properties.numericType != nil ? .letter(scalar) : .gap
        }
    }

    /// The runs of a text: words, and stretches of ideographs.
    static func runs(_ text: String) -> [Run] {
        var reader = RunReader()
        for scalar in normal(text).unicodeScalars { reader.take(part(scalar)) }
        return reader.end()
    }
}

/// A word, or a stretch of ideographs, folded.
struct Run: Hashable, Sendable {
    let scalars: [Unicode.Scalar]
    let isIdeographic: Bool

    var text: String { String(String.UnicodeScalarView(scalars)) }
    /// Whether all of it is a to z, so that slips of the pen can be forgiven.
    var isLatin: Bool { scalars.allSatisfy { ("a"..."z").contains($0) } }
}

/// Puts characters together to runs.
private struct RunReader {
    private var runs: [Run] = []
    private var scalars: [Unicode.Scalar] = []
    private var isIdeographic = false

    mutating func take(_ part: Fold.Part) {
        switch part {
        case .letter(let scalar):
            turn(toIdeographs: false)
            scalars.append(scalar)
        case .letters(let text):
            turn(toIdeographs: false)
            scalars += text.unicodeScalars
        case .ideograph(let scalar):
            turn(toIdeographs: true)
            scalars.append(scalar)
        case .nothing: return
        case .bridge: if !isIdeographic { flush() }
        case .gap: flush()
        }
    }

    mutating func end() -> [Run] {
        flush()
        return runs
    }

    private mutating func turn(toIdeographs: Bool) {
        if isIdeographic != toIdeographs { flush() }
        isIdeographic = toIdeographs
    }

    private mutating func flush() {
        if !scalars.isEmpty { runs.append(Run(scalars: scalars, isIdeographic: isIdeographic)) }
        scalars = []
        isIdeographic = false
    }
}
