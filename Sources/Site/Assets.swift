import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// Stylesheet, icon and whatever else pages load, at addresses that hold a hash of their bytes, kept by browsers for a year.
struct Assets: Sendable {
    private struct Asset: Sendable {
        let bytes: ByteBuffer
        let mediaType: String
    }

    private let assets: [String: Asset]
    let stylesheetPath: String
    let iconPath: String

    /// Reads every file of a folder.
    init(folder: URL) throws {
        var assets: [String: Asset] = [:]
        var paths: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            guard let mediaType = Self.mediaType(name) else { continue }
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            let hash = SHA256.hash(data: data).prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            assets["\(hash)/\(name)"] = Asset(bytes: ByteBuffer(bytes: data), mediaType: mediaType)
            paths[name] = "/assets/\(hash)/\(name)"
        }
        self.assets = assets
        stylesheetPath = paths["site.css"] ?? ""
        iconPath = paths["favicon.svg"] ?? ""
    }

    /// The asset of a hashed name.
    func response(_ name: String) throws -> Response {
        guard let asset = assets[name] else { throw NotFound("file") }
        return Response(
            status: .ok,
            headers: [.contentType: asset.mediaType, .cacheControl: "public, max-age=31536000, immutable"],
            body: .init(byteBuffer: asset.bytes))
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
