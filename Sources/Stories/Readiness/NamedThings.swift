import Exchange
import Foundation
package import Storage
package import Values

/// What a story's texts name, so that the hub can see whether it is there.
package struct NamedThing: Hashable, Sendable {
    /// Which kind of thing.
    package enum Kind: String, Sendable {
        case story, product, film, athlete
    }

    /// The kind.
    package let kind: Kind
    /// Its slug or handle.
    package let slug: String

    /// A thing of a kind.
    package init(_ kind: Kind, _ slug: String) {
        self.kind = kind
        self.slug = slug
    }

    /// Everything that the texts of some stories name, by the story.
    package static func of(_ stories: [ItemKey], in tx: Transaction) throws -> [ItemKey: Set<NamedThing>] {
        guard !stories.isEmpty else { return [:] }
        let list = SQL.joined(stories.map { "\($0)" }, by: ", ")
        var named: [ItemKey: Set<NamedThing>] = [:]
        try tx.each("SELECT story, body FROM story_texts WHERE story IN (\(list))") { row in
            for block in try row.value(1, StoryBody.decode) { named[row.key(0), default: []].formUnion(things(in: block)) }
        }
        return named
    }

    private static func things(in block: StoryBlock) -> [NamedThing] {
        var things = block.namedProducts.map { NamedThing(.product, $0) } + block.namedFilms.map { NamedThing(.film, $0) }
        things += block.namedAthletes.map { NamedThing(.athlete, $0) }
        if case .text(let html) = block { things += StoryLinks.read(html).compactMap(linked) }
        return things
    }

    /// The story to which an address of the hub leads, such as `/gb/en/stories/small-steps`.
    private static func linked(_ link: String) -> NamedThing? {
        let parts = link.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
        guard link.hasPrefix("/"), parts.count == 4, parts[2] == "stories", let slug = parts[3].removingPercentEncoding else {
            return nil
        }
        return NamedThing(.story, slug)
    }
}
