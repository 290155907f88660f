import Exchange

/// Gives blocks that come without ids the ids of those that they continue or translate.
enum Alignment {
    /// The blocks of a newer text of the same language: an unchanged block keeps its id, and so does one of the same kind between
    /// two unchanged ones.
    static func pieces(_ blocks: [StoryBlock], continuing old: [Manuscript.Piece]) -> [Manuscript.Piece] {
        let oldBlocks = old.map(\.block)
        var match = pairs(oldBlocks, blocks)
        var oldStart = 0
        var start = 0
        let anchors = match.indices.filter { match[$0] != nil } + [blocks.count]
        for anchor in anchors {
            let oldEnd = anchor < blocks.count ? match[anchor] ?? old.count : old.count
            let within = pairs(oldBlocks[oldStart..<oldEnd].map(\.kindName), blocks[start..<anchor].map(\.kindName))
            for (place, found) in within.enumerated() { match[start + place] = found.map { $0 + oldStart } }
            (oldStart, start) = (oldEnd + 1, anchor + 1)
        }
        return blocks.enumerated().map { place, block in
            let known = match[place].map { old[$0] }
            return Manuscript.Piece(id: known?.id ?? Manuscript.newID(), block: block, from: known?.from)
        }
    }

    /// The blocks of a translation beside those of its source, as made from the source's present wording.
    static func pieces(_ blocks: [StoryBlock], translating source: [Manuscript.Piece]) -> [Manuscript.Piece] {
        let match = pairs(source.map { signature($0.block) }, blocks.map(signature))
        return blocks.enumerated().map { place, block in
            let known = match[place].map { source[$0] }
            return Manuscript.Piece(id: known?.id ?? Manuscript.newID(), block: block, from: known?.block.fingerprint)
        }
    }

    private static func signature(_ block: StoryBlock) -> String { "\(block.kindName) \(block.target ?? "")" }

    /// For each new element the old one that it continues, in order, as many as there can be.
    private static func pairs<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Int?] {
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var kept = old.indices.filter { !removed.contains($0) }.makeIterator()
        return new.indices.map { inserted.contains($0) ? nil : kept.next() }
    }
}
