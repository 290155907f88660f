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

/// Finds pictures and products by a few letters, for the editor's fields.
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
        guard ["pictures", "products"].contains(kind) else { throw NotFound("kind") }
        let choices = try await call.hub.database.read { tx in
            try kind == "pictures" ? pictures(text, in: tx) : products(text, in: tx)
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

    /// Addresses of pictures by their names; those that the hub does not have are left out.
    static func thumbnails(_ names: Set<String>, in tx: Transaction) throws -> [String: String] {
        var found: [String: String] = [:]
        for name in names { found[name] = try Picture.named(name, in: tx)?.path }
        return found
    }
}
