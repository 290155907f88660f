import Foundation
import Testing
import Values

@testable import Partners

/// Against an SMTP server that is not ours: the one of Python's standard library.
@Suite(.serialized) struct SMTPTests {
    private static let server = """
        import asyncore, smtpd, sys
        class Sink(smtpd.SMTPServer):
            def process_message(self, peer, sender, recipients, data, **options):
                print(sender, ",".join(recipients), len(data), b"Subject: Order" in data, flush=True)
                if recipients == ["nobody@example.org"]: return "550 nobody is not here"
        sink = Sink(("127.0.0.1", 0), None)
        print(sink.socket.getsockname()[1], flush=True)
        asyncore.loop(timeout=1)
        """

    private func withServer(_ body: (Int, FileHandle) async throws -> Void) async throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-W", "ignore", "-c", Self.server]
        process.standardOutput = output
        try process.run()
        // Children inherit blocked signals from the threads of a test process: only SIGKILL is sure to end them.
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        let port = try #require(Int(line(output.fileHandleForReading)))
        try await body(port, output.fileHandleForReading)
    }

    private func line(_ handle: FileHandle) -> String {
        var bytes = Data()
        while let byte = try? handle.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) { bytes += byte }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func mail(to recipient: String) -> Mail {
        Mail(
            id: "order-1", sender: "Stadion <hub@example.org>", recipient: recipient, subject: "Order K3M9", text: "Hello\n.\nend",
            date: Instant(ms: 0))
    }

    @Test func `a mail reaches an SMTP server whole`() async throws {
        try await withServer { port, output in
            let mailer = Mailer.server(.init(url: "smtp://127.0.0.1:\(port)", user: "", password: ""))
            try await mailer.send(mail(to: "fan@example.org"))
            let received = line(output).split(separator: " ")
            #expect(received.first == "hub@example.org")
            #expect(received.dropFirst().first == "fan@example.org")
            #expect(received.last == "True")
        }
    }

    @Test func `a refusal of the server is a fault with its words, to be tried again`() async throws {
        try await withServer { port, _ in
            let mailer = Mailer.server(.init(url: "smtp://127.0.0.1:\(port)", user: "", password: ""))
            let fault = await #expect(throws: Fault.self) { try await mailer.send(mail(to: "nobody@example.org")) }
            #expect(fault?.kind == .outside)
            #expect(fault?.isRetryable == true)
        }
    }

    @Test func `a server that is not there is a fault and not a wait`() async throws {
        let mailer = Mailer.server(.init(url: "smtp://127.0.0.1:9", user: "", password: ""))
        await #expect(throws: Fault.self) { try await mailer.send(mail(to: "fan@example.org")) }
    }
}
