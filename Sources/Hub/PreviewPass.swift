import Crypto
import Foundation
package import Stories
package import Values

/// Leave to see the site as it will be: one market in one language at a moment, with or without one story that is not public yet.
///
/// It travels in an address, signed by the hub, and ends by itself; whoever has the address has the leave.
package struct PreviewPass: Hashable, Sendable {
    /// A pass for the desk's own pane.
    package static let deskSeconds: Int64 = 12 * 3600
    /// A pass that is sent to somebody.
    package static let sharedSeconds: Int64 = 7 * 86_400

    /// The story whose manuscript is shown as if it were public; nil for the market as it is.
    package var story: Key<Story>?
    /// An older revision of that manuscript; nil for the present one.
    package var revision: Int64?
    /// Which market.
    package var market: MarketCode
    /// Which of its languages.
    package var language: Language
    /// The moment that is shown; nil for now, whenever that is.
    package var at: Instant?
    /// When the leave ends.
    package var endsAt: Instant

    /// Leave for a market in a language.
    package init(market: MarketCode, language: Language, endsAt: Instant) {
        self.market = market
        self.language = language
        self.endsAt = endsAt
    }

    fileprivate var text: String {
        let parts = [
            "1", story?.description ?? "0", "\(revision ?? 0)", market.path, language.path, "\(at?.ms ?? -1)", "\(endsAt.ms)",
        ]
        return parts.joined(separator: ".")
    }

    fileprivate init?(text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == "1", let revision = Int64(parts[2]), let market = MarketCode(parts[3]),
            let language = Language(path: parts[4]), let at = Int64(parts[5]), let endsAt = Int64(parts[6])
        else { return nil }
        self.init(market: market, language: language, endsAt: Instant(ms: endsAt))
        story = parts[1] == "0" ? nil : Key(parts[1])
        self.revision = revision == 0 ? nil : revision
        self.at = at < 0 ? nil : Instant(ms: at)
        guard self.text == String(text) else { return nil }
    }
}

extension Hub {
    /// The pass as an address carries it: what it allows, and a signature.
    package func sign(_ pass: PreviewPass) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(pass.text.utf8), using: previewKey)
        return "\(pass.text).\(Self.letters(Data(code)))"
    }

    /// The pass of an address; not found when this hub did not sign it, or when it is over.
    package func previewPass(_ signed: String) throws -> PreviewPass {
        guard signed.utf8.count < 300, let dot = signed.lastIndex(of: "."), let pass = PreviewPass(text: signed[..<dot]),
            let code = Self.bytes(String(signed[signed.index(after: dot)...])),
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(pass.text.utf8), using: previewKey),
            pass.endsAt > now()
        else { throw NotFound("preview") }
        return pass
    }

    /// Derived from the hub's secret, so that it is the same on all nodes and good for nothing else.
    private var previewKey: SymmetricKey {
        let code = HMAC<SHA256>.authenticationCode(for: Data("preview".utf8), using: SymmetricKey(data: Data(viewSecret.utf8)))
        return SymmetricKey(data: Data(code))
    }

    private static func letters(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func bytes(_ text: String) -> Data? {
        Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + "=")
    }
}
