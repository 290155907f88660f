import Foundation

/// Contrast of two colours (WCAG 2.2, relative luminance).
enum Contrast {
    /// From 1 to 21; nil for anything but `#rgb` and `#rrggbb`.
    static func of(_ one: String, _ other: String) -> Double? {
        guard let first = luminance(one), let second = luminance(other) else { return nil }
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    private static func luminance(_ colour: String) -> Double? {
        guard colour.hasPrefix("#") else { return nil }
        var digits = String(colour.dropFirst())
        if digits.utf8.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
        guard digits.utf8.count == 6, let number = UInt32(digits, radix: 16) else { return nil }
        let parts = [16, 8, 0].map { linear(Double(number >> UInt32($0) & 255) / 255) }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static func linear(_ part: Double) -> Double {
        part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
}

/// The colours of the design's tokens, as the stylesheet has them.
struct Tokens: Sendable {
    /// Names in the order of the file.
    let names: [String]
    /// Light values by name.
    let light: [String: String]
    /// Dark values by name; where dark says nothing, light counts.
    let dark: [String: String]

    /// Reads the custom properties that are colours: of `:root` alone, and of `:root` where dark is preferred.
    init(css: String) {
        let start = css.range(of: "prefers-color-scheme: dark")?.lowerBound ?? css.endIndex
        let light = Self.colours(css[..<start])
        let dark = Self.colours(css[start...])
        names = light.map(\.0)
        self.light = Dictionary(light, uniquingKeysWith: { first, _ in first })
        self.dark = self.light.merging(dark) { $1 }
    }

    private static func colours(_ css: Substring) -> [(String, String)] {
        css.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, parts[0].hasPrefix("--"), parts[1].hasPrefix("#"), parts[1].hasSuffix(";") else { return nil }
            return (String(parts[0].dropFirst(2)), String(parts[1].dropLast()))
        }
    }
}
