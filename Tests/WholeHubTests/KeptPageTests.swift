import Foundation
import Storage
import TestKit
import Testing

/// Pages that are kept as bytes, and the fast path that sends them.
@Suite(.serialized)
struct KeptPageTests {
    private static let pages = ["/gb/en", "/gb/en/products", "/gb/en/stories/small-steps", "/gb/en/feed.xml", "/sitemap.xml"]

    @Test
    func `a kept page says the same on every way: first, kept, known, small, and by its head alone`() async throws {
        try await Self.withHub { hub, ground in
            for path in Self.pages {
                let answers = try await Fan.visit(hub) { fan in
                    let first = try fan.get(path)
                    let tag = ["If-None-Match": first["ETag"] ?? ""]
                    let gzip = ["Accept-Encoding": "gzip, br"]
                    return try [
                        first, fan.get(path), fan.get(path, tag), fan.get(path, gzip), fan.get(path, gzip.merging(tag) { $1 }),
                        fan.get(path, ["Connection": "close"]), fan.head(path), fan.get(path, ["If-None-Match": "\"other\""]),
                    ]
                }
                #expect(answers.map(\.status) == [200, 200, 304, 200, 304, 200, 200, 200], "\(path)")
                let body = answers[0].body
                let unzipped = try await Self.gunzip(answers[3].body, in: ground)
                #expect(answers[1].body == body && answers[5].body == body && answers[7].body == body)
                #expect(unzipped == body)
                #expect(answers[3].body.count < body.count)
                #expect(answers[2].body.isEmpty && answers[4].body.isEmpty && answers[6].body.isEmpty)
                for answer in answers { Self.hasHeaders(answer, like: answers[0], path) }
                #expect(answers[3]["Content-Encoding"] == "gzip" && answers[0]["Content-Encoding"] == nil)
                #expect(answers[6]["Content-Length"] == "\(body.count)")
                #expect(answers[2]["Content-Length"] == nil && answers[4]["Content-Length"] == nil)
            }
        }
    }

    @Test
    func `the head of what is not there, or belongs to one fan, comes alone too`() async throws {
        try await Self.withHub { hub, _ in
            try await Fan.visit(hub) { fan in
                for path in ["/gb/en/nothing", "/gb/en/basket", "/healthz", "/xx", "/", "/api/v1/markets/xx/en/stories"] {
                    let (head, whole) = (try fan.head(path), try fan.get(path))
                    #expect(head.status == whole.status, "\(path)")
                    #expect(head["Content-Length"] == "\(whole.body.count)", "\(path)")
                    #expect(head["Content-Type"] == whole["Content-Type"], "\(path)")
                }
            }
        }
    }

    @Test
    func `requests in one packet are answered in their order`() async throws {
        try await Self.withHub { hub, _ in
            try await Fan.visit(hub) { fan in
                let kept = try fan.get("/gb/en").body
                let wire = try Wire(port: fan.port)
                let paths = ["/gb/en", "/gb/en", "/jp/en/products", "/gb/en", "/healthz", "/gb/en/nothing", "/gb/en"]
                try wire.send(paths.map { fan.request("GET", $0) }.joined())
                let answers = try paths.map { _ in try wire.answer() }
                #expect(answers.map(\.status) == [200, 200, 200, 200, 200, 404, 200])
                #expect(answers[0].body == kept && answers[1].body == kept && answers[3].body == kept && answers[6].body == kept)
                #expect(answers[2].text.contains("<html lang=\"en\">") && answers[2].text.contains("Japan"))
                #expect(answers[4].text == "ok\n")
            }
        }
    }

    @Test
    func `a kept page never overtakes an order on its connection`() async throws {
        try await Self.withHub { hub, _ in
            try await Fan.visit(hub) { fan in
                let kept = try fan.get("/gb/en").body
                let form = try fan.ready().form
                let order = fan.request("POST", "/gb/en/checkout", ["Content-Type": Fan.formType], Fan.encoded(form))
                let page = fan.request("GET", "/gb/en")
                let wire = try Wire(port: fan.port)
                try wire.send(String(order.dropLast(10)))
                try wire.send(order.suffix(10) + page + page)
                let answers = try [wire.answer(), wire.answer(), wire.answer()]
                #expect(answers.map(\.status) == [303, 200, 200])
                #expect(answers[0]["Location"]?.hasPrefix("/gb/en/orders/") == true)
                #expect(answers[1].body == kept && answers[2].body == kept)
            }
        }
    }

    private static func withHub(_ body: @Sendable (HubProcess, Ground) async throws -> Void) async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            try await HubProcess.with(ground) { try await body($0, ground) }
        }
    }

    private static func hasHeaders(_ answer: Answer, like first: Answer, _ path: String) {
        for name in ["ETag", "Cache-Control", "Vary", "Content-Type", "Content-Security-Policy", "X-Content-Type-Options"] {
            #expect(answer[name] != nil && answer[name] == first[name], "\(name) of \(path)")
        }
        #expect(answer["Date"] != nil, "\(path)")
        let names = answer.headers.map { $0.name.lowercased() }
        #expect(Set(names).count == names.count, "\(path)")
    }

    /// What gzip itself makes of the bytes.
    private static func gunzip(_ bytes: [UInt8], in ground: Ground) async throws -> [UInt8] {
        let file = ground.folder.appendingPathComponent("page-\(UUID().uuidString)")
        try Data(bytes).write(to: file.appendingPathExtension("gz"))
        let gzip = try Program("/bin/gzip", ["-d", file.path + ".gz"], logs: ground.folder)
        #expect(try await gzip.end() == 0)
        return Array(try Data(contentsOf: file))
    }
}
