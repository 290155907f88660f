import Values

/// The addresses that a published text may point to, cleaned as a browser would before it follows them.
struct HTMLAddress: Sendable {
    /// The host of the hub, whose own links need no `rel`; nil when every host is foreign.
    let ownHost: String?
    /// Whether `product:HANDLE`, `film:SLUG` and `athlete:SLUG` may stay, for the page to resolve.
    let allowsProducts: Bool
    /// Whether a picture is called by its name among the hub's, whatever address it had; else only a path of this site stays.
    let namesPictures: Bool

    /// What a link may point to: http, https, mail, a path of this site, a place on the page, a product or an athlete; nil for
    /// the rest.
    func link(_ raw: String) -> String? {
        let address = Self.cleaned(raw)
        if Self.isWeb(address) || Self.isPath(address) || address.hasPrefix("#") { return address }
        if Self.hasScheme("mailto:", address) { return address }
        return allowsProducts && (Self.product(address) ?? Self.film(address) ?? Self.athlete(address)) != nil ? address : nil
    }

    /// Where a quotation may come from: http, https or a path of this site; nil for the rest.
    func source(_ raw: String) -> String? {
        let address = Self.cleaned(raw)
        return Self.isWeb(address) || Self.isPath(address) ? address : nil
    }

    /// Where a picture may come from: never from another host, since a page would fetch it by itself; nil for the rest.
    func picture(_ raw: String) -> String? {
        let address = Self.cleaned(raw)
        guard namesPictures else { return Self.isPath(address) ? address : nil }
        return PictureName.read(from: address)
    }

    /// Whether following a cleaned address leaves the hub.
    func isForeign(_ address: String) -> Bool {
        guard Self.isWeb(address) else { return false }
        let authority = address.drop { $0 != ":" }.dropFirst("://".count).prefix { !"/?#\\".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        return host.lowercased() != ownHost?.lowercased()
    }

    /// The handle in `product:HANDLE`; nil for any other address.
    static func product(_ address: String) -> String? { slug("product:", address) }

    /// The slug in `athlete:SLUG`; nil for any other address.
    static func athlete(_ address: String) -> String? { slug("athlete:", address) }

    private static func slug(_ scheme: String, _ address: String) -> String? {
        hasScheme(scheme, address) ? Slug(address.dropFirst(scheme.utf8.count))?.text : nil
    }

    /// The slug in `film:SLUG`; nil for any other address.
    static func film(_ address: String) -> String? { slug("film:", address) }

    /// Browsers drop tabs and line ends anywhere in an address, and blanks and controls around it.
    private static func cleaned(_ raw: String) -> String {
        var scalars = raw.unicodeScalars.filter { $0.properties.generalCategory != .control }[...]
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func isWeb(_ address: String) -> Bool {
        hasScheme("https://", address) || hasScheme("http://", address)
    }

    /// Two slashes, or a slash and a backslash, which browsers read alike, would name another host.
    private static func isPath(_ address: String) -> Bool {
        var bytes = address.utf8.makeIterator()
        guard bytes.next() == UInt8(ascii: "/") else { return false }
        let second = bytes.next()
        return second != UInt8(ascii: "/") && second != UInt8(ascii: "\\")
    }

    private static func hasScheme(_ scheme: String, _ address: String) -> Bool {
        address.utf8.prefix(scheme.utf8.count).elementsEqual(scheme.utf8) { byte, wanted in
            byte == wanted || (65...90).contains(byte) && byte | 0x20 == wanted
        }
    }
}
