import Catalogue
import Foundation
import Hub
import Hummingbird
import NIOCore
import Pictures
import Storage
import Stories
import Values
import Web

/// Finds pictures, products, films and athletes by a few letters, for the editor's fields.
enum StoryPicker {
    private static let limit = 24

    private struct Choice: Encodable {
        /// What goes into the field.
        let value: String
        let title: String
        var picture: String?
        var note: String?
    }

    static func answer(_ call: DeskCall) async throws -> DeskAnswer {
        let text = try call.query()["q"]
        let kind = call.context.parameters.get("kind") ?? ""
        let choices = try await call.hub.database.read { tx in
            switch kind {
            case "pictures": try pictures(text, in: tx)
            case "products": try products(text, in: tx)
            case "films": try films(text, in: tx)
            case "athletes": try athletes(text, in: tx)
            default: throw NotFound("kind")
            }
        }
        let data = try JSONEncoder().encode(choices)
        return .response(Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: data))))
    }

    private static func pattern(_ text: String) -> String {
        "%" + text.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }

    private static func pictures(_ text: String, in tx: Transaction) throws -> [Choice] {
        let names = try tx.all("""
            SELECT name FROM pictures WHERE lower(name) LIKE \(pattern(text)) ESCAPE '\\' ORDER BY name LIMIT \(limit)
            """) { $0.text(0) }
        return try names.compactMap { name in
            try Picture.named(name, in: tx).map {
                Choice(value: name, title: name, picture: $0.path, note: "\($0.width) × \($0.height)")
            }
        }
    }

    private static func products(_ text: String, in tx: Transaction) throws -> [Choice] {
        try tx.all("""
            SELECT p.handle, p.title, p.state FROM products p
            WHERE p.state <> 'archived'
            AND (p.handle LIKE \(pattern(text)) ESCAPE '\\' OR lower(p.title) LIKE \(pattern(text)) ESCAPE '\\')
            ORDER BY p.title LIMIT \(limit)
            """) { Choice(value: $0.text(0), title: $0.text(1), note: $0.text(0)) }
    }

    private static func films(_ text: String, in tx: Transaction) throws -> [Choice] {
        try tx.all("""
            SELECT f.slug, t.title FROM films f JOIN film_texts t ON t.film = f.key AND t.language = f.language
            WHERE f.slug LIKE \(pattern(text)) ESCAPE '\\' OR lower(t.title) LIKE \(pattern(text)) ESCAPE '\\'
            ORDER BY f.position, f.key LIMIT \(limit)
            """) { Choice(value: $0.text(0), title: $0.text(1), note: $0.text(0)) }
    }

    private static func athletes(_ text: String, in tx: Transaction) throws -> [Choice] {
        try tx.all("""
            SELECT a.slug, t.name FROM athletes a JOIN athlete_texts t ON t.athlete = a.key AND t.language = a.language
            WHERE a.slug LIKE \(pattern(text)) ESCAPE '\\' OR lower(t.name) LIKE \(pattern(text)) ESCAPE '\\'
            ORDER BY t.name, a.key LIMIT \(limit)
            """) { Choice(value: $0.text(0), title: $0.text(1), note: $0.text(0)) }
    }

    /// Addresses of pictures by their names; those that the hub does not have are left out.
    static func thumbnails(_ names: Set<String>, in tx: Transaction) throws -> [String: String] {
        var found: [String: String] = [:]
        for name in names { found[name] = try Picture.named(name, in: tx)?.path }
        return found
    }
}
