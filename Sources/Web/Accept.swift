import HTTPTypes

/// The `Accept` header (RFC 9110, section 12.5.1).
package enum Accept {
    /// Whether a media type, such as `application/json`, is among those that a client takes.
    package static func takes(_ mediaType: String, _ accept: String) -> Bool {
        let parts = mediaType.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return false }
        // The most specific range that fits decides.
        var best = (rank: 0, isTaken: false)
        for range in accept.split(separator: ",") {
            let fields = range.split(separator: ";").map { $0.lowercased().filter { !$0.isWhitespace } }
            guard let name = fields.first else { continue }
            let rank = name == mediaType ? 3 : name == "\(parts[0])/*" ? 2 : name == "*/*" ? 1 : 0
            guard rank > best.rank else { continue }
            let weight = fields.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            best = (rank, weight > 0)
        }
        return best.isTaken
    }
}

extension CachedPage {
    /// Whether the page answers a request with these headers as it is: one for machines looks at key and media type first.
    func isFor(_ headers: HTTPFields) -> Bool {
        guard isForMachines else { return true }
        return headers[.authorization] == nil && headers[.accept].map { Accept.takes("application/json", $0) } ?? true
    }
}
