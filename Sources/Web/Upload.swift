package import Foundation
package import Hummingbird
import HummingbirdCore
import NIOCore
import Values

/// A form with files (`multipart/form-data`, RFC 7578), read whole within its limits.
package struct Upload: Sendable {
    /// A file of the form.
    package struct File: Sendable {
        /// The last part of the name that the browser gives it; empty when it gives none.
        package let name: String
        /// Its bytes.
        package let bytes: Data
    }

    /// Files in one form.
    package static let filesLimit = 50
    private static let fieldsLimit = 200

    /// Fields that are no files.
    package let form: Form
    /// The files, in order; empty fields for files are left out.
    package let files: [File]

    /// Reads the body of a request of at most so many bytes; refuses another content type, a larger or a malformed body.
    package static func read(_ request: Request, limit: Int) async throws -> Upload {
        guard let boundary = boundary(request.headers[.contentType] ?? "") else {
            throw WrongMediaType(wanted: "multipart/form-data")
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw TooLarge(limit: limit)
        } catch {
            throw BrokenBody()
        }
        return try Upload(Data(body.readableBytesView), boundary: boundary)
    }

    /// Reads a body by its boundary; refuses a malformed one.
    package init(_ body: Data, boundary: String) throws {
        let malformed = InvalidField("form", "The form was sent in a way that cannot be read; send it again.")
        let mark = Data("--\(boundary)".utf8)
        guard !boundary.isEmpty, var start = body.range(of: mark)?.upperBound else { throw malformed }
        var fields: [String: String] = [:]
        var files: [File] = []
        while true {
            if body[start...].starts(with: Data("--".utf8)) { break }
            guard let end = body.range(of: Data("\r\n".utf8) + mark, in: start..<body.endIndex),
                let head = body.range(of: Data("\r\n\r\n".utf8), in: start..<end.lowerBound)
            else { throw malformed }
            let header = String(decoding: body[start..<head.lowerBound], as: UTF8.self)
            let content = body[head.upperBound..<end.lowerBound]
            guard let name = Self.parameter("name", in: header) else { throw malformed }
            if let file = Self.parameter("filename", in: header) {
                let short = file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
                if !short.isEmpty { files.append(File(name: short, bytes: Data(content))) }
            } else {
                guard let text = String(validating: content, as: UTF8.self), !text.utf8.contains(0) else { throw malformed }
                fields[name] = text
            }
            guard files.count <= Self.filesLimit, fields.count <= Self.fieldsLimit else {
                throw InvalidField("form", "At most \(Self.filesLimit) files can be sent at once; send the others afterwards.")
            }
            start = end.upperBound
        }
        form = Form(fields: fields)
        self.files = files
    }

    private static func boundary(_ contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
        guard let start = contentType.range(of: "boundary=")?.upperBound else { return nil }
        let text = contentType[start...].prefix { $0 != ";" }.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
        return (1...70).contains(text.utf8.count) ? text : nil
    }

    /// A quoted parameter of a part's header; browsers write a quote in it as `%22`.
    private static func parameter(_ name: String, in header: String) -> String? {
        for line in header.split(whereSeparator: \.isNewline) where line.lowercased().hasPrefix("content-disposition:") {
            guard let start = line.range(of: "; \(name)=\"")?.upperBound else { continue }
            return String(line[start...].prefix { $0 != "\"" }).replacing("%22", with: "\"")
        }
        return nil
    }
}
