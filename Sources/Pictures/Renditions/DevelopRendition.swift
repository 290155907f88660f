import CVips
import Foundation
import Values

extension Rendition {
    /// Makes the rendition from the bytes of its file. It blocks for up to a second, so it belongs on a thread of its own; the same
    /// bytes always give the same rendition. Throws a fault when the bytes cannot be decoded any more.
    func develop(from bytes: Data, isDrawing: Bool) throws -> Data {
        guard PictureFile.isReady else { throw Fault(.outside, during: "encoding a picture", cause: "libvips does not start") }
        let (kind, quality) = Self.encoding(of: format)
        var out: UnsafeMutableRawPointer?
        var count = 0
        var error = [CChar](repeating: 0, count: 500)
        let code = bytes.withUnsafeBytes { source in
            stadion_vips_develop(
                source.baseAddress, source.count, Int32(width), isDrawing ? 1 : 0, kind, quality, &out, &count, &error, error.count)
        }
        guard code == 0, let out else {
            throw Fault(.outside, during: "encoding a picture", cause: error.withUnsafeBufferPointer { text in
                String(decoding: text.map(UInt8.init(bitPattern:)).prefix { $0 != 0 }, as: UTF8.self)
            })
        }
        defer { stadion_vips_free(out) }
        return Data(bytes: out, count: count)
    }

    /// The shim's number of a format, and its quality: chosen by eye and by size, see docs/decisions/renditions.md.
    private static func encoding(of format: Format) -> (kind: Int32, quality: Int32) {
        switch format {
        case .avif: (0, 50)
        case .webp: (1, 78)
        case .jpeg: (2, 80)
        }
    }
}
