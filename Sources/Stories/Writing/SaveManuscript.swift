import Exchange
package import Storage
package import Values

/// What somebody saves: the parts of a manuscript that were on their screen, and the version that these were made from.
package struct Submission: Sendable {
    /// The version that was on the screen.
    package var base: Int64
    /// What is the same in every language, when it was on the screen.
    package var head: Manuscript.Head?
    /// The texts that were on the screen.
    package var texts: [Language: Manuscript.Text] = [:]

    /// A submission of nothing yet.
    package init(base: Int64) { self.base = base }
}

/// What saving came to.
package enum SaveOutcome: Sendable {
    /// The manuscript is now this; `isNew` says whether a revision began with it.
    case saved(StoryWork, isNew: Bool)
    /// It said this already.
    case unchanged(StoryWork)
    /// Somebody changed the same parts first. Theirs stays; ours is kept as the revision of this number.
    case conflict(theirs: StoryWork, ours: Int64, parts: [String])
}

extension StoryWork {
    /// Saves parts of a manuscript, sanitised.
    ///
    /// A part that somebody else changed after `base`, and that this would change to something else, is a conflict: the whole
    /// submission is kept beside the manuscript. Saving what is there already is fine from any base, so a save may be repeated.
    package static func save(
        _ submission: Submission, of key: Key<Story>, by writer: Writer, at now: Instant, in tx: Transaction
    ) throws -> SaveOutcome {
        let work = try lock(key, in: tx)
        let wanted = try submission.applied(to: work.manuscript)
        let changed = work.manuscript.parts(thatDifferFrom: wanted)
        guard !changed.isEmpty else { return .unchanged(work) }
        let late = changed.filter { work.parts[$0] ?? 0 > submission.base }
        guard late.isEmpty else {
            let number = try work.keepAside(wanted, late, submission.base, by: writer, at: now, in: tx)
            return .conflict(theirs: work, ours: number, parts: late)
        }
        let isMerged = try mergeRevision(
            work.revision, kinds: [.created, .saved, .restored], of: key, wanted, by: writer, at: now, in: tx)
        let number = try isMerged ? work.revision
            : addRevision(.saved, of: key, wanted, base: work.version, by: writer, at: now, in: tx)
        return .saved(try work.take(wanted, changed, as: number, by: writer, at: now, in: tx), isNew: !isMerged)
    }

    /// Makes a manuscript the story's, whose parts changed, as a revision that is written already.
    func take(
        _ wanted: Manuscript, _ changed: [String], as number: Int64, by writer: Writer, at now: Instant, in tx: Transaction
    ) throws -> StoryWork {
        var next = situation
        next.version += 1
        next.revision = number
        for part in changed { next.parts[part] = next.version }
        if !wasPublished, let slug = Slug(wanted.head.slug), slug != self.slug {
            try tx.run("""
                UPDATE stories SET slug = \(slug)
                WHERE key = \(key) AND NOT EXISTS (SELECT 1 FROM stories other WHERE other.slug = \(slug))
                """)
        }
        next.isChanged = try differs(wanted, in: tx)
        try Self.store(next, of: key, wanted, by: writer, at: now, in: tx)
        return try Self.find(key, in: tx)
    }

    /// Whether publishing everything of a manuscript would change what is public.
    func differs(_ manuscript: Manuscript, in tx: Transaction) throws -> Bool {
        guard let known = try story(in: tx) else { return true }
        return manuscript.story(known.slug, over: known, publishing: Set(Language.allCases), at: changedAt) != known
    }

    /// Keeps a text that came too late. Somebody who goes on typing writes over their own.
    private func keepAside(
        _ wanted: Manuscript, _ parts: [String], _ base: Int64, by writer: Writer, at now: Instant, in tx: Transaction
    ) throws -> Int64 {
        if let person = writer.person, let known = try tx.first("""
            SELECT max(number) FROM story_revisions
            WHERE story = \(key) AND kind = 'aside' AND writer = \(person) AND base = \(base)
            """, { $0.optionalInt(0) }) ?? nil {
            let isMerged = try Self.mergeRevision(known, kinds: [.aside], of: key, wanted, by: writer, at: now, in: tx)
            if isMerged { return known }
        }
        return try Self.addRevision(
            .aside, of: key, wanted, base: base, parts: parts.joined(separator: " "), by: writer, at: now, in: tx)
    }
}

extension Submission {
    /// The manuscript with what was submitted in it, sanitised.
    func applied(to manuscript: Manuscript) throws -> Manuscript {
        var wanted = manuscript
        if let head {
            wanted.head = head
            wanted.head.slug = head.slug.trimmed
            wanted.head.author = head.author.oneLine
            wanted.head.picture = head.picture.trimmed
        }
        for (language, text) in texts { wanted.texts[language] = try text.cleaned() }
        return wanted
    }
}

extension Manuscript {
    /// The parts in which two manuscripts differ: `head`, and tags of languages.
    func parts(thatDifferFrom other: Manuscript) -> [String] {
        let languages = Language.allCases.filter { texts[$0] ?? Text() != other.texts[$0] ?? Text() }.map(\.rawValue)
        return (head == other.head ? [] : [VersionedParts.head]) + languages
    }
}

extension Manuscript.Text {
    /// The text with its words on one line, its HTML safe, and every id once. Pictures in running text become blocks after it.
    func cleaned() throws -> Manuscript.Text {
        var clean = self
        for field in Manuscript.Field.allCases { clean[field] = self[field].oneLine }
        var ids: Set<String> = []
        clean.pieces = []
        for piece in pieces {
            for (place, block) in try piece.block.cleaned().enumerated() {
                var id = place == 0 && Self.isID(piece.id) ? piece.id : Manuscript.newID()
                while !ids.insert(id).inserted { id = Manuscript.newID() }
                clean.pieces.append(Manuscript.Piece(id: id, block: block, from: place == 0 ? piece.from : nil))
            }
        }
        return clean
    }

    private static func isID(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
    }
}

extension StoryBlock {
    /// The block with what a page may show; running text may come to several.
    fileprivate func cleaned() throws -> [StoryBlock] {
        switch self {
        case .text(let html):
            let blocks = try StoryBlocks.read(html, through: HTMLSanitizer(forStories: true))
            return blocks.isEmpty ? [.text(html: "")] : blocks
        case .picture(let source, let alt, let caption):
            let words = caption?.trimmed ?? ""
            return [.picture(source: source.trimmed, alt: alt.oneLine, caption: words.isEmpty ? nil : words)]
        case .quote(let text, let by):
            let name = by?.oneLine ?? ""
            return [.quote(text: text.trimmed, by: name.isEmpty ? nil : name)]
        case .product(let handle): return [.product(handle: handle.trimmed)]
        case .athlete(let slug): return [.athlete(slug: slug.trimmed)]
        case .products(let handles): return [.products(handles: handles.map(\.trimmed).filter { !$0.isEmpty })]
        case .film(let slug): return [.film(slug: slug.trimmed)]
        }
    }
}

extension String {
    /// Without white space around it.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return self[first...last].filter { $0 != "\0" }
    }

    /// Words with single blanks between, on one line.
    fileprivate var oneLine: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ").filter { $0 != "\0" }
    }
}
