import HTTPTypes

/// Headers that this hub's settings add to every answer, kept pages included.
package struct StandingHeaders: Sendable {
    /// For answers that are made.
    let fields: [(HTTPField.Name, String)]
    /// For answers that are sent as bytes, each with its end of line.
    let lines: String

    /// No header.
    package static let none = StandingHeaders([])

    /// Browsers are to come over HTTPS only, for this many seconds (RFC 6797); none when it is 0.
    package static func strictTransport(seconds: Int) -> StandingHeaders {
        seconds == 0 ? .none : StandingHeaders([(.strictTransportSecurity, "max-age=\(seconds)")])
    }

    private init(_ fields: [(HTTPField.Name, String)]) {
        self.fields = fields
        lines = fields.map { "\($0.rawName): \($1)\r\n" }.joined()
    }
}
