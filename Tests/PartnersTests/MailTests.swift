import Foundation
import Testing
import Values

@testable import Partners

@Suite struct MailTests {
    private let date = Instant("2018-02-01T09:30:00Z")!

    private func mail(subject: String, text: String = "Hello") -> Mail {
        Mail(
            id: "order-1", sender: "Stadion <hub@example.org>", recipient: "fan@example.org", subject: subject, text: text,
            date: date)
    }

    @Test func `a message has the headers of RFC 5322 and its text in base64`() {
        let lines = mail(subject: "Order K3M9").message.components(separatedBy: "\r\n")
        #expect(lines.prefix(9) == [
            "Message-ID: <order-1@example.org>", "Date: Thu, 01 Feb 2018 09:30:00 +0000", "From: Stadion <hub@example.org>",
            "To: fan@example.org", "Subject: Order K3M9", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated",
        ])
        #expect(lines[10] == Data("Hello".utf8).base64EncodedString())
    }

    @Test func `a subject in any script becomes encoded words of at most 75 characters that read back`() {
        let subject = "ご注文番号 6G2Q-8ZT0 ありがとうございます。とても長い件名でも文字の途中では切れません"
        let words = Mail.encodedWords(subject).components(separatedBy: "\r\n ")
        #expect(words.count > 1)
        #expect(words.allSatisfy { $0.count <= 75 })
        let decoded = words.map { word in
            String(decoding: Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))!, as: UTF8.self)
        }
        #expect(decoded.joined() == subject)
    }

    @Test func `a line break in a header field cannot add a header`() {
        let sly = mail(subject: "Order\r\nBcc: everybody@example.org")
        #expect(!sly.message.contains("\r\nBcc:"))
    }

    @Test func `the same mail put into a folder twice is one file`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mail-\(Token.random())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let mailer = Mailer.folder(folder)
        try await mailer.send(mail(subject: "one"))
        try await mailer.send(mail(subject: "one"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["order-1.eml"])
    }
}
