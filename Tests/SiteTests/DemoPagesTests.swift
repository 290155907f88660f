import Foundation
import HTTPTypes
import Hub
import Storage
import TestKit
import Testing
import Values

/// The pages of the demo, as people see it first.
struct DemoPagesTests {
    private static let now = Instant("2026-11-24T12:00:00Z") ?? Instant(ms: 0)
    private static let bases = ["/us/en", "/gb/en", "/jp/ja", "/kr/ko", "/cn/zh-hans"]
    /// Compressed bytes of a page and its stylesheet together.
    private static let weightLimit = 30_000

    @Test
    func `a page and its stylesheet weigh less than thirty kilobytes compressed`() async throws {
        try await Self.demo { stage in
            var heaviest = (0, "")
            for base in Self.bases {
                let pages = [
                    "", "/store", "/stories", "/films", "/products", "/films/right-of-way", "/stories/the-rower-who-waited",
                    "/products/duckling-mittens", "/basket", "/shipping", "/returns", "/privacy",
                ]
                for page in pages {
                    let seen = try await stage.get(base + page)
                    #expect(seen.status == 200, "\(base)\(page)")
                    let sheet = try #require(seen.text.firstMatch(of: /rel="stylesheet" href="([^"]+)"/)).output.1
                    let weight = try Self.zipped(seen.text) + Self.zipped(try await stage.get(String(sheet)).text)
                    #expect(weight < Self.weightLimit, "\(base)\(page)")
                    if weight > heaviest.0 { heaviest = (weight, base + page) }
                }
            }
            #expect(heaviest.0 > 5_000)
        }
    }

    @Test
    func `the two stores differ in name, shelves and goods, and both lead into a story`() async throws {
        try await Self.demo { stage in
            let china = try await stage.get("/cn/zh-hans/store").text
            #expect(china.contains("<h1>小小旗舰店</h1>") && china.contains("/cn/zh-hans/products/city-poster\""))
            #expect(china.contains("/cn/zh-hans/stories/the-rower-who-waited\""))
            for base in ["/us/en", "/gb/en", "/jp/ja", "/kr/ko"] {
                let world = try await stage.get("\(base)/store").text
                #expect(world.contains("\(base)/products/city-mug\"") && world.contains("\(base)/stories/the-lions-of-a-small-rink\""))
                #expect(try await stage.get("\(base)/products/city-poster").status == 404)
                #expect(try await stage.get("\(base)/products/city-mug").status == 200)
            }
            #expect(try await stage.get("/cn/en/products/city-mug").status == 404)
            #expect(try await stage.get("/cn/en/products/city-poster").status == 200)
        }
    }

    @Test
    func `the campaign's three films are open, in their order, and the fourth is announced and closed`() async throws {
        try await Self.demo { stage in
            for base in Self.bases {
                let films = try await stage.get("\(base)/films").text
                let order = ["the-only-ice", "right-of-way", "to-the-greatness-of-small"]
                let places = order.compactMap { films.range(of: "\(base)/films/\($0)\"")?.lowerBound }
                #expect(places.count == 3 && places == places.sorted())
                #expect(try await stage.get("\(base)/films/the-sixth-duckling").status == 404)
                let home = try await stage.get(base).text
                #expect(home.contains("data-until") && !home.contains("the-sixth-duckling"))
            }
            #expect(try await stage.get("/jp/ja").text.contains("2026年11月28日 10:00（東京時間）公開"))
            #expect(try await stage.get("/us/en").text.contains("Opens November 28, 2026, 10:00, New York time"))
            let credits = try await stage.get("/us/en/films/the-only-ice").text.matches(of: /<dt lang="en">/).count
            #expect(credits == 24)
            stage.turn(to: try #require(Instant("2026-11-28T01:00:00Z")))
            #expect(try await stage.get("/jp/ja/films/the-sixth-duckling").status == 200)
            #expect(try await stage.get("/cn/zh-hans/films/the-sixth-duckling").status == 404)
        }
    }

    @Test
    func `every address on a page of the demo leads to a page`() async throws {
        try await Self.demo { stage in
            var (known, waiting) = (Set<String>(), ["/cn/zh-hans", "/gb/en"])
            while let path = waiting.popLast() {
                guard known.insert(path).inserted else { continue }
                let seen = try await stage.get(path)
                #expect([200, 302, 303].contains(seen.status), "\(path): \(seen.status)")
                guard seen.headers[.contentType]?.hasPrefix("text/html") == true || seen.status != 200 else { continue }
                let links = seen.text.matches(of: /(?:href|src)="(\/[^"#]*)"/).map { String($0.output.1).replacing("&amp;", with: "&") }
                waiting += (links + [seen.headers[.location]].compactMap(\.self)).filter { link in
                    ["/cn/zh-hans", "/gb/en", "/place?", "/assets/"].contains { link.hasPrefix($0) }
                }
            }
            #expect(known.contains("/cn/zh-hans/store") && known.contains("/gb/en/films/right-of-way"))
        }
    }

    private static func demo(_ body: (Stage) async throws -> Void) async throws {
        try await Stage.with(.sqlite, at: now, filled: { stage, _ in try await stage.hub.fillDemo { _ in } }, body)
    }

    private static func zipped(_ text: String) throws -> Int {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("weight-\(UUID().uuidString)")
        try Data(text.utf8).write(to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
        gzip.arguments = ["-6", "-c", folder.path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        try gzip.run()
        let size = pipe.fileHandleForReading.readDataToEndOfFile().count
        gzip.waitUntilExit()
        return size
    }
}
