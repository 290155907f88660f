import Foundation
import HTTPTypes
import Hub
import Staff
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// What every operation does before and after its own work.
struct FrameTests {
    @Test
    func `other methods are 405 with what there is, and OPTIONS tells it`() async throws {
        try await Booth.with(.sqlite) { booth in
            for (method, path, allowed) in [
                (HTTPRequest.Method.delete, "/markets", "HEAD, GET, OPTIONS"), (.put, "/markets/gb/en/products", "HEAD, GET, OPTIONS"),
                (.get, "/markets/gb/en/orders", "POST, OPTIONS"), (.trace, "/markets", "HEAD, GET, OPTIONS"),
                (.post, "/markets/gb/en/baskets/x/lines/y", "DELETE, PATCH, OPTIONS"),
            ] {
                let refused = try await booth.ask(method, path)
                #expect(refused.status == 405 && refused.headers[.allow] == allowed && refused.code == "method_not_allowed", "\(method) \(path)")
                let options = try await booth.ask(.options, path, nil, [.origin: "https://elsewhere.example"])
                #expect(options.status == 204 && options.headers[.allow] == allowed && options.headers[.accessControlAllowMethods] == allowed)
                #expect(options.headers[.accessControlAllowOrigin] == "*")
            }
            #expect(try await booth.ask(.get, "/nothing").status == 404)
        }
    }

    @Test
    func `a page of another site may ask`() async throws {
        try await Booth.with(.sqlite) { booth in
            let made = try await booth.post("/markets/gb/en/baskets", [:], [.origin: "https://elsewhere.example"])
            #expect(made.status == 201 && made.headers[.accessControlAllowOrigin] == "*")
            #expect(made.headers[.setCookie] == nil)
        }
    }

    @Test
    func `bodies of another kind, broken, too large or unknown are told apart`() async throws {
        try await Booth.with(.sqlite) { booth in
            let path = "/api/v1/markets/gb/en/baskets"
            func outcome(_ body: String, _ type: String? = "application/json") async throws -> String {
                var headers = HTTPFields()
                headers[.contentType] = type
                let answer = try await booth.send(.post, path, Data(body.utf8), headers)
                return "\(answer.status) \(answer.code)"
            }
            let good = try await outcome("{}")
            #expect(good == "201 ")
            #expect(try await outcome("{}", "application/json; charset=utf-8") == "201 ")
            #expect(try await outcome("a=b", "application/x-www-form-urlencoded") == "415 wrong_media_type")
            #expect(try await outcome("{}", nil) == "415 wrong_media_type")
            #expect(try await outcome("{") == "400 malformed_json")
            #expect(try await outcome("") == "400 malformed_json")
            #expect(try await outcome("\"" + String(repeating: "x", count: 70_000) + "\"") == "413 too_large")
            #expect(try await outcome("{\"lines\":[],\"lines\":[]}") == "400 malformed_json")
            #expect(try await outcome("{\"line\":[]}") == "422 invalid_request")
        }
    }

    @Test
    func `what a client does not accept is 406`() async throws {
        try await Booth.with(.sqlite) { booth in
            let rows: [(String, Int)] = [
                ("*/*", 200), ("application/json", 200), ("application/*;q=0.1", 200), ("text/html, */*;q=0.5", 200), ("text/html", 406),
                ("application/json;q=0, */*", 406), ("application/xml", 406), ("", 406),
            ]
            for path in ["/markets", "/markets/gb/en/products"] {
                for (accept, status) in rows {
                    let answer = try await booth.get(path, [.accept: accept])
                    #expect(answer.status == status && (status == 200 || answer.code == "not_acceptable"), "\(accept)")
                }
            }
        }
    }

    @Test
    func `parameters out of their limits are refused by name`() async throws {
        try await Booth.with(.sqlite) { booth in
            for (query, errors) in [
                ("limit=0", ["limit out_of_range"]), ("limit=101", ["limit out_of_range"]), ("limit=ten", ["limit wrong_type"]), ("limit=", ["limit wrong_type"]),
                ("color=red", ["color unknown"]), ("cursor=%21", ["cursor malformed"]), ("limit=0&page=2", ["page unknown", "limit out_of_range"]),
                ("=", [" unknown"]), ("&&=x&", [" unknown"]),
            ] {
                let refused = try await booth.get("/markets/gb/en/products?\(query)")
                #expect(refused.status == 422 && refused.errors == errors, "\(query) \(refused.errors)")
            }
            #expect(try await booth.get("/markets/xx/en/products").status == 404)
            #expect(try await booth.get("/markets/GB/en/products").status == 404)
            #expect(try await booth.get("/markets/gb/ja/products").status == 404, "Britain is not served in Japanese")
        }
    }

    @Test(arguments: Engine.available)
    func `a key that is unknown, revoked or over is refused even where none is needed`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let made = try await booth.hub.database.write {
                try ApiKey.create(named: "Partner", for: [.ordersRead], until: Booth.now.adding(seconds: 60), at: Booth.now, in: $0)
            }
            func status(_ authorization: String) async throws -> Int { try await booth.get("/markets", [.authorization: authorization]).status }
            #expect(try await status("Bearer \(made.secret)") == 200)
            #expect(try await status("bearer \(made.secret)") == 200)
            for wrong in ["Bearer \(made.secret)x", "Bearer \(made.secret.dropLast())0", "Basic \(made.secret)", made.secret, "Bearer", ""] {
                let refused = try await booth.get("/markets", [.authorization: wrong])
                #expect(refused.status == 401 && refused.code == "key_unknown" && refused.headers[.wwwAuthenticate] == "Bearer", "\(wrong)")
            }
            booth.turn(to: Booth.now.adding(seconds: 60))
            #expect(try await status("Bearer \(made.secret)") == 401)
            booth.turn(to: Booth.now)
            try await booth.hub.database.write { try ApiKey.revoke(made.key.prefix, at: Booth.now, in: $0) }
            #expect(try await status("Bearer \(made.secret)") == 401)
        }
    }

    @Test
    func `a client has its burst, then its rate, and is told when to go on`() async throws {
        var limits = RateLimits()
        limits.guest = Rate("guest", burst: 3, perMinute: 60)
        limits.key = Rate("key", burst: 5, perMinute: 60)
        try await Booth.with(.sqlite, limits: limits) { booth in
            let (limit, policy) = (try #require(HTTPField.Name("RateLimit")), try #require(HTTPField.Name("RateLimit-Policy")))
            for left in [2, 1, 0] {
                let answer = try await booth.get("/markets")
                #expect(answer.status == 200 && answer.headers[limit] == "\"guest\";r=\(left);t=\(3 - left)")
                #expect(answer.headers[policy] == "\"guest\";q=3;w=3")
            }
            let refused = try await booth.get("/markets")
            #expect(refused.status == 429 && refused.code == "rate_limited" && refused.headers[.retryAfter] == "1")
            #expect(refused.headers[limit] == "\"guest\";r=0;t=3")
            #expect(try await booth.ask(.get, "/markets", visitor: "203.0.113.8").status == 200, "another address has its own")
            #expect(try await booth.ask(.get, "/markets", visitor: "127.0.0.1").headers[limit] == nil, "this machine has no limit")
            let key = try await booth.hub.database.write { try ApiKey.create(named: "P", for: [.ordersRead], until: nil, at: Booth.now, in: $0) }
            let withKey = try await booth.get("/markets", [.authorization: "Bearer \(key.secret)"])
            #expect(withKey.status == 200 && withKey.headers[limit] == "\"key\";r=4;t=1")
            booth.turn(to: Booth.now.adding(seconds: 1))
            #expect(try await booth.get("/markets").status == 200)
            #expect(try await booth.get("/markets").status == 429)
        }
    }
}
