import HTTPTypes
import Testing
import Values

extension Stage {
    private static let address = [
        "email": "ada@example.com", "name": "Ada <Small>", "line1": "1 Long Way", "city": "London", "postcode": "SW1A 1AA",
    ]

    /// A basket in Britain with one piece; returns its cookie.
    func basket(_ sku: String) async throws -> HTTPFields {
        let added = try await post("/gb/en/basket", ["variant": try await key(of: .variant, sku).description])
        let cookie = try #require(added.headers[.setCookie]?.split(separator: ";").first)
        return [.cookie: String(cookie)]
    }

    /// Orders what is in a basket.
    func order(_ sku: String, card: String) async throws -> Seen {
        let cookie = try await basket(sku)
        let form = try await get("/gb/en/checkout", cookie).text
        func hidden(_ name: String) throws -> String {
            let fields = form.matches(of: /name="([^"]*)" value="([^"]*)"/)
            let field = fields.first { $0.output.1 == name }
            return String(try #require(field).output.2)
        }
        var fields = Self.address
        fields["card"] = card
        for name in ["idempotency_key", "expected_total"] { fields[name] = try hidden(name) }
        return try await post("/gb/en/checkout", fields, cookie)
    }
}
