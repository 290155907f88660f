package import HTTPTypes

/// Which proxies stand before the hub, and so whose word about a fan's address counts.
///
/// The header that is believed is read from its right end, where the hub's own proxies wrote: as long as the address that says so
/// is a trusted one, what it says of the hop before is believed; the first address that is not trusted is the fan's. Whatever
/// stands further left may have been made up by the fan and is not looked at.
package struct ProxyTrust: Sendable {
    /// Which header the proxies write. Only that one is read: the other passes through them as fans sent it.
    package enum Header: String, Sendable, CaseIterable {
        /// X-Forwarded-For and X-Forwarded-Proto.
        case xForwarded = "x-forwarded"
        /// Forwarded (RFC 7239).
        case forwarded
    }

    /// What is known of whoever sent a request.
    package struct Origin: Equatable, Sendable {
        /// The address.
        package var address: String
        /// Whether the request was encrypted where it entered.
        package var isSecure: Bool

        /// An address and what is known of the way from it.
        package init(address: String, isSecure: Bool) {
            self.address = address
            self.isSecure = isSecure
        }
    }

    private let ranges: [NetworkRange]
    private let header: Header

    /// Nobody is believed.
    package static let nobody = ProxyTrust([], .xForwarded)

    /// Trusts the proxies of these networks to write that header.
    package init(_ ranges: [NetworkRange], _ header: Header) {
        self.ranges = ranges
        self.header = header
    }

    /// Where a request came from that `peer` sent.
    package func origin(peer: String, isSecure: Bool, _ headers: HTTPFields) -> Origin {
        let direct = Origin(address: peer, isSecure: isSecure)
        guard !ranges.isEmpty, let address = IPAddress(peer), isTrusted(address) else { return direct }
        let hops = header == .forwarded ? Self.forwarded(headers) : Self.xForwarded(headers)
        var origin = direct
        for hop in hops.reversed() {
            if let isSecure = hop.isSecure { origin.isSecure = isSecure }
            // A name, `unknown` or nonsense: whoever wrote it is the last that is known.
            guard let address = hop.address else { return origin }
            origin.address = address.description
            guard isTrusted(address) else { return origin }
        }
        return origin
    }

    private func isTrusted(_ address: IPAddress) -> Bool { ranges.contains { $0.contains(address) } }

    /// One hop, as the proxy wrote that it came from.
    private struct Hop {
        var address: IPAddress?
        var isSecure: Bool?
    }

    /// Protocols belong to addresses by their order; a single one is that of the whole way, and with another number nobody knows
    /// whose they are: the right-most is the nearest proxy's own word.
    private static func xForwarded(_ headers: HTTPFields) -> [Hop] {
        let addresses = items(headers, "X-Forwarded-For")
        let secure = items(headers, "X-Forwarded-Proto").map { $0.lowercased() == "https" }
        guard secure.count != addresses.count else {
            return zip(addresses, secure).map { Hop(address: node($0), isSecure: $1) }
        }
        var hops = addresses.map { Hop(address: node($0)) }
        if !hops.isEmpty { hops[hops.count - 1].isSecure = secure.last }
        return hops
    }

    private static func forwarded(_ headers: HTTPFields) -> [Hop] {
        items(headers, "Forwarded").map { element in
            var hop = Hop()
            for pair in element.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
                guard parts.count == 2 else { continue }
                let value = parts[1].filter { $0 != "\"" && $0 != " " }
                switch parts[0].lowercased() {
                case "for": hop.address = node(value)
                case "proto": hop.isSecure = value.lowercased() == "https"
                default: break
                }
            }
            return hop
        }
    }

    /// The items of a list that may be spread over several lines of a header, without blanks around them.
    private static func items(_ headers: HTTPFields, _ name: String) -> [String] {
        guard let name = HTTPField.Name(name) else { return [] }
        return headers[values: name].flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { item in
            String(item.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
    }

    /// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80`.
    private static func node(_ text: some StringProtocol) -> IPAddress? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            return IPAddress(text[text.index(after: text.startIndex)..<end])
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return IPAddress(parts.count == 2 ? String(parts[0]) : String(text))
    }
}
