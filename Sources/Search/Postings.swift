import Foundation

/// Where a document stands: documents of a kind are numbered, and lie in blocks.
enum Block {
    /// Documents in one block; a term that all of them hold has 4 kB.
    static let size: Int64 = 1024

    static func of(_ number: Int64) -> Int64 { number / size }
    static func place(_ number: Int64) -> Int { Int(number % size) }
}

/// One document that holds a term: its place in the block, where in its texts the term stands, its rank. Four bytes.
struct Posting: Hashable {
    static let width = 4

    let place: Int
    let levels: UInt8
    let rank: UInt8

    func append(to data: inout Data) {
        data.append(UInt8(truncatingIfNeeded: place))
        data.append(UInt8(truncatingIfNeeded: place >> 8))
        data.append(levels)
        data.append(rank)
    }

    /// Hands over the postings of a row.
    @inline(__always)
    static func each(in data: Data, _ body: (Posting) -> Void) {
        data.withUnsafeBytes { bytes in
            var offset = 0
            while offset + width <= bytes.count {
                let place = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
                body(Posting(place: place & 1023, levels: bytes[offset + 2], rank: bytes[offset + 3]))
                offset += width
            }
        }
    }
}
