/// Takes Swift apart into code and comments, line by line, with spaces where the other was.
///
/// The insides of strings and of regular expressions belong to neither; what is interpolated in a string is code.
struct CodeSplitter {
    private enum Mode {
        /// Code; inside an interpolation, `depth` counts its open parentheses.
        case code(depth: Int)
        /// A string with this many `#` around it.
        case string(hashes: Int, isMultiline: Bool)
    }

    private let bytes: [UInt8]
    private var at = 0
    private var code: [UInt8]
    private var comments: [UInt8]
    private var modes: [Mode] = [.code(depth: 0)]

    init(_ lines: [String]) {
        bytes = Array(lines.joined(separator: "\n").utf8)
        code = bytes.map { $0 == Byte.newline ? Byte.newline : Byte.space }
        comments = code
    }

    /// The lines of code and the lines of comments: as many of each as went in.
    mutating func split() -> (code: [String], comments: [String]) {
        while at < bytes.count {
            switch modes[modes.count - 1] {
            case .code(let depth): readCode(depth)
            case .string(let hashes, let isMultiline): readString(hashes, isMultiline)
            }
        }
        return (Self.lines(code), Self.lines(comments))
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: Byte.newline, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func readCode(_ depth: Int) {
        let hashes = count(of: Byte.hash, from: at)
        if starts("//") { return skip(to: Byte.newline) }
        if starts("/*") { return skipBlockComment() }
        if peek(hashes) == Byte.quote { return openString(hashes) }
        if peek(hashes) == Byte.slash, let end = regexEnd(hashes) {
            at = end
            return
        }
        switch bytes[at] {
        case Byte.open where depth > 0: modes[modes.count - 1] = .code(depth: depth + 1)
        case Byte.close where depth == 1: modes.removeLast()
        case Byte.close where depth > 1: modes[modes.count - 1] = .code(depth: depth - 1)
        default: break
        }
        keep(1)
    }

    private mutating func openString(_ hashes: Int) {
        keep(hashes)
        let isMultiline = starts("\"\"\"")
        keep(isMultiline ? 3 : 1)
        modes.append(.string(hashes: hashes, isMultiline: isMultiline))
    }

    private mutating func readString(_ hashes: Int, _ isMultiline: Bool) {
        let quotes = isMultiline ? "\"\"\"" : "\""
        if bytes[at] == Byte.backslash, count(of: Byte.hash, from: at + 1) >= hashes {
            at += 1 + hashes
            guard peek(0) == Byte.open else {
                // An escaped character; a newline is left to be seen.
                if peek(0) != Byte.newline { at += 1 }
                return
            }
            keep(1)
            modes.append(.code(depth: 1))
        } else if starts(quotes), count(of: Byte.hash, from: at + quotes.utf8.count) >= hashes {
            keep(quotes.utf8.count + hashes)
            modes.removeLast()
        } else {
            if bytes[at] == Byte.newline, !isMultiline { modes.removeLast() }
            at += 1
        }
    }

    private mutating func skip(to end: UInt8) {
        while at < bytes.count, bytes[at] != end {
            comments[at] = bytes[at]
            at += 1
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            let step = starts("/*") || starts("*/") ? 2 : 1
            if step == 2 { depth += starts("/*") ? 1 : -1 }
            for index in at..<min(at + step, bytes.count) { comments[index] = bytes[index] }
            at += step
        } while depth > 0 && at < bytes.count
    }

    /// Where the regular expression that begins here ends, or nil when this slash divides.
    private func regexEnd(_ hashes: Int) -> Int? {
        let first = peek(hashes + 1)
        if hashes == 0, first == nil || first == Byte.space || !isOperandNext() { return nil }
        var index = at + hashes + 1
        while index < bytes.count, bytes[index] != Byte.newline || hashes > 0 {
            if bytes[index] == Byte.backslash {
                index += 2
            } else if bytes[index] == Byte.slash, count(of: Byte.hash, from: index + 1) >= hashes {
                return index + 1 + hashes
            } else {
                index += 1
            }
        }
        return nil
    }

    /// Whether what stands before this place wants an operand after it, so that a slash cannot divide.
    private func isOperandNext() -> Bool {
        var index = at - 1
        while index >= 0, bytes[index] == Byte.space { index -= 1 }
        return index < 0 || "\n(,=:[{!&|?;".utf8.contains(bytes[index])
    }

    private mutating func keep(_ count: Int) {
        for index in at..<min(at + count, bytes.count) where bytes[index] != Byte.newline { code[index] = bytes[index] }
        at += count
    }

    private func peek(_ offset: Int) -> UInt8? { at + offset < bytes.count ? bytes[at + offset] : nil }
    private func starts(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    private func count(of byte: UInt8, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] == byte { end += 1 }
        return end - start
    }
}

/// The characters that Swift's strings and comments are made of.
private enum Byte {
    static let newline = UInt8(ascii: "\n"), space = UInt8(ascii: " "), hash = UInt8(ascii: "#")
    static let quote = UInt8(ascii: "\""), slash = UInt8(ascii: "/"), backslash = UInt8(ascii: "\\")
    static let open = UInt8(ascii: "("), close = UInt8(ascii: ")")
}
