package import Exchange
import Foundation
package import Storage
package import Values

extension Picture {
    /// The keys of pictures by their names; names that no picture has are left out.
    package static func keys(of names: Set<String>, in tx: Transaction) throws -> [String: Key<Picture>] {
        let names = names.filter { !$0.isEmpty }.sorted()
        var keys: [String: Key<Picture>] = [:]
        for start in stride(from: 0, to: names.count, by: namesAtOnce) {
            let list = SQL.joined(names[start..<min(start + namesAtOnce, names.count)].map { "\($0)" }, by: ", ")
            try tx.each("SELECT name, key FROM pictures WHERE name IN (\(list))") { keys[$0.text(0)] = $0.key(1) }
        }
        return keys
    }

    /// What a report says of pictures that an import names and the hub does not have; nil when it has them all.
    package static func hint(missing names: [String]) -> String? {
        guard !names.isEmpty else { return nil }
        let shown = names.count > 5 ? names.prefix(5) + ["\(names.count - 5) more"] : names[...]
        return "Not among the hub's pictures: \(shown.joined(separator: ", ")). Import them, then this again."
    }

    /// Values in one statement, far below what either engine takes.
    private static let namesAtOnce = 500

    /// The name that an address or a path in an import stands for: its last part, decoded, without a query. Empty when
    /// there is none.
    package static func name(from address: String) -> String {
        PictureName.read(from: address) ?? ""
    }
}

extension Picture.Change {
    /// The same in the words of a report.
    package var outcome: ImportReport.Outcome {
        switch self {
        case .created: .created
        case .updated: .updated
        case .unchanged: .unchanged
        }
    }
}
