import Foundation
import Storage
import TestKit
import Testing

/// The hub behind a proxy, and before people who say that they are one.
@Suite(.serialized)
struct ProxyTests {
    /// What is trusted, then X-Forwarded-For of five requests for one story, and how many visitors that makes.
    private static let table = TextTable.rows("""
        # trusted     | forwarded for                                                                   | visitors
        none          | 198.51.100.1 ; 198.51.100.2 ; 198.51.100.3 ; 198.51.100.4 ; 198.51.100.5         | 1
        203.0.113.0/24 | 198.51.100.1 ; 198.51.100.2 ; 198.51.100.3 ; 198.51.100.4 ; 198.51.100.5        | 1
        127.0.0.0/8   | 198.51.100.1 ; 198.51.100.2 ; 198.51.100.1 ; 198.51.100.3 ; 198.51.100.2         | 3
        127.0.0.0/8   | 1.1.1.1, 198.51.100.1 ; 2.2.2.2, 198.51.100.1 ; 198.51.100.1, 127.0.0.9 ; 198.51.100.1 ; x, 198.51.100.1 | 1
        """)

    @Test(arguments: table)
    func `fans are told apart by what a trusted proxy says, and by nobody else's word`(_ row: [String]) async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            let flags = row[0] == "none" ? [] : ["--trusted-proxies", row[0]]
            try await HubProcess.with(ground, flags) { hub in
                let chains = row[1].split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
                let views = try await Fan.visit(hub) { fan in
                    for chain in chains {
                        let seen = try fan.get("/gb/en/stories/small-steps/seen.gif", ["X-Forwarded-For": chain])
                        #expect(seen.status == 200)
                    }
                    return try fan.gauge("stadion_views")
                }
                #expect(views == Int64(row[2]))
            }
        }
    }

    @Test
    func `a form counts as sent over HTTPS when the proxy says so, and pages name the public address`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            let flags = ["--trusted-proxies", "127.0.0.1", "--public-url", "https://hub.example.org", "--hsts", "600"]
            try await HubProcess.with(ground, flags) { hub in
                try await Fan.visit(hub) { fan in
                    let key = try fan.page("/gb/en/products/bottle").hidden("variant") ?? ""
                    let host = "localhost:\(fan.port)"
                    let origins: [(String, String, Int)] = [
                        ("https://hub.example.org", "https", 303), ("https://\(host)", "https", 303), ("http://\(host)", "https", 403),
                        ("http://\(host)", "http", 303), ("http://hub.example.org", "https", 403), ("https://evil.example", "https", 403),
                    ]
                    for (origin, scheme, status) in origins {
                        let headers = ["Origin": origin, "X-Forwarded-For": "198.51.100.1", "X-Forwarded-Proto": scheme]
                        let answer = try fan.post("/gb/en/basket", ["variant": key], headers)
                        #expect(answer.status == status, "\(origin) over \(scheme)")
                        #expect(status == 403 || answer["Set-Cookie"]?.contains("; Secure") == true)
                        #expect(answer["Strict-Transport-Security"] == "max-age=600")
                    }
                    try Self.addresses(fan, "https://hub.example.org")
                }
            }
        }
    }

    @Test
    func `a hub on a free port names that port wherever it tells its address`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            try await HubProcess.with(ground) { hub in
                try await Fan.visit(hub) { try Self.addresses($0, "http://localhost:\($0.port)") }
            }
        }
    }

    /// Canonical links, feeds and sitemaps begin with the public address; none says anything else.
    private static func addresses(_ fan: Fan, _ url: String) throws {
        #expect(try fan.get("/gb/en").text.contains("<link rel=\"canonical\" href=\"\(url)/gb/en\">"))
        #expect(try fan.get("/robots.txt").text.contains("Sitemap: \(url)/sitemap"))
        for path in ["/sitemap.xml", "/gb/en/feed.xml"] {
            let text = try fan.get(path).text
            let others = text.matches(of: /<(loc|link)>([^<]*)</).map { String($0.output.2) }.filter { $0 != url && !$0.hasPrefix("\(url)/") }
            #expect(others == [] && text.contains(url), "\(path)")
        }
    }
}
