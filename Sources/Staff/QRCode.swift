import CQREncode
import Foundation

/// A QR code as SVG, drawn by libqrencode.
package enum QRCode {
    /// Modules of light around it that scanners need (ISO/IEC 18004).
    private static let quiet = 4
    /// More bytes than a secret's address ever has.
    private static let textLimit = 1000

    /// An `svg` element of dark squares on white, without a size of its own; nil for text that is too long.
    package static func svg(_ text: String, label: String) -> String? {
        guard text.utf8.count <= textLimit, let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let modules = code.pointee.data else { return nil }
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, modules[row * width + column] & 1 == 1 { column += 1 }
                if column > start { path += "M\(start + quiet) \(row + quiet)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        let whole = width + 2 * quiet
        return """
            <svg class="qr" viewBox="0 0 \(whole) \(whole)" role="img" aria-label="\(escaped(label))" \
            shape-rendering="crispEdges"><path fill="#fff" d="M0 0h\(whole)v\(whole)H0z"/><path fill="#000" d="\(path)"/></svg>
            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
