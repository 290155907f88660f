import Mustache
import TestKit
import Testing

@testable import Web

/// Another engine renders the same templates with the same values; both must print the same.
@Suite struct SecondOpinionTests {
    /// A value for both engines.
    private indirect enum Value: CustomStringConvertible {
        var description: String { "\(theirs)" }

        case text(String), flag(Bool), fields([String: Value]), list([Value])

        var ours: FieldValue {
            switch self {
            case .text(let text): .text(text)
            case .flag(let flag): .flag(flag)
            case .fields(let fields): .fields(Fields(fields.map { ($0, $1.ours) }))
            case .list(let list): .list(list.map(\.ours))
            }
        }

        var theirs: Any {
            switch self {
            case .text(let text): text
            case .flag(let flag): flag
            case .fields(let fields): fields.mapValues(\.theirs)
            case .list(let list): list.map(\.theirs)
            }
        }
    }

    /// Texts are called a and b, flags c and d, fields e and f, lists g and h; each may be missing.
    private static func fields(_ depth: Int, _ random: inout SeededRandom) -> [String: Value] {
        var fields: [String: Value] = [:]
        for name in "abcdefgh" where Int.random(in: 0..<4, using: &random) > 0 {
            switch name {
            case "a", "b": fields[String(name)] = .text(["x", "<&>\"'", "日本 🥇"].randomElement(using: &random) ?? "")
            case "c", "d": fields[String(name)] = .flag(Bool.random(using: &random))
            case "e", "f": if depth > 0 { fields[String(name)] = .fields(Self.fields(depth - 1, &random)) }
            default:
                guard depth > 0 else { continue }
                fields[String(name)] = .list((0..<Int.random(in: 0...3, using: &random)).map { _ in .fields(Self.fields(depth - 1, &random)) })
            }
        }
        return fields
    }

    /// Within the section of a flag the other engine finds no names with a dot, since there the flag is the value at hand; neither
    /// within an inverted section, nor as the name of one.
    private static func template(_ depth: Int, inFlag: Bool = false, _ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 1...5, using: &random)).map { _ in
            let blank = ["", " ", "\n", "\n  "].randomElement(using: &random) ?? ""
            let dot = !inFlag && Bool.random(using: &random) ? "." : ""
            switch Int.random(in: 0..<6, using: &random) {
            case 0: return "{{\(["a", "b", "c", "e.a", "f.e.b", "e.d"].randomElement(using: &random) ?? "a")}}\(blank)"
            case 1: return "{{{\(dot)\(["a", "b"].randomElement(using: &random) ?? "a")}}}\(blank)"
            case 2 where depth > 0, 3 where depth > 0:
                let name = dot + (["c", "e", "f", "g", "h", "a"].randomElement(using: &random) ?? "c")
                return "{{#\(name)}}\(blank)\(template(depth - 1, inFlag: name.hasSuffix("c"), &random))\(blank){{/\(name)}}\(blank)"
            case 4 where depth > 0:
                let name = (["c", "d", "e", "g", "h"].randomElement(using: &random) ?? "c")
                return "{{^\(name)}}\(blank)\(template(depth - 1, inFlag: true, &random))\(blank){{/\(name)}}\(blank)"
            default: return "w\(blank)"
            }
        }.joined()
    }

    /// The engines differ in which blanks they keep around a line of nothing but a tag; the table of `TemplateTests` says what ours does.
    private static func solid(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    @Test func `two thousand templates come out the same from two engines`() throws {
        for seed in UInt64(1)...2_000 {
            var random = SeededRandom(seed)
            let text = Self.template(4, &random)
            let values = Self.fields(3, &random)
            guard case .fields(let fields) = Value.fields(values).ours else { return }
            let ours = String(decoding: try Templates(texts: ["t": text]).render("t", fields), as: UTF8.self)
            let theirs = try MustacheTemplate(string: text).render(Value.fields(values).theirs)
            guard Self.solid(ours) == Self.solid(theirs) else {
                Issue.record("seed \(seed): \(text.debugDescription) came out as \(ours.debugDescription) with \(values), not as \(theirs.debugDescription)")
                return
            }
        }
    }
}
