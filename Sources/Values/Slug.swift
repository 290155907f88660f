import Foundation

/// The last part of an address: letters and digits of any script and hyphens, lower case, at most 120 characters and 240 bytes.
package struct Slug: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The most Unicode scalars that a slug may have.
    package static let maxLength = 120
    /// The most bytes in UTF-8, so that a slug with an ending is a file name everywhere.
    package static let maxBytes = 240

    /// The text, safe in an address and in a file name: it holds no dot, slash, control character or blank.
    package let text: String

    /// Accepts text that is already a slug; nil for anything else, so that no import can leave its directory.
    package init?(_ text: some StringProtocol) {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, first != "-", last != "-",
            scalars.count <= Self.maxLength, text.utf8.count <= Self.maxBytes,
            scalars.allSatisfy({ Self.isPlain($0) || $0 == "-" })
        else { return nil }
        self.text = String(text)
    }

    /// Makes a slug of any title: lower case, accents of Latin letters dropped, everything else a hyphen; nil when nothing is left.
    package init?(making title: some StringProtocol) {
        let folded = String(title).decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
            .filter { !($0.value >= 0x300 && $0.value <= 0x36F) }
        let recomposed = String(String.UnicodeScalarView(folded)).precomposedStringWithCanonicalMapping
        var out = ""
        var length = 0
        for scalar in recomposed.unicodeScalars where length < Self.maxLength && out.utf8.count <= Self.maxBytes - 4 {
            if Self.isPlain(scalar) {
                out.unicodeScalars.append(scalar)
                length += 1
            } else if !"'’".unicodeScalars.contains(scalar), out.unicodeScalars.last != "-" {
                out.append("-")
                length += 1
            }
        }
        self.init(out.trimmingCharacters(in: CharacterSet(charactersIn: "-")))
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_" }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: return true
        default: return false
        }
    }

    package var description: String { text }
}
