import Audience
import Crypto
import Foundation
import Storage
package import Values

extension Hub {
    private static let viewWindowMs: Int64 = 30 * 60 * 1000

    /// Counts a view of a story: durable when it returns, and once a visitor, story and half hour, however often it is asked.
    ///
    /// A visitor is a hash of address and browser with a secret of the day; neither is kept.
    package func countView(of story: ItemKey, in market: MarketCode, address: String, browser: String) async throws {
        let now = now()
        let secret = "\(viewSecret)/\(now.ms / 86_400_000)"
        let visitor = HMAC<SHA256>.authenticationCode(
            for: Data("\(address)\u{0}\(browser)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        let name = "view/\(story)/\(now.ms / Self.viewWindowMs)/\(Data(visitor).base64EncodedString().prefix(22))"
        let view = Happening(name: name, kind: .view, item: story, market: market, at: now)
        try await audience.write { _ = try Happening.record([view], in: $0) }
    }
}
