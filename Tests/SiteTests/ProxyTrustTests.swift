import HTTPTypes
import TestKit
import Testing
import Web

/// Whom the hub believes about where a request came from.
struct ProxyTrustTests {
    private static let ranges = ["10.0.0.0/8", "192.0.2.1", "fd00::/8"].compactMap { NetworkRange($0) }

    /// Peer, what X-Forwarded-For and X-Forwarded-Proto say (| between lines of the header), the address and scheme that follow.
    @Test func `the first address from the right that is not trusted is the fan's`() {
        let table = """
            203.0.113.9 ; 198.51.100.7                         ; https       ; 203.0.113.9  http
            10.0.0.1    ;                                      ;             ; 10.0.0.1     http
            10.0.0.1    ; 198.51.100.7                         ; https       ; 198.51.100.7 https
            10.0.0.1    ; 198.51.100.7                         ; http        ; 198.51.100.7 http
            10.0.0.1    ; 1.1.1.1, 198.51.100.7                ; https       ; 198.51.100.7 https
            10.0.0.1    ; 10.9.9.9, 198.51.100.7               ; https       ; 198.51.100.7 https
            10.0.0.1    ; 198.51.100.7, 10.0.0.2               ; https, http ; 198.51.100.7 https
            10.0.0.1    ; 1.1.1.1 | 198.51.100.7, 10.0.0.2     ; https       ; 198.51.100.7 https
            10.0.0.1    ; 198.51.100.7:4711                    ; https       ; 198.51.100.7 https
            10.0.0.1    ; 1.1.1.1, [2001:db8::7]:4711          ; https       ; 2001:db8::7  https
            10.0.0.1    ; 2001:DB8:0::7                        ; https       ; 2001:db8::7  https
            fd00::1     ; 198.51.100.7, ::ffff:10.1.2.3        ; https       ; 198.51.100.7 https
            192.0.2.1   ; 198.51.100.7                         ; https       ; 198.51.100.7 https
            192.0.2.2   ; 198.51.100.7                         ; https       ; 192.0.2.2    http
            ::ffff:10.0.0.1 ; 198.51.100.7                     ; https       ; 198.51.100.7 https
            10.0.0.1    ; 198.51.100.7, unknown                ; https       ; 10.0.0.1     https
            10.0.0.1    ; 198.51.100.7, <script>, 10.0.0.2     ; https       ; 10.0.0.2     https
            10.0.0.1    ; 198.51.100.7,                        ; https       ; 10.0.0.1     https
            10.0.0.1    ; 10.0.0.3, 10.0.0.2                   ; https       ; 10.0.0.3     https
            10.0.0.1    ; 1.1.1.1, 198.51.100.7                ; https, http ; 198.51.100.7 http
            """
        let trust = ProxyTrust(Self.ranges, .xForwarded)
        for row in table.split(separator: "\n") {
            let cells = row.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmed }
            var headers = HTTPFields()
            for line in cells[1].split(separator: "|") { headers.append(HTTPField(name: Self.name("X-Forwarded-For"), value: line.trimmed)) }
            if !cells[2].isEmpty { headers[Self.name("X-Forwarded-Proto")] = cells[2] }
            let wanted = cells[3].split(separator: " ").map(String.init)
            let origin = trust.origin(peer: cells[0], isSecure: false, headers)
            #expect(origin == .init(address: wanted[0], isSecure: wanted[1] == "https"), "\(row)")
        }
    }

    @Test func `the Forwarded header is read by its own rules`() {
        let table = [
            ("for=198.51.100.7;proto=https", "198.51.100.7", true),
            ("for=1.1.1.1, for=198.51.100.7;proto=https;by=10.0.0.1", "198.51.100.7", true),
            ("For=\"[2001:db8:cafe::17]:4711\"; Proto=HTTPS", "2001:db8:cafe::17", true),
            ("for=198.51.100.7;proto=https, for=10.0.0.2;proto=http", "198.51.100.7", true),
            ("for=198.51.100.7, for=_hidden;proto=https", "10.0.0.1", true),
            ("for=198.51.100.7, for=unknown", "10.0.0.1", false), ("proto=https", "10.0.0.1", true),
            ("nonsense", "10.0.0.1", false), ("", "10.0.0.1", false),
        ]
        let trust = ProxyTrust(Self.ranges, .forwarded)
        for (value, address, isSecure) in table {
            let headers: HTTPFields = [Self.name("Forwarded"): value]
            #expect(trust.origin(peer: "10.0.0.1", isSecure: false, headers) == .init(address: address, isSecure: isSecure), "\(value)")
        }
    }

    @Test func `a header that the proxies do not write is not read`() {
        let both: HTTPFields = [Self.name("Forwarded"): "for=6.6.6.6;proto=https", Self.name("X-Forwarded-For"): "198.51.100.7"]
        let x = ProxyTrust(Self.ranges, .xForwarded).origin(peer: "10.0.0.1", isSecure: false, both)
        #expect(x == .init(address: "198.51.100.7", isSecure: false))
        let standard = ProxyTrust(Self.ranges, .forwarded).origin(peer: "10.0.0.1", isSecure: false, both)
        #expect(standard == .init(address: "6.6.6.6", isSecure: true))
        #expect(ProxyTrust.nobody.origin(peer: "10.0.0.1", isSecure: true, both) == .init(address: "10.0.0.1", isSecure: true))
    }

    @Test func `networks are read exactly or not at all`() {
        for text in ["10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "10.0.0.0/", "fd00::/129", "host", "", "10.0.0.0/+8", "10.0.0.0/8/8"] {
            #expect(NetworkRange(text) == nil, "\(text)")
        }
        let table = [
            ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false), ("192.0.2.128/25", "192.0.2.127", false),
            ("192.0.2.128/25", "192.0.2.255", true), ("0.0.0.0/0", "203.0.113.1", true), ("0.0.0.0/0", "2001:db8::1", false),
            ("::/0", "203.0.113.1", true), ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe00::1", false),
            ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false), ("2001:db8::/33", "2001:db8:7fff::", true),
            ("2001:db8::/33", "2001:db8:8000::", false),
        ]
        for (range, address, isInside) in table {
            #expect(IPAddress(address).flatMap { NetworkRange(range)?.contains($0) } == isInside, "\(address) in \(range)")
        }
    }

    /// Whatever a fan writes in front, the trusted proxy's own entry decides.
    @Test func `no invented prefix changes the answer`() throws {
        var random = SeededRandom.printed()
        let trust = ProxyTrust(Self.ranges, .xForwarded)
        let pool = ["10.0.0.9", "1.1.1.1", "unknown", "", "::1", "192.0.2.1", "fd00::2", "x,y", "\"", "10.0.0.1:99", "[fd00::1]"]
        for _ in 0..<500 {
            let invented = (0..<Int.random(in: 0...6, using: &random)).map { _ in pool.randomElement(using: &random) ?? "" }
            let headers: HTTPFields = [Self.name("X-Forwarded-For"): (invented + ["198.51.100.7", "10.0.0.2"]).joined(separator: ", ")]
            #expect(trust.origin(peer: "10.0.0.1", isSecure: false, headers).address == "198.51.100.7", "\(invented)")
        }
    }

    private static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .accept }
}

extension StringProtocol {
    fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
