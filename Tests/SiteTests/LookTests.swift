import Foundation
import Testing
import Web

/// Colours keep their contrast, in light and in dark, by calculation (WCAG 2.2, relative luminance).
struct LookTests {
    private static let pairs = """
        ink        paper  12
        ink        tint   10
        quiet      paper  4.5
        quiet      tint   4.5
        flame      paper  4.5
        flame      tint   4.5
        ice        paper  4.5
        ice        tint   4.5
        pine       paper  4.5
        pine       tint   4.5
        on-flame   flame  4.5
        on-flame   flame-deep 4.5
        on-board   board  12
        board-quiet board 4.5
        board-flame board 4.5
        edge       paper  3
        edge       tint   3
        """

    @Test(arguments: ["light", "dark"])
    func `every pair of colours that is set on each other is far enough apart`(_ scheme: String) throws {
        let colors = try Self.colors(scheme)
        for line in Self.pairs.split(separator: "\n") {
            let parts = line.split(separator: " ")
            let (front, back) = (try #require(colors[String(parts[0])]), try #require(colors[String(parts[1])]))
            let ratio = (max(front, back) + 0.05) / (min(front, back) + 0.05)
            #expect(ratio >= (try #require(Double(parts[2]))), "\(parts[0]) on \(parts[1]) in \(scheme): \(ratio)")
        }
    }

    /// Luminance by token. What dark does not set stays as in light.
    private static func colors(_ scheme: String) throws -> [String: Double] {
        let css = String(decoding: try Assets.tokens(), as: UTF8.self)
        let dark = try #require(css.range(of: "prefers-color-scheme: dark"))
        var colors: [String: Double] = [:]
        let sheets = scheme == "light" ? [css[..<dark.lowerBound]] : [css[..<dark.lowerBound], css[dark.upperBound...]]
        for sheet in sheets {
            for match in sheet.matches(of: /--([a-z-]+): #([0-9a-f]{3,6});/) { colors[String(match.output.1)] = luminance(match.output.2) }
        }
        return colors
    }

    private static func luminance(_ hex: Substring) -> Double {
        let digits = hex.count == 3 ? hex.flatMap { [$0, $0] } : Array(hex)
        let channels = stride(from: 0, to: 6, by: 2).map { place -> Double in
            let value = Double(Int(String(digits[place...place + 1]), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    @Test
    func `no text is set below sixteen pixels, and nothing is slanted in Chinese, Japanese or Korean`() throws {
        let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Sources/Site/Assets/site.css").standardizedFileURL
        let css = try String(contentsOf: file, encoding: .utf8)
        for match in css.matches(of: /font(?:-size)?:([^;}]*)/) where !match.output.1.contains("calc(") {
            for size in match.output.1.matches(of: /([0-9.]+)rem/) {
                #expect(Double(size.output.1).map { $0 >= 1 } == true, "\(match.output.0)")
            }
        }
        #expect(css.contains(":is(em, i, cite):is(:lang(ja), :lang(ko), :lang(zh)) { font-style: normal"))
        #expect(css.contains("line-break: strict") && css.contains("word-break: auto-phrase") && css.contains("word-break: keep-all"))
    }
}
