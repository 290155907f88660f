import Foundation
import Testing

/// What curl and openssl say: another implementation of HTTP and TLS than the one that is tested.
struct Curl: Sendable {
    let ground: Ground
    let port: Int

    /// The lines of an answer's head, the body after them; `options` are curl's.
    func ask(_ path: String, trusting certificate: String, _ options: String...) async throws -> Answer {
        let ended = try await tool(
            "curl", ["--silent", "--show-error", "--max-time", "20", "--include", "--cacert", certificate] + options
                + ["https://localhost:\(port)\(path)"])
        guard ended.code == 0 else { throw BrokenWire("curl ended with \(ended.code): \(ended.errors)") }
        let parts = ended.output.split(separator: "\r\n\r\n", maxSplits: 1)
        var answer = try Answer(head: String(parts[0]))
        answer.body = parts.count == 2 ? Array(parts[1].utf8) : []
        return answer
    }

    /// Runs a program of Debian's to its end.
    func tool(_ name: String, _ arguments: [String]) async throws -> Ended { try await ground.tool(name, arguments) }
}

extension Ground {
    /// Runs a program of Debian's to its end.
    func tool(_ name: String, _ arguments: [String]) async throws -> Ended {
        let program = try Program("/usr/bin/\(name)", arguments, logs: folder)
        let code = try await program.end(seconds: 30)
        return Ended(code: code, output: program.output, errors: program.errors)
    }

    /// A certificate for localhost with its key, as files `NAME.crt` and `NAME.key`.
    func certificate(_ name: String, days: Int = 60) async throws -> (certificate: String, key: String) {
        let paths = (folder.appendingPathComponent("\(name).crt").path, folder.appendingPathComponent("\(name).key").path)
        let made = try await tool("openssl", [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "\(days)",
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost", "-keyout", paths.1, "-out", paths.0,
        ])
        try #require(made.code == 0, "\(made.errors)")
        return paths
    }
}
