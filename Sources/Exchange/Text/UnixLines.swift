extension String {
    /// The text with CR LF and lone CR made LF. Swift counts CR LF as one character, which splitting at LF would miss.
    var withUnixLines: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        var out: [UInt8] = []
        out.reserveCapacity(utf8.count)
        var isAfterReturn = false
        for byte in utf8 {
            let isReturn = byte == UInt8(ascii: "\r")
            let isSecondHalf = isAfterReturn && byte == UInt8(ascii: "\n")
            if !isSecondHalf { out.append(isReturn ? UInt8(ascii: "\n") : byte) }
            isAfterReturn = isReturn
        }
        return String(decoding: out, as: UTF8.self)
    }
}
