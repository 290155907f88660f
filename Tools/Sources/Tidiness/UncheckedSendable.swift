/// Where the compiler is told to trust us with threads, the reason stands above.
enum UncheckedSendable {
    /// A reason names at least one of these.
    private static let reasons = ["unchecked", "sendable", "thread", "lock", "mutex", "queue", "immutable", "never chang", "once"]

    static func findings(in source: SwiftSource) -> [Finding] {
        guard source.module != nil else { return [] }
        return source.declarations.compactMap { declaration in
            guard declaration.signature.contains("@unchecked") else { return nil }
            let comment = source.comment(above: declaration.firstLine).lowercased()
            guard !comment.contains("///") || !reasons.contains(where: comment.contains) else { return nil }
            return Finding(
                source.path, declaration.line,
                "\(declaration.name) is @unchecked Sendable; say in its /// comment which thread, lock or queue makes it safe.")
        }
    }
}
