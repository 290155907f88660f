import Foundation
import Storage
import TestKit
import Testing

/// How a hub ends, and how it does not even begin.
@Suite(.serialized)
struct EndTests {
    private static let buyers = 8

    @Test(arguments: Engine.available)
    func `asked to stop, it answers every request that got in, then ends with code 0`(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            try await Goods.fill(ground)
            let hub = try await HubProcess(on: ground)
            do {
                let orders = try await Self.finishAfterSignal(hub)
                #expect(try await hub.end() == 0)
                #expect(orders.count == Self.buyers && Set(orders).count == Self.buyers)
                #expect(hub.log.contains(" notice Stopped"))
                #expect(!hub.log.contains(" error "), "\(hub.log)")
            } catch {
                await hub.kill()
                throw error
            }
            #expect(try await ground.sums(of: "BOTTLE").sold == Int64(Self.buyers))
            try await ground.verify()
        }
    }

    /// Half of each form has been sent when the signal comes; the other half follows when nobody can connect any more.
    private static func finishAfterSignal(_ hub: HubProcess) async throws -> [String] {
        let (sent, stopped) = (StartingLine(buyers + 1), StartingLine(buyers + 1))
        async let orders = withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<buyers {
                group.addTask {
                    try await Fan.visit(hub) { fan in
                        let form = try fan.ready().form
                        let text = fan.request("POST", "/gb/en/checkout", ["Content-Type": Fan.formType], Fan.encoded(form))
                        let wire = try Wire(port: fan.port)
                        try wire.send(String(text.dropLast(20)))
                        try wire.waitUntilRead(by: fan.port)
                        sent.wait()
                        stopped.wait()
                        try wire.send(String(text.suffix(20)))
                        return try wire.answer()["Location"] ?? "none"
                    }
                }
            }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        try await onThread { sent.wait() }
        hub.terminate()
        try await Deadline.wait(for: "a closed door") { (try? Wire(port: hub.port)) == nil }
        try await onThread { stopped.wait() }
        return try await orders
    }

    @Test
    func `a port that is taken is named, with what to do`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await HubProcess.with(ground) { hub in
                let other = ground.folder.appendingPathComponent("other").path
                let second = try await ground.run(["serve", "--data", other, "--port", "\(hub.port)"])
                #expect(second.code == 64)
                #expect(second.errors.contains(
                    "stadion: http.port: Port \(hub.port) is taken; stop the other program or choose another with --port.\n"))
                let alive = try await Fan.visit(hub) { try $0.get("/healthz").text }
                #expect(alive == "ok\n")
            }
        }
    }

    private static let badSettings = TextTable.rows("""
        # arguments                                     | code | what it says
        serve --port 65536                              | 64   | http.port: '65536' is no port; use a number from 0 to 65535.
        serve --port eighty                             | 64   | http.port: 'eighty' is no port; use a number from 0 to 65535.
        serve --database mysql://localhost/x            | 64   | database: Use an address such as postgres://user:password@host:5432/name.
        serve --url hub.example.org                     | 64   | hub.url: 'hub.example.org' is no address; use one such as https://hub.example.org.
        serve --tls-key /nowhere.pem                    | 64   | tls.certificate: There is a key and no certificate; name both files.
        serve --tls-certificate /nowhere.pem            | 64   | tls.key: There is a certificate and no key; name both files.
        serve --tls-certificate /no.pem --tls-key /k    | 64   | tls.certificate: /no.pem is not there or may not be read by this user.
        serve --redirect-port 80                        | 64   | http.redirectPort: There is nothing to lead to: set tls.certificate
        serve --hsts 600                                | 64   | http.hsts: '600' does not do; use seconds up to two years, and only with HTTPS.
        serve --acme-folder /tmp                        | 64   | http.acmeFolder: The answers are shown at the second port;
        serve --trusted-proxies 10.0.0.0/33             | 64   | http.trustedProxies: '10.0.0.0/33' is no network; use such as 10.0.0.0/8
        serve --proxy-header via                        | 64   | http.proxyHeader: 'via' is no header; use x-forwarded or forwarded.
        serve --log-level loud                          | 64   | log.level: 'loud' is no level; use debug, info, notice, warning or error.
        serve --data /dev/null/hub                      | 64   | data: The folder /dev/null/hub cannot be made:
        serve --config /nowhere.yaml                    | 64   | config: The file /nowhere.yaml cannot be read as settings:
        serve --database postgres://x@127.0.0.1:1/x     | 75   | Connection refused
        serve --prot 80                                 | 64   | Unknown option '--prot'
        verify --port x                                 | 64   | http.port: 'x' is no port
        import products /nowhere.csv --markets demo     | 64   | /nowhere.csv
        import products --markets demo                  | 64   | Missing expected argument '<file>'
        restore /nowhere                                | 64   | folder: /nowhere holds no hub.sqlite; it is no backup of a hub.
        """)

    @Test(arguments: badSettings)
    func `bad settings are named, with what to do`(_ row: [String]) async throws {
        try await Ground.with(.sqlite) { ground in
            var arguments = row[0].split(separator: " ").map(String.init)
            if !arguments.contains("--data") { arguments += ["--data", ground.data.path] }
            let ended = try await ground.run(arguments)
            #expect(ended.code == Int32(row[1]))
            #expect(ended.errors.contains(row[2]), "\(ended.errors)")
            #expect(!ended.errors.contains("Fatal"))
        }
    }
}
