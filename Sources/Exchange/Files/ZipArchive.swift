import CZlib
package import Foundation

/// A zip file whose plain files are put into one folder, by their names without the folders around them.
///
/// It holds what people's own programs write: files stored or deflated, names in UTF-8. What is encrypted, larger than the limits
/// or not what its directory says is refused before anything is written. Format: PKWARE's APPNOTE 6.3, sections 4.3 and 4.4.
package struct ZipArchive {
    /// Files in one archive.
    package static let filesLimit = 5_000
    /// Bytes of all files together.
    package static let bytesLimit = 256 << 20

    /// One file of the archive.
    struct Entry: Hashable, Sendable {
        let name: String
        let isDeflated: Bool
        let checksum: UInt32
        let packedCount: Int
        let count: Int
        let offset: Int
    }

    private static let endSignature: UInt32 = 0x0605_4B50
    private static let directorySignature: UInt32 = 0x0201_4B50
    private static let fileSignature: UInt32 = 0x0403_4B50
    private static let endLength = 22
    private static let commentLimit = 65_535

    private let bytes: [UInt8]
    /// Its plain files, in the order of its directory; hidden ones and what systems add on their own are left out.
    let entries: [Entry]

    /// Whether bytes begin like a zip file.
    package static func isZip(_ data: Data) -> Bool { data.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    /// Reads the directory; refuses what is no zip file, and one that the hub does not take.
    package init(_ data: Data) throws {
        bytes = [UInt8](data)
        entries = try Self.directory(bytes)
    }

    /// Writes every file into a folder that exists; refuses one whose bytes are not what the directory says. Returns their names.
    package func unpack(into folder: String) throws -> [String] {
        for entry in entries {
            let content = Data(try content(of: entry))
            try content.write(to: URL(fileURLWithPath: folder).appendingPathComponent(entry.name))
        }
        return entries.map(\.name)
    }

    /// The bytes of one file.
    func content(of entry: Entry) throws -> [UInt8] {
        let broken = UnreadableInput(.malformed, "\(entry.name) in the zip file is damaged. Pack it again.")
        guard number(entry.offset, 4) == Self.fileSignature, let name = number(entry.offset + 26, 2),
            let extra = number(entry.offset + 28, 2)
        else { throw broken }
        let start = entry.offset + 30 + Int(name) + Int(extra)
        guard start <= bytes.count, entry.packedCount <= bytes.count - start else { throw broken }
        let packed = bytes[start..<start + entry.packedCount]
        let content: [UInt8]?
        if entry.isDeflated {
            content = Self.inflated(packed, count: entry.count)
        } else {
            content = entry.packedCount == entry.count ? Array(packed) : nil
        }
        guard let content, Self.checksum(of: content) == entry.checksum else { throw broken }
        return content
    }

    private static func directory(_ bytes: [UInt8]) throws -> [Entry] {
        let foreign = UnreadableInput(
            .wrongFormat, "This is no zip file that can be read here. Pack the files again as a plain zip.")
        let earliest = max(0, bytes.count - endLength - commentLimit)
        guard bytes.count >= endLength,
            let end = stride(from: bytes.count - endLength, through: earliest, by: -1).first(where: {
                number(bytes, $0, 4) == endSignature
            }),
            let count = number(bytes, end + 10, 2), let first = number(bytes, end + 16, 4)
        else { throw foreign }
        var entries: [Entry] = []
        var names: Set<String> = []
        var sum = 0
        var place = Int(first)
        for _ in 0..<count {
            guard number(bytes, place, 4) == directorySignature, let nameLength = number(bytes, place + 28, 2),
                let extra = number(bytes, place + 30, 2), let comment = number(bytes, place + 32, 2),
                place + 46 + Int(nameLength) <= bytes.count
            else { throw foreign }
            let path = String(validating: bytes[place + 46..<place + 46 + Int(nameLength)], as: UTF8.self)
            if let entry = try entry(bytes, at: place, path) {
                guard names.insert(entry.name).inserted else {
                    throw UnreadableInput(.malformed, "The zip file holds two files called \(entry.name). Rename one of them.")
                }
                sum += entry.count
                entries.append(entry)
            }
            guard entries.count <= filesLimit, sum <= bytesLimit else {
                let advice = "Bring them in by parts."
                throw UnreadableInput(
                    .tooLarge, "The zip file holds more than \(filesLimit) files or \(bytesLimit >> 20) MB. \(advice)")
            }
            place += 46 + Int(nameLength) + Int(extra) + Int(comment)
        }
        return entries
    }

    /// One line of the directory; nil for folders and for what is passed over.
    private static func entry(_ bytes: [UInt8], at place: Int, _ path: String?) throws -> Entry? {
        guard let path else {
            throw UnreadableInput(.wrongEncoding, "A name in the zip file is not UTF-8. Use plain letters in file names.")
        }
        let parts = path.split(separator: "/")
        guard !path.hasSuffix("/"), let name = parts.last, !parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }),
            name != "Thumbs.db"
        else { return nil }
        guard let flags = number(bytes, place + 8, 2), let method = number(bytes, place + 10, 2),
            let checksum = number(bytes, place + 16, 4), let packed = number(bytes, place + 20, 4),
            let count = number(bytes, place + 24, 4), let offset = number(bytes, place + 42, 4)
        else { return nil }
        guard flags & 1 == 0 else { throw UnreadableInput(.unsafe, "The zip file is encrypted. Pack it without a password.") }
        guard method == 0 || method == 8 else {
            throw UnreadableInput(.wrongFormat, "\(name) is packed in a way that cannot be read here. Pack it as a plain zip.")
        }
        return Entry(
            name: try SafePath(String(name)).text, isDeflated: method == 8, checksum: checksum, packedCount: Int(packed),
            count: Int(count), offset: Int(offset))
    }

    private func number(_ place: Int, _ length: Int) -> UInt32? { Self.number(bytes, place, length) }

    /// A little-endian number; nil outside of the bytes.
    private static func number(_ bytes: [UInt8], _ place: Int, _ length: Int) -> UInt32? {
        guard place >= 0, place <= bytes.count - length else { return nil }
        return (0..<length).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    }

    private static func checksum(of bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
    }

    /// Exactly so many bytes; nil when the packed ones come to more, to fewer, or to nothing that makes sense.
    private static func inflated(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, size) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var input = Array(packed)
        // One byte more than wanted, so that too much is seen.
        var output = [UInt8](repeating: 0, count: count + 1)
        let isWhole = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_FINISH) == Z_STREAM_END && Int(stream.total_out) == count
            }
        }
        return isWhole ? Array(output.prefix(count)) : nil
    }
}
