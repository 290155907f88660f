import Foundation
import Storage
import TestKit
import Testing

/// What every answer of every route carries, whatever it answers.
@Suite(.serialized)
struct HeaderTests {
    /// Header and what it must contain; media and other surfaces may allow themselves more where it says so.
    private static let wanted = TextTable.rows("""
        X-Content-Type-Options       | nosniff
        Referrer-Policy              | strict-origin-when-cross-origin
        Cross-Origin-Opener-Policy   | same-origin
        Cross-Origin-Resource-Policy | -origin
        Permissions-Policy           | camera=(
        Content-Security-Policy      | default-src 'none'
        """)

    @Test
    func `every answer of every route carries the security headers`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            let listed = try await ground.run("routes")
            let routes = listed.output.split(separator: "\n").map(String.init)
            #expect(routes.count > 20 && listed.code == 0)
            try await HubProcess.with(ground) { hub in
                try await Fan.visit(hub) { fan in
                    for route in routes {
                        let parts = route.split(separator: " ").map(String.init)
                        for path in Self.paths(parts[1]) { try Self.check(fan, parts[0], path) }
                    }
                    for path in ["/", "/nowhere", "/api/v1/nowhere", "/desk/nowhere", "/gb/en/%ff"] { try Self.check(fan, "GET", path) }
                }
            }
        }
    }

    /// A route's path with things that exist and things that do not; twice, since the second answer may be a kept one.
    private static func paths(_ route: String) -> [String] {
        let known = ["market": "gb", "language": "en", "slug": route.contains("stories") ? "small-steps" : "bottle", "store": "international"]
        let names = route.split(separator: "/", omittingEmptySubsequences: false)
        func filled(_ value: (String) -> String) -> String {
            names.map { part in
                var text = part
                if text.hasPrefix("{"), text.hasSuffix("}") { text = ":" + text.dropFirst().dropLast() }
                return text.hasPrefix(":") ? value(String(text.dropFirst())) : text == "**" || text == "*" ? "x" : String(text)
            }.joined(separator: "/")
        }
        let real = filled { known[$0] ?? "x" }
        return [real, real, filled { _ in "x" }]
    }

    private static func check(_ fan: Fan, _ method: String, _ path: String) throws {
        let answer = switch method {
        case "HEAD": try fan.head(path)
        case "GET": try fan.get(path)
        default: try fan.send(method, path)
        }
        for row in wanted {
            #expect(answer[row[0]]?.contains(row[1]) == true, "\(method) \(path): \(row[0]) is \(answer[row[0]] ?? "missing")")
        }
        let policy = answer["Content-Security-Policy"] ?? ""
        let isSandboxed = policy.contains("sandbox")
        #expect(isSandboxed || policy.contains("frame-ancestors"), "\(method) \(path): \(policy)")
        #expect(isSandboxed || !policy.contains("unsafe-"), "\(method) \(path): \(policy)")
        #expect(answer["Server"] == nil && answer["X-Powered-By"] == nil)
    }
}
