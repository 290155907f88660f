import Exchange
import Foundation
import Stories
import Values
import Web

/// The editor's form: what it sends becomes a text of the manuscript again.
///
/// `order` names the blocks in their order as `ID:KIND`; each has fields under its id, such as `md.ID`. Running text travels as
/// Markdown and stays as it was when it still says the same.
enum StoryForm {
    /// What a button asked for beside saving.
    enum Act: Hashable, Sendable {
        case none
        case add(String, after: String)
        case move(String, by: Int)
        case remove(String)
        case duplicate(String)

        init(_ text: String) {
            let words = text.split(separator: " ").map(String.init)
            switch (words.first, words.count) {
            case ("add", 3): self = .add(words[1], after: words[2])
            case ("up", 2): self = .move(words[1], by: -1)
            case ("down", 2): self = .move(words[1], by: 1)
            case ("remove", 2): self = .remove(words[1])
            case ("duplicate", 2): self = .duplicate(words[1])
            default: self = .none
            }
        }
    }

    /// The kinds that the menu offers, in its order.
    static let kinds = ["text", "picture", "quote", "product", "products", "film", "athlete"]

    /// A block of a kind with nothing in it; nil for a kind that the editor does not know.
    static func empty(_ kind: String) -> StoryBlock? {
        switch kind {
        case "text": .text(html: "")
        case "picture": .picture(source: "", alt: "", caption: nil)
        case "quote": .quote(text: "", by: nil)
        case "product": .product(handle: "")
        case "products": .products(handles: [])
        case "film": .film(slug: "")
        case "athlete": .athlete(slug: "")
        default: nil
        }
    }

    /// The source text that a form holds, over the one that is stored.
    static func text(_ form: Form, over known: Manuscript.Text) throws -> Manuscript.Text {
        var text = known
        for field in Manuscript.Field.allCases { text[field] = form[field.rawValue] }
        let old = Dictionary(known.pieces.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        text.pieces = try form["order"].split(separator: " ").compactMap { entry in
            let parts = entry.split(separator: ":").map(String.init)
            guard parts.count == 2 else { return nil }
            guard let block = try block(form, parts[0], parts[1], over: old[parts[0]]?.block) else { return old[parts[0]] }
            return Manuscript.Piece(id: parts[0], block: block, from: old[parts[0]]?.from)
        }
        return text
    }

    /// What is the same in every language.
    static func head(_ form: Form, over known: Manuscript.Head, zone: TimeZone) throws -> Manuscript.Head {
        var head = known
        head.slug = form["slug"]
        head.author = form["author"]
        head.picture = form["picture"]
        let day = form["published"]
        if day != known.publishedAt.map({ $0.civil(in: zone).date }) ?? "" {
            guard day.isEmpty || CivilTime(day) != nil else { throw InvalidField("published", "Enter a date such as 2018-02-01.") }
            head.publishedAt = CivilTime(day)?.instants(in: zone).first
        }
        return head
    }

    /// A block from its fields; nil for a kind without fields here, which stays as it is stored.
    static func block(_ form: Form, _ id: String, _ kind: String, over known: StoryBlock?) throws -> StoryBlock? {
        switch kind {
        case "text":
            let html = try StoryMarkdown.read(form["md.\(id)"])
            if case .text(let old)? = known, StoryMarkdown.isSame(old, html) { return known }
            return .text(html: html)
        case "picture":
            return .picture(source: form["source.\(id)"], alt: form["alt.\(id)"], caption: form["caption.\(id)"].unixLines.orNil)
        case "quote": return .quote(text: form["text.\(id)"].unixLines, by: form["by.\(id)"].orNil)
        case "product": return .product(handle: form["handle.\(id)"])
        case "film": return .film(slug: form["slug.\(id)"])
        case "athlete": return .athlete(slug: form["slug.\(id)"])
        case "products":
            return .products(handles: form["handles.\(id)"].split { ", \n\r\t".contains($0) }.map(String.init))
        default: return nil
        }
    }

    /// The blocks after a button was pressed, and the id of the one to go to.
    static func apply(_ act: Act, to pieces: [Manuscript.Piece]) -> (pieces: [Manuscript.Piece], focus: String?) {
        var pieces = pieces
        func place(_ id: String) -> Int? { pieces.firstIndex { $0.id == id } }
        switch act {
        case .none: return (pieces, nil)
        case .add(let kind, let id):
            guard let block = empty(kind) else { return (pieces, nil) }
            let new = Manuscript.Piece(id: Manuscript.newID(), block: block)
            pieces.insert(new, at: id == "-" ? 0 : place(id).map { $0 + 1 } ?? pieces.count)
            return (pieces, new.id)
        case .move(let id, let offset):
            guard let from = place(id), pieces.indices.contains(from + offset) else { return (pieces, id) }
            pieces.swapAt(from, from + offset)
            return (pieces, id)
        case .remove(let id):
            guard let at = place(id) else { return (pieces, nil) }
            pieces.remove(at: at)
            return (pieces, pieces.isEmpty ? nil : pieces[min(at, pieces.count - 1)].id)
        case .duplicate(let id):
            guard let at = place(id) else { return (pieces, nil) }
            let copy = Manuscript.Piece(id: Manuscript.newID(), block: pieces[at].block)
            pieces.insert(copy, at: at + 1)
            return (pieces, copy.id)
        }
    }
}

extension String {
    /// Forms send lines with CR and LF.
    fileprivate var unixLines: String { replacing("\r\n", with: "\n") }
}
