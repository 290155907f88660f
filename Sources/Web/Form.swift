package import Hummingbird
import HummingbirdCore
import NIOCore
import Values

/// The fields of a submitted form, or the values of a query.
package struct Form: Sendable {
    /// The most bytes of a form.
    package static let sizeLimit = 64 << 10
    /// The most fields of a form.
    package static let fieldsLimit = 200

    /// How much a form may hold.
    package struct Limits: Sendable {
        /// Bytes of the body.
        package let bytes: Int
        /// Fields.
        package let fields: Int

        /// So many bytes and fields at most.
        package init(bytes: Int, fields: Int) {
            self.bytes = bytes
            self.fields = fields
        }

        /// What fans send.
        package static let plain = Limits(bytes: sizeLimit, fields: fieldsLimit)
        /// What the desk sends: tables of hundreds of variants, texts in all languages.
        package static let large = Limits(bytes: 4 << 20, fields: 20_000)
    }

    private let fields: [String: String]
    private let lists: [String: [String]]

    init(fields: [String: String]) {
        self.fields = fields
        lists = fields.mapValues { [$0] }
    }

    /// Reads `application/x-www-form-urlencoded` text; the last of several equal names counts. Refuses what is malformed.
    package init(urlEncoded text: some StringProtocol, limits: Limits = .plain) throws {
        var fields: [String: String] = [:]
        var lists: [String: [String]] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]), let value = Self.decode(parts.count == 2 ? parts[1] : "") else {
                throw InvalidField("form", "The form was sent in a way that cannot be read; send it again.")
            }
            fields[name] = value
            lists[name, default: []].append(value)
            guard fields.count <= limits.fields, lists[name, default: []].count <= limits.fields else {
                throw InvalidField("form", "The form has too many fields.")
            }
        }
        self.fields = fields
        self.lists = lists
    }

    /// All values of a field that may come several times, without the empty ones, in their order.
    package func all(_ name: String) -> [String] { (lists[name] ?? []).map(\.trimmingBlanks).filter { !$0.isEmpty } }

    /// All values of a field that may come several times, the empty ones too, in their order.
    package func every(_ name: String) -> [String] { (lists[name] ?? []).map(\.trimmingBlanks) }

    /// Reads the body of a request; refuses another content type, a body above the limit and a broken one.
    package static func read(_ request: Request, limits: Limits = .plain) async throws -> Form {
        guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else {
            throw WrongMediaType(wanted: "application/x-www-form-urlencoded")
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: limits.bytes)
        } catch is NIOTooManyBytesError {
            throw TooLarge(limit: limits.bytes)
        } catch {
            throw BrokenBody()
        }
        return try Form(urlEncoded: String(buffer: body), limits: limits)
    }

    /// The value of a field without blanks around it; empty when it is absent.
    package subscript(name: String) -> String {
        fields[name]?.trimmingBlanks ?? ""
    }

    /// Whether a field was sent at all, even empty.
    package func has(_ name: String) -> Bool { fields[name] != nil }

    /// The names of all fields, in no order.
    package var names: some Collection<String> & Sendable { fields.keys }

    /// The fields as a body that reads as the same form.
    package var urlEncoded: String {
        fields.sorted { $0.key < $1.key }.map { "\(Self.encode($0.key))=\(Self.encode($0.value))" }.joined(separator: "&")
    }

    private static func encode(_ text: String) -> String {
        text.utf8.reduce(into: "") { out, byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                out.unicodeScalars.append(UnicodeScalar(byte))
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    /// The value of a field that must be there.
    package func required(_ name: String, _ reason: String) throws -> String {
        let value = self[name]
        guard !value.isEmpty else { throw InvalidField(name, reason) }
        return value
    }

    private static func decode(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hex), let low = iterator.next().flatMap(hex) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[first...last])
    }
}

/// A body above its limit.
package struct TooLarge: Refusal {
    /// Bytes.
    package let limit: Int
    package var code: String { "too_large" }
    package var status: Int { 413 }
    package var reason: String { "At most \(limit >> 10) kB can be sent here; send less." }

    /// The refusal of more than so many bytes.
    package init(limit: Int) { self.limit = limit }
}

/// A body that broke off, or that is not HTTP.
package struct BrokenBody: Refusal {
    package var code: String { "broken_body" }
    package var status: Int { 400 }
    package var reason: String { "The request broke off before it was whole; send it again." }

    /// The refusal.
    package init() {}
}

/// A body of another kind than the route reads.
package struct WrongMediaType: Refusal {
    /// Such as `application/json`.
    package let wanted: String
    package var code: String { "wrong_media_type" }
    package var status: Int { 415 }
    package var reason: String { "Send this as \(wanted)." }

    /// The refusal of a body that is not of the wanted media type.
    package init(wanted: String) { self.wanted = wanted }
}
