import Foundation
import Storage
import TestKit
import Testing

/// What nobody sends who means well.
@Suite(.serialized)
struct HostileTests {
    @Test(arguments: Engine.available)
    func `hostile requests are refused and change nothing`(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            try await Goods.fill(ground)
            try await HubProcess.with(ground) { hub in
                try await Fan.visit(hub) { fan in
                    try Self.foreignForms(fan)
                    try Self.brokenForms(fan)
                    try Self.strayPaths(fan)
                    try Self.wrongGoods(fan)
                    #expect(try fan.get("/healthz").status == 200)
                }
                try await Fan.visit(hub) { try Self.brokenHeads($0) }
                #expect(!hub.log.contains(" error "), "\(hub.log)")
            }
            let sums = try await ground.sums(of: "BOTTLE")
            #expect([sums.orders, sums.holds, sums.keys, sums.held, sums.sold] == [0, 0, 0, 0, 0])
            try await ground.verify()
        }
    }

    private static func foreignForms(_ fan: Fan) throws {
        let form = try fan.ready().form
        let own = "http://localhost:\(fan.port)"
        let table: [([String: String], Int)] = [
            (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
            (["Origin": "https://evil.example"], 403), (["Origin": "\(own).evil.example"], 403),
            (["Origin": "http://evil.example/?://localhost:\(fan.port)"], 403), (["Origin": "null"], 403),
            (["Sec-Fetch-Site": "cross-site", "Origin": own], 403), (["Sec-Fetch-Site": "cross-site", "Origin": "null"], 403),
        ]
        for (headers, status) in table {
            #expect(try fan.post("/gb/en/checkout", form, headers).status == status, "\(headers)")
        }
        let mine = try fan.post("/gb/en/checkout", [:], ["Sec-Fetch-Site": "same-origin", "Origin": own])
        #expect(mine.status == 422)
    }

    private static func brokenForms(_ fan: Fan) throws {
        let type = ["Content-Type": Fan.formType]
        let key = try fan.page("/gb/en/products/bottle").hidden("variant") ?? ""
        let table: [(String, [String: String], Int)] = [
            ("variant=\(key)&x=\(String(repeating: "a", count: 64 << 10))", type, 413),
            ("variant=\(key)&x=\(String(repeating: "a", count: 1 << 20))", type, 413),
            ("{\"variant\":\"\(key)\"}", ["Content-Type": "application/json"], 415),
            ("variant=\(key)", ["Content-Type": "text/plain"], 415), ("variant=\(key)", [:], 415),
            ("variant=%", type, 422), ("variant=%4", type, 422), ("variant=%zz", type, 422), ("variant=%ff%fe", type, 422),
            ("%C3=1", type, 422), ((0...200).map { "f\($0)=1" }.joined(separator: "&"), type, 422),
            ("", type, 422), ("variant=\(key)%00", type, 422), ("variant=\(key)&from=\0", type, 422),
        ]
        for (body, headers, status) in table {
            #expect(try fan.post("/gb/en/basket", body: body, headers).status == status, "\(body.prefix(60))")
        }
    }

    private static func strayPaths(_ fan: Fan) throws {
        let paths = [
            "/media/../../etc/passwd", "/media/%2e%2e/%2e%2e%2fetc%2fpasswd", "/media/..%2f..%2fetc/passwd", "/media/x/y",
            "/media/\(String(repeating: "0", count: 64))/a.png", "/assets/../Package.swift", "/assets/%2e%2e/site.css",
            "/assets/..%2f..%2f/etc%2fpasswd", "/assets//etc/passwd", "/gb/en/stories/../../x", "/gb/en/stories/%2e%2e%2fx",
            "/gb/en/stories/..", "/gb/en/stories/small-steps%00", "/gb/en/stories/SMALL-STEPS", "/gb/en/stories/%ff",
            "/gb/en/products/%2e%2e", "/gb/en/products/bottle%2f..%2fscarf", "/GB/en", "/gb/EN", "/gb/ja", "/xx/en", "/gb",
            "/gb/en/orders/%00", "/gb/en/test-bank/0000000000000", "/gb/en/test-bank/..", "//gb/en/stories/small-steps/x",
            "/gb/en/products/' OR 1=1 --".replacing(" ", with: "%20"),
        ]
        for path in paths {
            let answer = try fan.get(path)
            #expect(answer.status == 404, "\(path)")
            #expect(!answer.text.contains("root:"), "\(path)")
        }
        #expect(try fan.get("/gb/en/stories?after=%ff").status == 422)
        #expect(try fan.get("/gb/en/products?after=../x").status == 302)
    }

    private static func wrongGoods(_ fan: Fan) throws {
        let key = try fan.page("/gb/en/products/bottle").hidden("variant") ?? ""
        let scarf = try fan.page("/gb/en/products/scarf").choices
        for quantity in ["-1", "0", "21", "1e9", "1000000000", "99999999999999999999", "1.5", "٣", "0x1", "1;2"] {
            let added = try fan.post("/gb/en/basket", ["variant": key, "quantity": quantity])
            #expect(added.status == 422, "\(quantity)")
            let updated = try fan.post("/gb/en/basket/update", ["key": key, "quantity": quantity])
            #expect(updated.status == (quantity == "0" ? 303 : 422), "\(quantity)")
        }
        for variant in ["", "0000000000000", "zzzzzzzzzzzzz", "7zzzzzzzzzzzz", "-1", "bottle", "../x", key.dropLast() + "!"] {
            #expect(try fan.post("/gb/en/basket", ["variant": variant]).status == 422, "\(variant)")
        }
        try anotherMarket(key)
        try tooMany(fan, scarf["M"] ?? "")

        func anotherMarket(_ key: String) throws {
            let stranger = Fan(port: fan.port)
            stranger.setCookie("basket-us", fan.cookie("basket-gb") ?? "")
            #expect(try stranger.page("/us/en/basket").hidden("key") == nil)
            #expect(try stranger.post("/us/en/basket", ["variant": key]).status == 303)
            #expect(stranger.cookie("basket-us") != fan.cookie("basket-gb"))
        }
    }

    private static func tooMany(_ fan: Fan, _ key: String) throws {
        #expect(try fan.post("/gb/en/basket", ["variant": key, "quantity": "20"]).status == 303)
        #expect(try fan.post("/gb/en/basket", ["variant": key]).status == 422)
        let basket = try fan.page("/gb/en/basket").amounts
        #expect(basket == ["£399.80"])
    }

    /// Each is answered or cut off, and the hub lives on.
    private static func brokenHeads(_ fan: Fan) throws {
        let host = "Host: localhost:\(fan.port)\r\n"
        let table: [(String, Set<Int>)] = [
            ("GET /gb/en HTTP/1.1\r\n\(host)X: \(String(repeating: "a", count: 40_000))\r\n\r\n", [431, 400]),
            ("GET /gb/en HTTP/1.1\r\n\(host)" + (0..<200).map { "X\($0): a\r\n" }.joined() + "\r\n", [431, 400]),
            ("GET /\(String(repeating: "a", count: 40_000)) HTTP/1.1\r\n\(host)\r\n", [414, 431, 400]),
            ("nonsense\r\n\r\n", [400]), ("GET / HTTP/9.9\r\n\(host)\r\n", [400, 505]),
            ("POST /gb/en/basket HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", [400]),
            ("POST /gb/en/basket HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n", [400]),
            ("POST /gb/en/basket HTTP/1.1\r\n\(host)Content-Type: \(Fan.formType)\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", [400]),
        ]
        for (text, statuses) in table {
            let wire = try Wire(port: fan.port)
            try? wire.send(text)
            let status = try wire.answer().status
            #expect(statuses.contains(status), "\(text.prefix(60)) gave \(status)")
            #expect(try wire.isAtEnd(), "\(text.prefix(60))")
            #expect(try fan.get("/healthz").status == 200)
        }
    }
}
