import CZlib
import Crypto
package import Foundation
import HTTPTypes
import NIOCore
package import Storage
package import Values

/// A rendered page as bytes that can be sent as they are, and how long it is true.
package struct CachedPage: Sendable {
    /// Browsers and proxies may keep a page this long; never past an edge.
    static let browserSeconds: Int64 = 10

    /// The body.
    let plain: Representation
    /// The body through gzip, when that is smaller.
    let zipped: Representation?
    /// Quoted, as headers carry it.
    let etag: String
    /// From this moment on the page must be made anew: an edge is near, or it was kept long enough.
    let freshUntil: Instant
    /// From this moment on the page must not be shown, whatever happens.
    let trueUntil: Instant
    /// What it was made from.
    let topics: Set<Topic>
    /// Whether a reader may have said with the request what it takes or who it is, so that the fast path must look.
    let isForMachines: Bool

    /// One encoding: header lines up to the date, the same as fields, and the body.
    struct Representation: Sendable {
        let head: ByteBuffer
        let notModified: ByteBuffer
        let fields: HTTPFields
        let body: ByteBuffer
    }

    /// A page of a media type that is true until `edge` and was made at `now` from `topics`; from `refresh` on it is made anew
    /// where it can be, and shown as it is where it cannot.
    package init(
        _ body: Data, mediaType: String, headers: [(String, String)], topics: Set<Topic>, edge: Instant, refresh: Instant = .never,
        at now: Instant, isForMachines: Bool = false
    ) {
        let etag = "\"" + SHA256.hash(data: body).prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
        let margin = Self.browserSeconds * 1000
        let isNearEdge = edge.ms - now.ms <= margin
        let age = isNearEdge ? 0 : Self.browserSeconds
        let common = headers + [
            ("Content-Type", mediaType), ("ETag", etag), ("Vary", "Accept-Encoding"),
            ("Cache-Control", isNearEdge ? "no-cache" : "public, max-age=\(age)"),
        ]
        func representation(_ body: Data, _ extra: [(String, String)]) -> Representation {
            Representation(
                head: Self.head("200 OK", common + extra + [("Content-Length", "\(body.count)")]),
                notModified: Self.head("304 Not Modified", common), fields: Self.fields(common + extra),
                body: ByteBuffer(bytes: body))
        }
        plain = representation(body, [])
        zipped = Gzip.compress(body).map { representation($0, [("Content-Encoding", "gzip")]) }
        self.etag = etag
        self.topics = topics
        self.isForMachines = isForMachines
        trueUntil = edge
        freshUntil = min(isNearEdge ? edge : Instant(ms: edge.ms - margin), refresh)
    }

    /// Bytes that it keeps in memory.
    var size: Int { plain.body.readableBytes + (zipped?.body.readableBytes ?? 0) + 1000 }

    private static func head(_ status: String, _ headers: [(String, String)]) -> ByteBuffer {
        let lines = headers.map { "\($0): \($1)\r\n" }.joined()
        return ByteBuffer(string: "HTTP/1.1 \(status)\r\n\(lines)")
    }

    /// The fields of a head, without the length, which the body brings.
    private static func fields(_ headers: [(String, String)]) -> HTTPFields {
        headers.reduce(into: HTTPFields()) { fields, header in
            if let name = HTTPField.Name(header.0) { fields[name] = header.1 }
        }
    }
}

/// gzip through zlib.
enum Gzip {
    /// The compressed bytes, or nil when they are not smaller or zlib fails.
    static func compress(_ data: Data) -> Data? {
        guard data.count > 256 else { return nil }
        var stream = z_stream()
        let gzipWindow: Int32 = 15 + 16
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, 6, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            return nil
        }
        defer { deflateEnd(&stream) }
        var input = [UInt8](data)
        var output = [UInt8](repeating: 0, count: data.count)
        let count = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : nil
            }
        }
        return count.map { Data(output.prefix($0)) }
    }
}
