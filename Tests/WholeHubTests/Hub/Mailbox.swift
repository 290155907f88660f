import Foundation

/// The mails that a hub without a mail server leaves in a folder.
enum Mailbox {
    /// The text of every mail, read as a mail reader would.
    static func read(_ folder: URL) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map { file in
            let message = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            let parts = message.split(separator: "\r\n\r\n", maxSplits: 1)
            let body = parts.count == 2 ? Data(base64Encoded: String(parts[1]), options: .ignoreUnknownCharacters) : nil
            return body.map { String(decoding: $0, as: UTF8.self) } ?? message
        }
    }
}
