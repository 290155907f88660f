package import Values

/// How far a translation is: which parts of the source it lacks, and which were translated from an older wording.
package struct Completeness: Hashable, Sendable {
    /// A part of a text.
    package enum Part: Hashable, Sendable {
        case field(Manuscript.Field)
        case piece(String)
    }

    /// Parts that the source has and the text lacks, in the source's order.
    package var missing: [Part] = []
    /// Parts whose source changed since they were translated.
    package var outdated: [Part] = []
    /// Parts that the source has.
    package var total = 0

    /// Parts that are there and up to date.
    package var done: Int { total - missing.count - outdated.count }
    /// Whether nothing is missing or outdated.
    package var isWhole: Bool { done == total }
    /// Done of total in per cent, rounded down; 100 when there is nothing to do.
    package var percent: Int { total == 0 ? 100 : done * 100 / total }
}

extension Manuscript {
    /// How far the text in a language is; the source itself lacks at most its headline.
    package func completeness(in language: Language) -> Completeness {
        guard language != head.language else {
            return Completeness(missing: source.title.isEmpty ? [.field(.title)] : [], total: 1)
        }
        let text = texts[language] ?? Text()
        let pieces = Dictionary(text.pieces.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var found = Completeness()
        for field in Field.allCases where !source[field].isEmpty {
            found.total += 1
            if text[field].isEmpty {
                found.missing.append(.field(field))
            } else if let from = text.from[field], from != Fingerprint.of(source[field]) {
                found.outdated.append(.field(field))
            }
        }
        for piece in source.pieces where !piece.block.isEmpty {
            found.total += 1
            guard let translated = pieces[piece.id], !translated.block.lacksWords(of: piece.block) else {
                found.missing.append(.piece(piece.id))
                continue
            }
            let isOld = translated.from.map { $0 != piece.block.fingerprint } ?? false
            if piece.block.isTranslated, isOld { found.outdated.append(.piece(piece.id)) }
        }
        return found
    }
}
