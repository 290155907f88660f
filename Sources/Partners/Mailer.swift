import CCurl
package import Foundation
import Values

/// Where mails go.
package enum Mailer: Sendable {
    /// Each mail becomes a file `<id>.eml`: for demos and tests.
    case folder(URL)
    /// An SMTP server.
    case server(Server)

    /// How to reach an SMTP server.
    package struct Server: Sendable {
        /// Such as `smtp://mail.example.org:587` or `smtps://mail.example.org`.
        package let url: String
        /// Empty when the server asks for none; with a user the connection must be encrypted.
        package let user: String
        /// Never logged.
        package let password: String

        /// A server from its parts.
        package init(url: String, user: String, password: String) {
            self.url = url
            self.user = user
            self.password = password
        }
    }

    /// Seconds after which sending is given up and tried again later.
    private static let deadlineSeconds = 30

    /// Sends a mail; throws a retryable fault when it could not be handed over.
    ///
    /// Sending the same mail again overwrites its file; an SMTP server may deliver it twice, under one Message-ID.
    package func send(_ mail: Mail) async throws {
        switch self {
        case .folder(let folder): try Self.write(mail, to: folder)
        case .server(let server):
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                Thread.detachNewThread { continuation.resume(with: Result { try Self.send(mail, through: server) }) }
            }
        }
    }

    private static func write(_ mail: Mail, to folder: URL) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(mail.message.utf8).write(to: folder.appendingPathComponent("\(mail.id).eml"), options: .atomic)
        } catch {
            throw Fault(.outside, during: "writing a mail to \(folder.path)", cause: error.localizedDescription)
        }
    }

    private static func send(_ mail: Mail, through server: Server) throws {
        var error = [CChar](repeating: 0, count: 512)
        let message = Array(mail.message.utf8CString.dropLast())
        let code = stadion_smtp_send(
            server.url, server.user, server.password, mail.senderAddress, mail.recipient, message, message.count,
            deadlineSeconds, &error, error.count)
        guard code == 0 else {
            let cause = String(decoding: error.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw Fault(.outside, during: "sending a mail", cause: cause)
        }
    }
}
