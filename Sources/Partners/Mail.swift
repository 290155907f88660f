import Foundation
package import Values

/// A plain-text mail to one person.
package struct Mail: Sendable {
    /// Unique and the same each time that the mail is sent, so that receivers and folders can drop repetitions.
    package let id: String
    /// The sender as `name <address>` or an address.
    package let sender: String
    /// One address.
    package let recipient: String
    /// One line.
    package let subject: String
    /// The text, lines separated by line feeds.
    package let text: String
    /// The date of its header.
    package let date: Instant

    /// A mail from its parts; line breaks in header fields are taken out.
    package init(id: String, sender: String, recipient: String, subject: String, text: String, date: Instant) {
        func line(_ text: String) -> String { String(text.filter { !$0.isNewline && $0 != "\0" }) }
        self.id = line(id)
        self.sender = line(sender)
        self.recipient = line(recipient)
        self.subject = line(subject)
        self.text = text
        self.date = date
    }

    /// The bare address of the sender.
    var senderAddress: String {
        guard let start = sender.firstIndex(of: "<"), let end = sender.firstIndex(of: ">"), start < end else { return sender }
        return String(sender[sender.index(after: start)..<end])
    }

    /// The message as RFC 5322 wants it, UTF-8 in base64, lines ended by CRLF.
    var message: String {
        let domain = senderAddress.split(separator: "@").last.map(String.init) ?? "localhost"
        let body = Data(text.utf8).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return [
            "Message-ID: <\(id)@\(domain)>", "Date: \(date.mailDate)", "From: \(sender)", "To: \(recipient)",
            "Subject: \(Self.encodedWords(subject))", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated", "", body, "",
        ].joined(separator: "\r\n")
    }

    /// RFC 2047: each word at most 75 characters, never cutting a character in two.
    static func encodedWords(_ text: String) -> String {
        if text.utf8.allSatisfy({ (32...126).contains($0) }) { return text }
        var words: [String] = []
        var part = ""
        for character in text {
            if part.utf8.count + String(character).utf8.count > 42 {
                words.append(part)
                part = ""
            }
            part.append(character)
        }
        return (words + [part]).map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}

extension Instant {
    /// The date of a mail header: the HTTP form with a numeric zone.
    fileprivate var mailDate: String { httpDate.replacing("GMT", with: "+0000") }
}
