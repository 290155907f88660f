import Foundation

/// The name by which the hub knows a picture that an import gives by an address, a path or a name.
package enum PictureName {
    /// The last part of the address, decoded, without a query; nil when there is none or when it is no name of a file, such as in
    /// `data:` and `javascript:` addresses.
    package static func read(from address: String) -> String? {
        let scheme = address.prefix { $0 != ":" && $0 != "/" }
        let hasScheme = scheme.count < address.count && address[scheme.endIndex] == ":"
        guard !hasScheme || ["http", "https"].contains(scheme.lowercased()) else { return nil }
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let last = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let name = last.removingPercentEncoding ?? last
        guard !name.contains(":"), let safe = try? SafePath(name), !safe.text.isEmpty, !safe.text.contains("/") else { return nil }
        return safe.text
    }
}
