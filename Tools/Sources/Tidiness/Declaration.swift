/// Something that a Swift file declares.
struct Declaration {
    /// What begins a declaration, after its attributes and modifiers.
    enum Keyword: String {
        case `struct`, `enum`, `class`, `actor`, `protocol`, `extension`, `typealias`
        case `func`, `init`, `deinit`, `subscript`, `var`, `let`
    }

    static let accessWords: Set<String> = ["public", "package", "internal", "fileprivate", "private", "open"]
    static let modifierWords: Set<String> = accessWords.union([
        "static", "class", "final", "mutating", "nonmutating", "nonisolated", "isolated", "override", "lazy", "weak", "unowned",
        "indirect", "convenience", "required", "dynamic", "borrowing", "consuming", "async", "distributed",
    ])

    let keyword: Keyword
    /// The name without backticks; for operators their signs, for initialisers the keyword.
    let name: String
    /// The attributes and modifiers before the keyword.
    let modifiers: [String]
    /// The tokens between the name and the body, such as parameters and conformances.
    let signature: [String]
    /// The line of the first attribute or modifier.
    let firstLine: Int
    /// The line of the keyword.
    let line: Int
    /// The lines of the body's two braces.
    var body: ClosedRange<Int>?
    /// The type or function around it, as an index in the file's declarations.
    let parent: Int?

    var isType: Bool { [.struct, .enum, .class, .actor, .protocol, .typealias].contains(keyword) }
    var hasStatements: Bool { [.func, .`init`, .deinit, .subscript, .var].contains(keyword) }
    /// Whether its own access is `package`; a setter's alone does not count.
    var isPackage: Bool { modifiers.contains("package") }
    var isOperator: Bool { keyword == .func && !name.contains { $0.isLetter || $0.isNumber || $0 == "_" } }
}
