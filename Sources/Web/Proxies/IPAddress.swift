import Foundation

/// An address of the internet, version 4 or 6; a version 4 address and its mapped form in version 6 are the same.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// 16 bytes, version 4 behind `::ffff:`.
    let bytes: [UInt8]
    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    /// Reads `203.0.113.7` or `2001:db8::7`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let plain = String(text)
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, plain, &four) == 1 {
            bytes = Self.mapped + withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, plain, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
    }

    /// Whether it is of version 4.
    var isFour: Bool { bytes.starts(with: Self.mapped) }

    /// As people write it.
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let (family, shown) = isFour ? (AF_INET, Array(bytes.suffix(4))) : (AF_INET6, bytes)
        return inet_ntop(family, shown, &text, socklen_t(text.count)).map { String(cString: $0) } ?? ""
    }
}

/// A network, such as `10.0.0.0/8`, or a single address.
package struct NetworkRange: Hashable, Sendable {
    private let address: IPAddress
    /// How many bits are the network's, of 128.
    private let length: Int

    /// Reads `10.0.0.0/8`, `fd00::/8` or an address; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]) else { return nil }
        let most = address.isFour ? 32 : 128
        guard parts.count == 1 || parts[1].allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        guard let length = parts.count == 1 ? most : Int(parts[1]), (0...most).contains(length) else { return nil }
        self.address = address
        self.length = length + 128 - most
    }

    /// Whether an address is inside.
    package func contains(_ other: IPAddress) -> Bool {
        let whole = length / 8
        guard address.bytes[..<whole] == other.bytes[..<whole] else { return false }
        guard length % 8 > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - length % 8))
        return address.bytes[whole] & mask == other.bytes[whole] & mask
    }
}
