package import Values

/// What one manuscript says differently from another, part by part, for people to read.
package struct ManuscriptDifference: Hashable, Sendable {
    /// What became of a part.
    package enum Kind: String, Sendable {
        case added
        case removed
        case changed
        case moved
    }

    /// In which language; nil for what all share.
    package let language: Language?
    /// The field's name, or the id of a block.
    package let place: String
    /// The kind of block; nil for a field.
    package let block: String?
    /// What became of it.
    package let kind: Kind
    /// Its words before; empty when it was not there.
    package let before: String
    /// Its words afterwards; empty when it is gone.
    package let after: String

    /// The differences from `old` to `new`: the head first, then every language.
    package static func between(_ old: Manuscript, _ new: Manuscript) -> [ManuscriptDifference] {
        var found: [ManuscriptDifference] = []
        func compare(_ place: String, _ before: String, _ after: String, _ language: Language?) {
            guard before != after else { return }
            let kind: Kind = before.isEmpty ? .added : after.isEmpty ? .removed : .changed
            found.append(ManuscriptDifference(
                language: language, place: place, block: nil, kind: kind, before: before, after: after))
        }
        compare("slug", old.head.slug, new.head.slug, nil)
        compare("language", old.head.language.ownName, new.head.language.ownName, nil)
        compare("author", old.head.author, new.head.author, nil)
        compare("picture", old.head.picture, new.head.picture, nil)
        compare("published", old.head.publishedAt?.description ?? "", new.head.publishedAt?.description ?? "", nil)
        for language in Language.allCases {
            let (before, after) = (old.texts[language] ?? .init(), new.texts[language] ?? .init())
            for field in Manuscript.Field.allCases { compare(field.rawValue, before[field], after[field], language) }
            found += blocks(before.pieces, after.pieces, language)
        }
        return found
    }

    /// A block that stands elsewhere among those that both have has moved; its words are compared all the same.
    private static func blocks(
        _ old: [Manuscript.Piece], _ new: [Manuscript.Piece], _ language: Language
    ) -> [ManuscriptDifference] {
        let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(\.id))
        let moved = movedIDs(old.map(\.id).filter(after.contains), new.map(\.id).filter { before[$0] != nil })
        func difference(_ kind: Kind, _ piece: Manuscript.Piece, _ was: String, _ now: String) -> ManuscriptDifference {
            ManuscriptDifference(
                language: language, place: piece.id, block: piece.block.kindName, kind: kind, before: was, after: now)
        }
        let removed = old.filter { !after.contains($0.id) && !$0.block.isEmpty }
            .map { difference(.removed, $0, $0.block.plainText, "") }
        return new.compactMap { piece in
            guard let known = before[piece.id] else {
                return piece.block.isEmpty ? nil : difference(.added, piece, "", piece.block.plainText)
            }
            if known.block != piece.block { return difference(.changed, piece, known.block.plainText, piece.block.plainText) }
            return moved.contains(piece.id) ? difference(.moved, piece, piece.block.plainText, piece.block.plainText) : nil
        } + removed
    }

    private static func movedIDs(_ old: [String], _ new: [String]) -> Set<String> {
        new.difference(from: old).reduce(into: []) { ids, change in
            if case .insert(_, let id, _) = change { ids.insert(id) }
        }
    }
}

/// Two texts, word by word.
package struct WordDifference: Sendable {
    /// A run of words that both have, or that only one has.
    package enum Run: Hashable, Sendable {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// Above so many words a text is shown as replaced whole: comparing grows with the square.
    private static let wordsLimit = 1_500

    /// The runs that lead from one text to the other; joined without the removed ones they are the new text.
    package static func runs(from old: String, to new: String) -> [Run] {
        let (before, after) = (words(old), words(new))
        guard before.count <= wordsLimit, after.count <= wordsLimit else {
            return [.removed(old), .added(new)].filter { $0 != .removed("") && $0 != .added("") }
        }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var runs: [Run] = []
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if i < before.count, removed.contains(i) {
                append(.removed(before[i]), to: &runs)
                i += 1
            } else if j < after.count, inserted.contains(j) {
                append(.added(after[j]), to: &runs)
                j += 1
            } else {
                append(.same(after[j]), to: &runs)
                i += 1
                j += 1
            }
        }
        return runs
    }

    private static func append(_ run: Run, to runs: inout [Run]) {
        switch (runs.last, run) {
        case (.same(let before), .same(let word)): runs[runs.count - 1] = .same(before + word)
        case (.removed(let before), .removed(let word)): runs[runs.count - 1] = .removed(before + word)
        case (.added(let before), .added(let word)): runs[runs.count - 1] = .added(before + word)
        default: runs.append(run)
        }
    }

    /// A word with the blanks after it; in scripts without blanks every character is one.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var isOpen = false
        for character in text {
            let isWide = character.unicodeScalars.first.map { $0.value >= 0x2E80 && !(0xAC00...0xD7AF).contains($0.value) } ?? false
            if isWide || !isOpen { words.append(String(character)) } else { words[words.count - 1].append(character) }
            isOpen = !isWide && !character.isWhitespace
        }
        return words
    }
}
