import Catalogue
import Hub
import Pictures
import Staff
import Storage
import Values
import Web

/// What happened to a picture's description and focal point, and taking it back.
enum PictureHistory {
    static let noun = "picture"

    static let undo = DeskUndo(
        noun: noun, needs: .editProducts,
        url: { "\(PictureScreens.home)/\(Key<Picture>(raw: $0.subject))/undo/\($0.key)" }, facts: { DeskUndo.before($0) })

    /// What the log keeps of a picture.
    static func facts(_ picture: Picture, in tx: Transaction) throws -> [String: String] {
        var facts = ["focus": "\(picture.focus.x) \(picture.focus.y)"]
        let alts = try Picture.alts(of: [picture.key], in: tx)[picture.key] ?? [:]
        for (language, text) in alts { facts["alt.\(language.path)"] = text }
        return facts
    }

    /// Makes a picture say these facts, with a line in the log; false when it said them already.
    static func set(
        _ facts: [String: String], of key: Key<Picture>, as action: String = "changed", by author: Author, at now: Instant,
        in tx: Transaction
    ) throws -> Bool {
        let picture = try PictureScreens.find(key, in: tx)
        let before = try self.facts(picture, in: tx)
        for (name, text) in facts.sorted(by: { $0.key < $1.key }) {
            if name == "focus" {
                let numbers = text.split(separator: " ").compactMap { Int64($0) }
                if numbers.count == 2 { try Picture.focus(key, on: FocalPoint(x: numbers[0], y: numbers[1]), in: tx) }
            } else if let language = Language(path: name.dropFirst("alt.".count)) {
                if try Picture.describe(key, as: text, in: language, tx) { try Shots.touch(key, in: tx) }
            }
        }
        let after = try self.facts(try PictureScreens.find(key, in: tx), in: tx)
        guard before != after else { return false }
        try Change.record(
            action, noun, key, titled: picture.name, by: author, before: Snapshot(before), after: Snapshot(after), at: now, in: tx)
        return true
    }

    static func takeBack(_ call: DeskCall) async throws -> DeskAnswer {
        let key = try call.key("picture", of: Picture.self)
        let (author, now) = (call.author, call.now)
        let isChanged = try await DeskUndo.takeBack(call, noun, key) { facts, _, tx in
            try set(facts, of: key, as: "undid", by: author, at: now, in: tx)
        }
        return .see(PictureScreens.url(key), DeskUndo.flash(isChanged))
    }
}
