/// What may not be written in `Sources`.
enum BannedText {
    private static let markers: Set<String> = ["TODO", "FIXME", "XXX", "HACK"]

    static func findings(in source: SwiftSource) -> [Finding] {
        guard source.module != nil else { return [] }
        let inTokens = source.tokens.indices.compactMap { index in
            breach(at: index, source).map { Finding(source.path, source.tokens[index].line, $0) }
        }
        return inTokens + markerFindings(source)
    }

    private static func markerFindings(_ source: SwiftSource) -> [Finding] {
        source.comments.enumerated().flatMap { index, comment in
            comment.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init).filter(markers.contains).map { word in
                Finding(source.path, index + 1, "\(word): do it now, or open an issue and leave no mark here.")
            }
        }
    }

    private static func breach(at index: Int, _ source: SwiftSource) -> String? {
        let token = source.tokens[index]
        let before = source.token(index - 1)?.text
        let after = source.token(index + 1)
        switch token.text {
        case "fatalError" where after?.text == "(" && before != ".":
            return "fatalError( says nothing about the bug; write precondition with a sentence, or throw a Fault."
        case "try" where after?.text == "!" && after?.isAttached == true:
            return "try! ends the program on a bad day; let it throw, or make the failure impossible."
        case "as" where after?.text == "!" && after?.isAttached == true:
            return "as! ends the program on a bad day; keep the type, or throw."
        case "print", "debugPrint":
            guard after?.text == "(", before != ".", before != "func", source.module != "stadion" else { return nil }
            return "only Sources/stadion speaks to a terminal; return the text, or log it."
        case "Task" where startsTask(index, source) && !mayStartTasks(source):
            return "a loose Task outlives its caller; await, use a task group, or make it a job of Sources/Hub/Clockwork."
        default: return nil
        }
    }

    private static func mayStartTasks(_ source: SwiftSource) -> Bool {
        ["Storage", "stadion"].contains(source.module) || source.path.hasPrefix("Sources/Hub/Clockwork")
    }

    private static func startsTask(_ index: Int, _ source: SwiftSource) -> Bool {
        let before = source.token(index - 1)?.text ?? ""
        guard before != ".", Declaration.Keyword(rawValue: before) == nil, let after = source.token(index + 1) else { return false }
        switch after.text {
        case "{", "(": return true
        case ".": return ["detached", "immediate", "init"].contains(source.token(index + 2)?.text)
        case "<":
            // After a colon or an arrow it is a type: `let flush: Task<Void, Never>`.
            guard before != ":", before != ">", let end = genericEnd(index + 1, source) else { return false }
            return ["{", "("].contains(source.token(end + 1)?.text)
        default: return false
        }
    }

    /// The token that closes the angle bracket at `index`.
    private static func genericEnd(_ index: Int, _ source: SwiftSource) -> Int? {
        var depth = 0
        for end in index..<source.tokens.count {
            if source.tokens[end].text == "<" { depth += 1 }
            if source.tokens[end].text == ">" { depth -= 1 }
            if depth == 0 { return end }
        }
        return nil
    }
}
