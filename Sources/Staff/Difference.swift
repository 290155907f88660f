import Foundation

/// What changed between two snapshots, name by name.
package struct Difference: Hashable, Sendable {
    /// A name, such as `title`; the parts of a nested one joined by points.
    package let name: String
    /// How it was; nil when it was not there.
    package let before: String?
    /// How it is; nil when it is not there any more.
    package let after: String?

    /// The names whose values differ, in alphabetical order; text that is no JSON object counts as empty.
    package static func between(_ before: String?, _ after: String?) -> [Difference] {
        let (old, new) = (flat(before), flat(after))
        return Set(old.keys).union(new.keys).sorted().compactMap { name in
            old[name] == new[name] ? nil : Difference(name: name, before: old[name], after: new[name])
        }
    }

    private static func flat(_ json: String?) -> [String: String] {
        guard let json, let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { return [:] }
        var facts: [String: String] = [:]
        collect(object, "", into: &facts)
        return facts
    }

    private static func collect(_ value: Any, _ path: String, into facts: inout [String: String]) {
        switch value {
        case let object as [String: Any]:
            for (name, value) in object { collect(value, path.isEmpty ? name : "\(path).\(name)", into: &facts) }
        case let list as [Any]:
            for (place, value) in list.enumerated() { collect(value, "\(path).\(place + 1)", into: &facts) }
        case is NSNull: break
        case let text as String: facts[path] = text
        case let number as NSNumber:
            // JSON's true and false come as numbers that say they are truths.
            facts[path] = String(cString: number.objCType) == "c" ? (number.boolValue ? "true" : "false") : "\(number)"
        default: facts[path] = "\(value)"
        }
    }
}
