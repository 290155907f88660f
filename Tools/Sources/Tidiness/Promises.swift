/// What our own protocols promise: whoever keeps such a promise need not state it again.
struct Promises {
    /// The members that a protocol asks for, by the protocol's name.
    private var requirements: [String: Set<String>] = [:]
    /// The words after a type's name and before its body, from its declaration and its extensions: conformances among them.
    private var conformances: [String: Set<String>] = [:]

    init(_ sources: [SwiftSource]) {
        for source in sources { read(source) }
    }

    private mutating func read(_ source: SwiftSource) {
        for declaration in source.declarations {
            if declaration.isType || declaration.keyword == .extension {
                conformances[declaration.name, default: []].formUnion(declaration.signature)
            } else if let parent = source.parent(of: declaration), parent.keyword == .protocol {
                requirements[parent.name, default: []].insert(declaration.name)
            }
        }
    }

    /// Whether a protocol of the type around the declaration asks for a member of this name.
    func cover(_ declaration: Declaration, in source: SwiftSource) -> Bool {
        guard let parent = source.parent(of: declaration) else { return false }
        var seen: Set<String> = []
        var names = [parent.name]
        while let name = names.popLast() {
            guard seen.insert(name).inserted else { continue }
            if requirements[name]?.contains(declaration.name) == true { return true }
            // Only protocols lead on: what a type's conformances mention besides them is no promise of that type.
            names += (conformances[name] ?? []).filter { requirements[$0] != nil }
        }
        return false
    }
}
