/// Whatever another module can see states its promise in a sentence above it.
enum PackageDocs {
    /// Witnesses of the standard library's protocols: their promise is the protocol's.
    private static let witnesses: Set<String> = [
        "description", "debugDescription", "hash", "encode", "body", "appendLiteral", "appendInterpolation", "makeIterator",
        "makeAsyncIterator",
    ]
    private static let witnessInitialisers: Set<String> = [
        "from", "stringLiteral", "stringInterpolation", "literalCapacity", "integerLiteral", "arrayLiteral",
    ]

    static func findings(in source: SwiftSource, _ promises: Promises) -> [Finding] {
        let owing = source.declarations.filter { declaration in
            isSeen(declaration, source) && owesSentence(declaration, source, promises) && !source.isDocumented(declaration)
        }
        return owing.map { declaration in
            Finding(
                source.path, declaration.line,
                "\(declaration.name) is seen by other modules; say in one /// sentence above it what it promises.")
        }
    }

    /// Whether it is `package` itself, or what a `package` protocol asks for.
    private static func isSeen(_ declaration: Declaration, _ source: SwiftSource) -> Bool {
        if declaration.isPackage { return true }
        guard let parent = source.parent(of: declaration) else { return false }
        return parent.keyword == .protocol && parent.isPackage
    }

    private static func owesSentence(_ declaration: Declaration, _ source: SwiftSource, _ promises: Promises) -> Bool {
        switch declaration.keyword {
        case .extension, .deinit: return false
        case .`init`: return initialiserOwesSentence(declaration)
        default: break
        }
        if declaration.isOperator || witnesses.contains(declaration.name) { return false }
        return source.parent(of: declaration)?.keyword == .protocol || !promises.cover(declaration, in: source)
    }

    private static func initialiserOwesSentence(_ declaration: Declaration) -> Bool {
        let words = declaration.signature.drop { $0 != "(" }.dropFirst()
        return words.first != ")" && !witnessInitialisers.contains(words.first ?? "")
    }
}
