import CVips
import Crypto
package import Foundation
import Values

/// The bytes of a picture that was decoded and found harmless.
package struct PictureFile: Sendable {
    /// The largest file that is taken, in bytes.
    package static let sizeLimit = 20 << 20
    /// The most pixels that are taken: more would need too much memory to scale.
    package static let pixelLimit = 100_000_000

    /// The bytes, unchanged.
    package let bytes: Data
    /// SHA-256 of the bytes, in hexadecimal.
    package let hash: String
    /// Such as `image/jpeg`.
    package let mediaType: String
    /// Pixels, as shown upright.
    package let width: Int
    /// Pixels, as shown upright.
    package let height: Int

    /// Checks a file; refuses, with field `file`, what is too large, no picture, or an SVG that could script or load.
    package init(_ bytes: Data) throws {
        guard bytes.count <= Self.sizeLimit else {
            throw InvalidField("file", "A picture may have \(Self.sizeLimit >> 20) MB at most; make it smaller.")
        }
        guard let kind = PictureKind.detect(bytes) else {
            throw InvalidField("file", "This is no JPEG, PNG, WebP, AVIF, GIF or SVG picture; convert it to one.")
        }
        if kind == .svg { try SVGCheck.refuseActiveContent(bytes) }
        let size = try Self.size(of: bytes)
        guard size.width * size.height <= Self.pixelLimit else {
            throw InvalidField("file", "\(size.width) × \(size.height) pixels are too many; make it smaller.")
        }
        self.bytes = bytes
        hash = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        mediaType = kind.rawValue
        (width, height) = (size.width, size.height)
    }

    /// libvips must be started once before its first use.
    static let isReady = stadion_vips_start() == 0

    private static func size(of bytes: Data) throws -> (width: Int, height: Int) {
        guard isReady else { throw Fault(.outside, during: "reading a picture", cause: "libvips does not start") }
        var width: Int32 = 0
        var height: Int32 = 0
        var error = [CChar](repeating: 0, count: 500)
        let code = bytes.withUnsafeBytes { stadion_vips_size($0.baseAddress, $0.count, &width, &height, &error, error.count) }
        guard code == 0, width > 0, height > 0 else {
            throw InvalidField("file", "The picture is damaged and cannot be read; export it again.")
        }
        return (Int(width), Int(height))
    }
}

/// The kinds of pictures that are taken, told by their first bytes and never by their names.
enum PictureKind: String {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"
    case avif = "image/avif"
    case gif = "image/gif"
    case svg = "image/svg+xml"

    static func detect(_ bytes: Data) -> PictureKind? {
        let head = [UInt8](bytes.prefix(512))
        func starts(_ text: String, at place: Int = 0) -> Bool { head.dropFirst(place).starts(with: text.utf8) }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if starts("GIF87a") || starts("GIF89a") { return .gif }
        if starts("RIFF"), starts("WEBP", at: 8) { return .webp }
        if starts("ftypavif", at: 4) || starts("ftypavis", at: 4) { return .avif }
        let text = String(decoding: head, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.hasPrefix("<svg") || (text.hasPrefix("<?xml") && text.contains("<svg")) ? .svg : nil
    }
}

/// SVG is a document that can script and load: only drawings that do neither are taken.
enum SVGCheck {
    static func refuseActiveContent(_ bytes: Data) throws {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let banned = ["<script", "<foreignobject", "<iframe", "<!doctype", "<!entity", "javascript:", "@import", "<animate", "<set"]
        let found = banned.first { text.contains($0) }
            ?? (text.contains(/\son[a-z]+\s*=/) ? "event handlers" : nil)
            ?? (text.contains(/(href|src)\s*=\s*["']?\s*[^#"'\s]/) || text.contains(/url\(\s*["']?\s*[^#"'\s]/) ? "links" : nil)
        if let found {
            throw InvalidField("file", "An SVG picture may only draw, but this one holds \(found); export it as a plain drawing.")
        }
    }
}
