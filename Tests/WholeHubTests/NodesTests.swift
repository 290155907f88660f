import Foundation
import Storage
import TestKit
import Testing

/// Several processes on one database see what the others change within a second.
@Suite(.serialized)
struct NodesTests {
    private static let patienceSeconds = 1.0

    @Test(arguments: Engine.available)
    func `an import beside a running hub is on its pages within a second`(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            try await Goods.fill(ground)
            try await HubProcess.with(ground) { hub in
                #expect(try await Self.prices(hub) == ["£9.95", "£9.95", "£9.95", "9.95"])
                try await Goods.bring("products", try ground.write("dearer.csv", Goods.dearer("11.20")), into: ground)
                try await Deadline.wait(for: "the new price", seconds: Self.patienceSeconds) {
                    try await Self.prices(hub) == ["£11.20", "£11.20", "£11.20", "11.20"]
                }
                let before = try await Self.story(hub)
                let changed = Goods.story.replacing("How a long way begins.", with: "Begin small.")
                _ = try ground.write("more/small-steps.en.md", changed)
                try await Goods.bring("stories", ground.folder.appendingPathComponent("more").path, into: ground)
                try await Deadline.wait(for: "the new text", seconds: Self.patienceSeconds) {
                    try await Self.story(hub).contains("Begin small.")
                }
                #expect(before.contains("How a long way begins."))
            }
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `what sells out on one node is sold out on the other within a second, and each mail is sent once`() async throws {
        try await Ground.with(.postgres) { ground in
            try await Goods.fill(ground)
            let (here, there) = (ground.folder.appendingPathComponent("a"), ground.folder.appendingPathComponent("b"))
            try await HubProcess.with(ground, data: here) { first in
                try await HubProcess.with(ground, data: there) { second in
                    for (left, node) in [(2, first), (1, second)] {
                        _ = try await Fan.visit(node) { try $0.buy("rare") }
                        let other = node === first ? second : first
                        try await Self.says("\(left) left", first, second, after: other)
                    }
                    _ = try await Fan.visit(first) { try $0.buy("rare") }
                    try await Self.says("Sold out", first, second, after: second)
                    try await Self.orders(10, first, second)
                    try await Deadline.wait(for: "13 mails") { try Self.mails(here, there).count >= 13 }
                    try await Self.workIsDone(first)
                    let mails = try Self.mails(here, there)
                    #expect(mails.count == 13 && Set(mails).count == 13)
                }
            }
            try await ground.verify()
        }
    }

    /// The bottle's price on its own page, in its story, in the shop and in the API.
    private static func prices(_ hub: HubProcess) async throws -> [String] {
        try await Fan.visit(hub) { fan in
            let pages = try ["/gb/en/products/bottle", "/gb/en/stories/small-steps", "/gb/en/products"].map { try fan.page($0) }
            let listed = try fan.get("/api/v1/markets/gb/en/products").text
            let minor = listed.firstMatch(of: /"sku":"BOTTLE".*?"minor":([0-9]+)/).flatMap { Int($0.output.1) } ?? 0
            let shown = pages.map { page in page.prices.first { ["£9.95", "£11.20"].contains($0) } ?? "none" }
            return shown + ["\(minor / 100).\(minor % 100)"]
        }
    }

    private static func story(_ hub: HubProcess) async throws -> String {
        try await Fan.visit(hub) { try $0.page("/gb/en/stories/small-steps").html }
    }

    /// Both nodes' pages of the rare thing, the slower node's first.
    private static func says(_ text: String, _ first: HubProcess, _ second: HubProcess, after slower: HubProcess) async throws {
        for node in [slower, first, second] {
            try await Deadline.wait(for: "“\(text)” on node \(node.port)", seconds: patienceSeconds) {
                try await Fan.visit(node) { try $0.page("/gb/en/products/rare").html.contains(">\(text)<") }
            }
        }
    }

    private static func orders(_ count: Int, _ first: HubProcess, _ second: HubProcess) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                let node = number % 2 == 0 ? first : second
                group.addTask { _ = try await Fan.visit(node) { try $0.buy("bottle") } }
            }
            try await group.waitForAll()
        }
    }

    private static func workIsDone(_ hub: HubProcess) async throws {
        try await Deadline.wait(for: "an empty outbox") {
            try await Fan.visit(hub) { try $0.gauge("stadion_facts_waiting") + $0.gauge("stadion_jobs_waiting") } == 0
        }
    }

    /// File names of the mails that both nodes have sent.
    private static func mails(_ folders: URL...) throws -> [String] {
        folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.appendingPathComponent("mail").path)) ?? [] }
    }
}
