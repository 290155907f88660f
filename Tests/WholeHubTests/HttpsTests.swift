import Foundation
import Storage
import TestKit
import Testing

/// The hub that encrypts itself, as curl and openssl see it.
@Suite(.serialized)
struct HttpsTests {
    @Test
    func `kept and made pages are the same over both protocols, with every header`() async throws {
        try await Self.secured { hub, curl, first in
            let made = try await curl.ask("/gb/en/products/bottle", trusting: first, "--http1.1")
            let kept = try await curl.ask("/gb/en/products/bottle", trusting: first, "--http1.1")
            let before = try await Self.kept(curl, first)
            let stream = try await curl.ask("/gb/en/products/bottle", trusting: first, "--http2")
            #expect(try await Self.kept(curl, first) == before + 1)
            for answer in [made, kept, stream] {
                #expect(answer.status == 200)
                #expect(answer.text == made.text)
                #expect(Self.fields(answer) == Self.fields(made))
                #expect(answer["Strict-Transport-Security"] == "max-age=600")
            }
            #expect(made.text.contains("<link rel=\"canonical\" href=\"https://localhost:\(curl.port)/gb/en/products/bottle\">"))
            let etag = try #require(made["ETag"])
            for version in ["--http1.1", "--http2"] {
                let known = try await curl.ask("/gb/en/products/bottle", trusting: first, version, "--header", "If-None-Match: \(etag)")
                #expect(known.status == 304 && known.body.isEmpty && known["ETag"] == etag)
                let head = try await curl.ask("/gb/en/products/bottle", trusting: first, version, "--head")
                #expect(head.status == 200 && head["Content-Length"] == "\(made.body.count)")
                let away = try await curl.ask("/gb/en/nowhere", trusting: first, version)
                #expect(away.status == 404 && away["Strict-Transport-Security"] == "max-age=600")
            }
        }
    }

    @Test
    func `a form sent over HTTP/2 sets a cookie that travels over HTTPS only`() async throws {
        try await Self.secured { _, curl, first in
            let page = try await curl.ask("/gb/en/products/bottle", trusting: first, "--http2")
            let key = try #require(try Page(page, "bottle").hidden("variant"))
            for version in ["--http1.1", "--http2"] {
                let form = ["--data", "variant=\(key)"]
                let added = try await curl.ask("/gb/en/basket", trusting: first, version, form[0], form[1])
                #expect(added.status == 303)
                #expect(added["Set-Cookie"]?.contains("; Secure") == true)
                let own = try await curl.ask(
                    "/gb/en/basket", trusting: first, version, form[0], form[1], "--header", "Origin: https://localhost:\(curl.port)")
                #expect(own.status == 303)
                let plain = try await curl.ask(
                    "/gb/en/basket", trusting: first, version, form[0], form[1], "--header", "Origin: http://localhost:\(curl.port)")
                #expect(plain.status == 403)
            }
        }
    }

    /// Protocol, what openssl is to offer, whether the hub agrees.
    private static let offers = TextTable.rows("""
        -tls1   | h2       | no
        -tls1_1 | h2       | no
        -tls1_2 | h2       | ALPN protocol: h2
        -tls1_3 | h2       | ALPN protocol: h2
        -tls1_3 | http/1.1 | ALPN protocol: http/1.1
        -tls1_3 | spdy/3   | No ALPN negotiated
        """)

    @Test
    func `it speaks TLS 1.2 and 1.3, and takes HTTP/2 where it is offered`() async throws {
        try await Self.secured { _, curl, first in
            for offer in Self.offers {
                let client = try await curl.tool("openssl", [
                    "s_client", "-connect", "localhost:\(curl.port)", "-servername", "localhost", offer[0], "-alpn", offer[1],
                    "-CAfile", first, "-verify_return_error",
                ])
                #expect((client.code == 0) == (offer[2] != "no"), "\(offer) \(client.errors)")
                #expect(offer[2] == "no" || client.output.contains(offer[2]), "\(offer)")
            }
        }
    }

    @Test
    func `a certificate is swapped under load, and nobody loses a connection or an answer`() async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            let (one, two) = (try await ground.certificate("one"), try await ground.certificate("two"))
            let live = try Self.lay(one, on: ground)
            try await HubProcess.with(ground, Self.flags(live)) { hub in
                let curl = Curl(ground: ground, port: hub.port)
                let both = try ground.write("both.crt", try Self.text(one.certificate) + Self.text(two.certificate))
                let load = try Self.load(curl, trusting: both)
                do {
                    try await Self.longConnection(curl) {
                        try Self.text(two.key).write(toFile: live.key, atomically: true, encoding: .utf8)
                        try Self.text(two.certificate).write(toFile: live.certificate, atomically: true, encoding: .utf8)
                        try await Deadline.wait(for: "the swap") { hub.log.contains("The certificate was replaced") }
                    }
                    #expect(try await curl.ask("/gb/en", trusting: two.certificate).status == 200)
                    await #expect(throws: BrokenWire.self) { try await curl.ask("/gb/en", trusting: one.certificate) }
                } catch {
                    await load.killed()
                    throw error
                }
                _ = try ground.write("stop", "")
                #expect(try await load.end() == 0)
                let answers = load.output.split(separator: "\n")
                #expect(Set(answers) == ["200 1.1", "200 2"] && answers.count >= 20)
            }
        }
    }

    @Test
    func `a broken new certificate leaves the old one in place and says what to do`() async throws {
        try await Ground.with(.sqlite) { ground in
            let (one, two) = (try await ground.certificate("one"), try await ground.certificate("two"))
            let live = try Self.lay(one, on: ground)
            try await HubProcess.with(ground, Self.flags(live)) { hub in
                let curl = Curl(ground: ground, port: hub.port)
                try Self.text(two.key).write(toFile: live.key, atomically: true, encoding: .utf8)
                try await Deadline.wait(for: "the first complaint") { hub.log.contains("does not belong to the certificate in") }
                try "nonsense".write(toFile: live.certificate, atomically: true, encoding: .utf8)
                try await Deadline.wait(for: "the second complaint") { hub.log.contains("holds no certificates in PEM form.") }
                #expect(hub.log.contains("The changed certificate cannot be used and the old one stays; mend the files"))
                #expect(try await curl.ask("/healthz", trusting: one.certificate).status == 200)
                try Self.text(two.certificate).write(toFile: live.certificate, atomically: true, encoding: .utf8)
                try await Deadline.wait(for: "the swap") { hub.log.contains("The certificate was replaced") }
                #expect(try await curl.ask("/healthz", trusting: two.certificate).status == 200)
            }
        }
    }

    @Test
    func `the second port leads to the public address, and shows an ACME authority its answers`() async throws {
        try await Ground.with(.sqlite) { ground in
            let live = try Self.lay(try await ground.certificate("one", days: 9), on: ground)
            _ = try ground.write("acme/.well-known/acme-challenge/tok-EN_1", "tok-EN_1.print")
            _ = try ground.write("acme/secret", "secret")
            let acme = ground.folder.appendingPathComponent("acme").path
            let flags = Self.flags(live) + ["--redirect-port", "0", "--acme-folder", acme, "--public-url", "https://hub.example.org"]
            try await HubProcess.with(ground, flags) { hub in
                try await Deadline.wait(for: "the second port") { hub.log.contains("Redirecting port=") }
                let port = try #require(hub.log.firstMatch(of: /Redirecting port=([0-9]+)/).flatMap { Int($0.output.1) })
                try await onThread {
                    let fan = Fan(port: port)
                    let led = try fan.get("/gb/en?x=1")
                    #expect(led.status == 308 && led["Location"] == "https://hub.example.org/gb/en?x=1")
                    #expect(try fan.get("//evil.example/x")["Location"] == "https://hub.example.org//evil.example/x")
                    #expect(try fan.post("/gb/en/basket", ["a": "b"]).status == 308)
                    #expect(try fan.get("/.well-known/acme-challenge/tok-EN_1").text == "tok-EN_1.print")
                    for stray in ["", "other", "../secret", "../../secret", "..%2fsecret", "%2e%2e/secret", "x/../tok-EN_1"] {
                        #expect(try fan.get("/.well-known/acme-challenge/\(stray)").status != 200, "\(stray)")
                    }
                }
                let curl = Curl(ground: ground, port: hub.port)
                let live = try await curl.ask("/sitemap.xml", trusting: live.certificate)
                #expect(!live.text.contains("localhost"))
                try await Deadline.wait(for: "a warning") { hub.log.contains("The certificate expires soon") }
            }
        }
    }

    /// Readers who ask again and again, each time over a new connection, until there is a file `stop` or the folder is gone,
    /// and for two minutes at most; it says how each fared.
    private static func load(_ curl: Curl, trusting certificates: String) throws -> Program {
        let script = """
            read_on() { until [[ -e $1/stop || ! -d $1 || SECONDS -gt 120 ]]; do curl -s -m 20 $2 --cacert $3 -o /dev/null -w '%{http_code} %{http_version}\\n' $4; done; }
            read_on "$1" --http1.1 "$2" "$3" & read_on "$1" --http2 "$2" "$3" & read_on "$1" --http2 "$2" "$3" & wait
            """
        return try Program(
            "/bin/bash", ["-c", script, "load", curl.ground.folder.path, certificates, "https://localhost:\(curl.port)/gb/en"],
            logs: curl.ground.folder)
    }

    /// One connection that is open before, while and after something happens.
    private static func longConnection(_ curl: Curl, _ event: () async throws -> Void) async throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["s_client", "-connect", "localhost:\(curl.port)", "-quiet", "-alpn", "http/1.1", "-verify_quiet"]
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, FileHandle.nullDevice)
        try Program.start(process)
        defer { Leash.shared.release(process.processIdentifier) }
        let request = Data("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        for isLast in [false, true] {
            input.fileHandleForWriting.write(request)
            let answer = try await onThread { () throws -> String in
                var seen = Data()
                while !String(decoding: seen, as: UTF8.self).hasSuffix("ok\n"), let more = try output.fileHandleForReading.read(upToCount: 1) {
                    guard !more.isEmpty else { break }
                    seen += more
                }
                return String(decoding: seen, as: UTF8.self)
            }
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
            if !isLast { try await event() }
        }
        kill(process.processIdentifier, SIGKILL)
        try await Deadline.wait(for: "the end of openssl") { !process.isRunning }
    }

    private static func secured(_ body: (HubProcess, Curl, String) async throws -> Void) async throws {
        try await Ground.with(.sqlite) { ground in
            try await Goods.fill(ground)
            let live = try await ground.certificate("one")
            try await HubProcess.with(ground, flags(live) + ["--hsts", "600"]) { hub in
                try await body(hub, Curl(ground: ground, port: hub.port), live.certificate)
                #expect(!hub.log.contains(" error "), "\(hub.log)")
            }
        }
    }

    private static func kept(_ curl: Curl, _ certificate: String) async throws -> Int {
        let text = try await curl.ask("/metrics", trusting: certificate).text
        return text.firstMatch(of: /\nstadion_pages_cached_total ([0-9]+)/).flatMap { Int($0.output.1) } ?? -1
    }

    /// Header lines of an answer in one order, but for what each moment and protocol has of its own.
    private static func fields(_ answer: Answer) -> [String] {
        answer.headers.map { "\($0.name.lowercased()): \($0.value)" }.filter { !$0.hasPrefix("date:") }.sorted()
    }

    private static func flags(_ files: (certificate: String, key: String)) -> [String] {
        ["--tls-certificate", files.certificate, "--tls-key", files.key]
    }

    /// Copies a certificate to where the hub reads it.
    private static func lay(_ files: (certificate: String, key: String), on ground: Ground) throws -> (certificate: String, key: String) {
        (try ground.write("live.crt", try text(files.certificate)), try ground.write("live.key", try text(files.key)))
    }

    private static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}
