// Pictures keeps every picture of the hub, whoever shows it.
//
// - A picture has a name, unique in the hub, and points at a file by the SHA-256 of its bytes: the same file is stored once.
// - Files live in the database, so one backup holds everything and every node has them (docs/decisions/pictures.md).
// - What comes in is decoded before it is kept: a file that is no picture, is too large, or could script is refused.
//
// Who uses a picture, and whether it may be seen yet, is left to stories and products; the address of a file holds its hash, which
// nobody can guess.

import Crypto
package import Foundation
package import Storage
package import Values

/// A picture by name.
package struct Picture: Hashable, Sendable {
    /// Which picture.
    package let key: Key<Picture>
    /// Unique in the hub: a plain file name such as `lane-scarf.svg`.
    package let name: String
    /// SHA-256 of the bytes, in hexadecimal.
    package let hash: String
    /// Such as `image/svg+xml`.
    package let mediaType: String
    /// Pixels, as shown upright.
    package let width: Int64
    /// Pixels, as shown upright.
    package let height: Int64
    /// Size of the file.
    package let byteCount: Int64
    /// The point that stays in sight where a template crops.
    package let focus: FocalPoint

    static let columns: SQL = """
        SELECT key, name, hash, media_type, width, height, byte_count, focus_x, focus_y FROM pictures
        """

    /// The picture of a name, or nil.
    package static func named(_ name: String, in tx: Transaction) throws -> Picture? {
        try tx.first("\(columns) WHERE name = \(name)", Picture.init)
    }

    /// A picture that shows a file, or nil.
    static func ofFile(_ hash: String, in tx: Transaction) throws -> Picture? {
        try tx.first("\(columns) WHERE hash = \(hash) ORDER BY key LIMIT 1", Picture.init)
    }

    /// The pictures of several keys.
    package static func find(_ keys: [Key<Picture>], in tx: Transaction) throws -> [Key<Picture>: Picture] {
        guard !keys.isEmpty else { return [:] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        let pictures = try tx.all("\(columns) WHERE key IN (\(list))", Picture.init)
        return Dictionary(uniqueKeysWithValues: pictures.map { ($0.key, $0) })
    }

    /// Every picture, by name.
    package static func all(in tx: Transaction) throws -> [Picture] { try tx.all("\(columns) ORDER BY name", Picture.init) }

    /// The bytes of a file with their media type, or nil.
    package static func file(_ hash: String, in tx: Transaction) throws -> (bytes: Data, mediaType: String)? {
        try tx.first("SELECT bytes, media_type FROM picture_files WHERE hash = \(hash)") { ($0.bytes(0), $0.text(1)) }
    }

    /// Keeps a checked file under a name; returns what that changed.
    package static func save(_ file: PictureFile, as name: String, at now: Instant, in tx: Transaction) throws -> Change {
        let known = try named(name, in: tx)
        if known?.hash == file.hash { return .unchanged }
        try tx.run("""
            INSERT INTO picture_files (hash, media_type, bytes) VALUES (\(file.hash), \(file.mediaType), \(file.bytes))
            ON CONFLICT (hash) DO NOTHING
            """)
        let key = try known?.key ?? tx.newKey()
        try tx.run("""
            INSERT INTO pictures (key, name, hash, media_type, width, height, byte_count, changed_at)
            VALUES (\(key), \(name), \(file.hash), \(file.mediaType), \(file.width), \(file.height), \(file.bytes.count),
                \(now))
            ON CONFLICT (key) DO UPDATE SET hash = excluded.hash, media_type = excluded.media_type, width = excluded.width,
                height = excluded.height, byte_count = excluded.byte_count, changed_at = excluded.changed_at
            """)
        tx.touch(Topic(key))
        return known == nil ? .created : .updated
    }

    /// What saving came to.
    package enum Change: Sendable {
        case created
        case updated
        case unchanged
    }
}

extension Picture {
    init(_ row: Row) {
        self.init(
            key: row.key(0), name: row.text(1), hash: row.text(2), mediaType: row.text(3), width: row.int(4),
            height: row.int(5), byteCount: row.int(6), focus: FocalPoint(x: row.int(7), y: row.int(8)))
    }

    /// The address of its file, below the hub's root.
    package var path: String {
        let name = Rendition.isAskedFor(by: name) ? "original-\(name)" : name
        return "/media/\(hash)/\(name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "file")"
    }
}
