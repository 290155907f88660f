import Foundation

/// From where somebody comes to the desk.
package struct Visitor: Hashable, Sendable {
    private static let agentLimit = 200

    /// The network of the address: the first 24 bits of IPv4, the first 64 of IPv6, as `203.0.113.0/24`; `unknown` without one.
    package let network: String
    /// What the browser says it is.
    package let agent: String

    /// A visitor by address and browser.
    package init(address: String, agent: String) {
        network = Self.network(of: address)
        self.agent = String(agent.filter { !$0.isNewline && $0 != "\0" }.prefix(Self.agentLimit))
    }

    static func network(of address: String) -> String {
        var four = in_addr()
        if inet_pton(AF_INET, address, &four) == 1 {
            return address.split(separator: ".").prefix(3).joined(separator: ".") + ".0/24"
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, address, &six) == 1 else { return "unknown" }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        // An IPv4 address that came through a socket of IPv6.
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255] {
            return bytes[12..<15].map(String.init).joined(separator: ".") + ".0/24"
        }
        let groups = stride(from: 0, to: 8, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
        return groups.joined(separator: ":") + "::/64"
    }
}
