import Crypto
package import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore
import Values

/// Stylesheets, scripts, icons and whatever else pages load, at addresses that hold a hash of their bytes, kept by browsers for a
/// year.
package struct Assets: Sendable {
    private struct Asset: Sendable {
        let bytes: ByteBuffer
        /// Through gzip, where that is smaller.
        let zipped: ByteBuffer?
        let mediaType: String
    }

    private let assets: [String: Asset]
    private let paths: [String: String]

    /// Reads every file of a folder; the design's tokens go in front of each stylesheet, so that all surfaces share them and a page
    /// still loads one. `root` is the address below which they are served, such as `/assets`.
    package init(folder: URL, at root: String) throws {
        let tokens = try Self.tokens()
        var assets: [String: Asset] = [:]
        var paths: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            guard let mediaType = Self.mediaType(name) else { continue }
            let own = try Data(contentsOf: folder.appendingPathComponent(name))
            let data = name.hasSuffix(".css") ? tokens + own : own
            let hash = SHA256.hash(data: data).prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            assets["\(hash)/\(name)"] = Asset(
                bytes: ByteBuffer(bytes: data), zipped: Gzip.compress(data).map { ByteBuffer(bytes: $0) }, mediaType: mediaType)
            paths[name] = "\(root)/\(hash)/\(name)"
        }
        self.assets = assets
        self.paths = paths
    }

    /// The design's tokens as CSS: colours, type and space, for light and dark.
    package static func tokens() throws -> Data {
        try Data(contentsOf: Bundle.module.bundleURL.appendingPathComponent("Assets/tokens.css"))
    }

    /// The address of a file; one that is not there is a bug.
    package func path(_ name: String) -> String {
        guard let path = paths[name] else { preconditionFailure("there is no asset \(name)") }
        return path
    }

    /// The asset of a hashed name; compressed for a reader who accepts that, as its Accept-Encoding says.
    package func response(_ name: String, accepting encodings: String? = nil) throws -> Response {
        guard let asset = assets[name] else { throw NotFound("file") }
        let zipped = encodings?.contains("gzip") == true ? asset.zipped : nil
        var headers: HTTPFields = [
            .contentType: asset.mediaType, .cacheControl: "public, max-age=31536000, immutable", .vary: "Accept-Encoding",
        ]
        if zipped != nil { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: zipped ?? asset.bytes))
    }

    private static func mediaType(_ name: String) -> String? {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: nil
        }
    }
}
