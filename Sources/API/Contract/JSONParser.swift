import Foundation
import Values
import Web

/// A body that is no JSON.
struct MalformedJSON: Refusal {
    let place: Int
    let reason: String
    var code: String { "malformed_json" }
    var status: Int { 400 }

    init(_ what: String, at place: Int) {
        self.place = place
        reason = "The body is no JSON: \(what) at byte \(place)."
    }
}

extension JSON {
    /// Reads RFC 8259 text strictly: UTF-8, no name twice in an object, at most 32 levels. Refuses anything else, naming the byte.
    init(parsing data: Data) throws {
        var parser = JSONParser(bytes: [UInt8](data))
        self = try parser.whole()
    }
}

/// A strict parser; numbers that are whole and fit become integers.
private struct JSONParser {
    private static let depthLimit = 32

    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() throws -> JSON {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw MalformedJSON("it is not UTF-8", at: 0) }
        let value = try value(depth: 0)
        skipBlanks()
        guard place == bytes.count else { throw MalformedJSON("there is more after the end", at: place) }
        return value
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ character: Character) throws {
        guard let byte = character.asciiValue, take(byte) else { throw MalformedJSON("'\(character)' is missing", at: place) }
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws -> JSON {
        for byte in "\(text)".utf8 {
            guard take(byte) else { throw MalformedJSON("this word is unknown", at: place) }
        }
        return value
    }

    private mutating func value(depth: Int) throws -> JSON {
        guard depth <= Self.depthLimit else { throw MalformedJSON("it is nested too deeply", at: place) }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw MalformedJSON("it ends too early", at: place)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws -> JSON {
        try expect("{")
        var members: [JSON.Member] = []
        var names: Set<String> = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipBlanks()
            let start = place
            let name = try text()
            guard names.insert(name).inserted else { throw MalformedJSON("a name stands twice in an object", at: start) }
            skipBlanks()
            try expect(":")
            members.append(JSON.Member(name: name, value: try value(depth: depth + 1)))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        try expect("}")
        return .object(members)
    }

    private mutating func list(depth: Int) throws -> JSON {
        try expect("[")
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .list([]) }
        var values: [JSON] = []
        repeat {
            values.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        try expect("]")
        return .list(values)
    }

    private mutating func text() throws -> String {
        try expect("\"")
        var out: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"): out += String(try escaped()).utf8
            case 0..<32: throw MalformedJSON("a control character stands in a text", at: place - 1)
            default: out.append(byte)
            }
        }
        throw MalformedJSON("a text does not end", at: place)
    }

    private static let escapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
        UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]

    private mutating func escaped() throws -> Character {
        guard let kind = next else { throw MalformedJSON("a text does not end", at: place) }
        place += 1
        if let plain = Self.escapes[kind] { return Character(plain) }
        guard kind == UInt8(ascii: "u") else { throw MalformedJSON("this escape is unknown", at: place - 1) }
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard UTF16.isLeadSurrogate(UInt16(first)), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw MalformedJSON("half a character stands in a text", at: place)
        }
        let second = try unit()
        guard UTF16.isTrailSurrogate(UInt16(second)),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw MalformedJSON("half a character stands in a text", at: place) }
        return Character(scalar)
    }

    private mutating func unit() throws -> UInt32 {
        guard place + 4 <= bytes.count, bytes[place..<place + 4].allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw MalformedJSON("an escape needs four hexadecimal digits", at: place) }
        place += 4
        return unit
    }

    private mutating func digits() throws {
        let start = place
        while let byte = next, (48...57).contains(byte) { place += 1 }
        guard place > start else { throw MalformedJSON("this is no value", at: place) }
    }

    private mutating func number() throws -> JSON {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let isZero = next == 48
        let first = place
        try digits()
        guard !isZero || place == first + 1 else { throw MalformedJSON("a number begins with zero", at: first) }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .int(value) }
        guard let value = Double(text), value.isFinite else { throw MalformedJSON("a number is too large", at: start) }
        return Int64(exactly: value).map(JSON.int) ?? .number(value)
    }
}
