import Storage
import TestKit
import Testing
import Values

@Suite(.serialized)
struct PostgresAwayTests {
    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `while PostgreSQL is away for a minute kept pages are served and writes say when to come back; then all goes on by itself`() async throws {
        try await PrivateServer.with { server in
            try await Ground.with(server) { ground in
                try await Goods.fill(ground)
                try await HubProcess.with(ground) { hub in
                    let ready = try await Fan.visit(hub) { fan in
                        for path in Self.kept { _ = try fan.get(path) }
                        return try fan.ready()
                    }
                    try server.control("stop")
                    let back = ContinuousClock.now + Self.absence
                    try await Self.isAway(hub, ready)
                    try await Self.says("The clockwork meets a problem", of: Self.loops, in: hub)
                    while ContinuousClock.now < back {
                        try await Self.isAway(hub, ready)
                        try await Task.sleep(for: .seconds(1))
                    }
                    try server.control("start")
                    try await Deadline.wait(for: "a hub that is ready again") {
                        try await Fan.visit(hub) { try $0.get("/readyz").status } == 200
                    }
                    try await Self.isBack(hub, ready)
                    try await Self.says("The clockwork goes on", of: Self.loops, in: hub)
                    let raw = hub.log.split(separator: "\n").filter { $0.prefixMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T/) == nil }
                    #expect(raw == [], "every line is an event of the hub")
                }
                try await ground.verify()
            }
        }
    }

    /// Longer than a pause of the network, than every retry of a query and than the renewal of the node's lease.
    private static let absence = Duration.seconds(61)

    private static let kept = ["/gb/en", "/gb/en/products", "/gb/en/products/bottle", "/gb/en/stories/small-steps", "/gb/en/feed.xml"]

    private static let loops = ["reacting to facts", "running jobs", "settling", "following other nodes"]

    /// Each loop says it once, however often it tries.
    private static func says(_ text: String, of loops: [String], in hub: HubProcess) async throws {
        func lines(_ loop: String) -> Int {
            hub.log.split(separator: "\n").filter { $0.contains(text) && $0.replacing("\"", with: "").hasSuffix("during=\(loop)") }.count
        }
        for loop in loops {
            try await Deadline.wait(for: "“\(text)” of \(loop)") { lines(loop) > 0 }
            let count = lines(loop)
            #expect(count == 1, "\(loop)")
        }
    }

    private static func isAway(_ hub: HubProcess, _ ready: Ready) async throws {
        try await Fan.visit(hub) { fan in
            fan.setCookie("basket-gb", ready.cookie)
            let health = try [fan.get("/readyz"), fan.get("/healthz")].map(\.status)
            #expect(health == [503, 200])
            for path in kept {
                let answer = try fan.get(path)
                #expect(answer.status == 200, "\(path)")
            }
            for answer in [try fan.post("/gb/en/checkout", ready.form), try fan.get("/gb/en/basket"), try fan.get("/us/en")] {
                #expect(answer["Retry-After"] == "5")
                let page = try Page(answer, status: 503)
                #expect(page.html.contains("<h1>\(Corner.gb.words["busyHead"] ?? "")</h1>"))
            }
            let order = try Page(try fan.get("/gb/en/orders/\(Token.random().text)"), status: 503)
            #expect(order.html.contains("<h1>\(Corner.gb.words["orderAwayHead"] ?? "")</h1>"))
        }
    }

    /// Nobody meets a connection that died meanwhile.
    private static func isBack(_ hub: HubProcess, _ ready: Ready) async throws {
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 { group.addTask { try await Fan.visit(hub) { try $0.get("/gb/en/basket").status } } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 20))
        try await Fan.visit(hub) { fan in
            fan.setCookie("basket-gb", ready.cookie)
            let again = try fan.post("/gb/en/checkout", ready.form)
            #expect(again.status == 303 && again["Location"]?.hasPrefix("/gb/en/orders/") == true)
        }
    }
}

extension Ground {
    /// A ground on a server of its own.
    static func with(_ server: PrivateServer, _ body: (Ground) async throws -> Void) async throws {
        try await with(.sqlite) { plain in
            try await body(Ground(folder: plain.folder, database: server.location.description))
        }
    }
}
