/// Names that say nothing about the business: whatever is called so becomes a drawer for everything.
enum Names {
    static let bannedEndings = [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Repository", "Impl", "Base", "Common", "Core", "Info", "DTO",
        "Wrapper", "V2", "V3",
    ]

    static func findings(inPathOf text: Text) -> [Finding] {
        guard text.isProgram else { return [] }
        var found: [Finding] = []
        if text.name.contains("+") {
            found.append(Finding(text.path, 1, "a file name with + says whose extension it is; name it after what it holds."))
        }
        let stem = text.name.prefix { $0 != "." }
        if let ending = bannedEnding(of: stem) {
            found.append(Finding(text.path, 1, "the file is called …\(ending); name it after the noun or the verb that it holds."))
        }
        return found
    }

    static func findings(inTypesOf source: SwiftSource) -> [Finding] {
        source.declarations.compactMap { declaration in
            guard declaration.isType, let ending = bannedEnding(of: declaration.name[...]) else { return nil }
            return Finding(
                source.path, declaration.line, "\(declaration.name) ends in \(ending); name it after what it is in the business.")
        }
    }

    /// The ending that may not be, looked for before `Tests` too.
    private static func bannedEnding(of name: Substring) -> String? {
        let name = name.hasSuffix("Tests") ? name.dropLast(5) : name
        return bannedEndings.first(where: name.hasSuffix)
    }
}
