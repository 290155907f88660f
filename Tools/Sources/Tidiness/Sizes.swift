/// What does not fit on a screen or two is not read.
enum Sizes {
    static let fileLines = 500
    static let fileLinesToThinkAbout = 300
    static let functionLines = 70
    static let columns = 132
    static let columnsInTests = 200

    static func findings(inLinesOf text: Text) -> [Finding] {
        let limit = text.isTest ? columnsInTests : columns
        let long = text.lines.enumerated().filter { $1.utf8.count > limit && $1.count > limit }
        return fileFindings(text) + long.map { index, line in
            Finding(text.path, index + 1, "\(line.count) columns, and \(limit) is the limit; break the line.")
        }
    }

    private static func fileFindings(_ text: Text) -> [Finding] {
        let count = text.lines.count
        if count > fileLines {
            return [Finding(text.path, count, "\(count) lines, and \(fileLines) is the limit; give a part its own noun and file.")]
        }
        guard count > fileLinesToThinkAbout else { return [] }
        return [Finding(text.path, count, "\(count) lines; does a part of it deserve its own noun and file?", .warning)]
    }

    static func findings(inFunctionsOf source: SwiftSource) -> [Finding] {
        source.declarations.compactMap { declaration in
            guard declaration.hasStatements, let body = declaration.body else { return nil }
            let count = max(0, body.upperBound - body.lowerBound - 1)
            guard count > functionLines else { return nil }
            return Finding(
                source.path, declaration.line,
                "\(declaration.name) has a body of \(count) lines, and \(functionLines) is the limit; name its parts.")
        }
    }
}
