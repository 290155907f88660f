import Values
import Web

/// One thing that is wrong with a request, with the place where it stands.
struct Violation: Hashable, Sendable {
    /// Where a value stands.
    enum Place: Hashable, Sendable {
        /// A JSON Pointer into the body, such as `/address/postcode`.
        case body(String)
        case query(String)
        case path(String)
        case header(String)
    }

    /// Where it stands.
    let place: Place
    /// Stable: `missing`, `unknown`, `wrong_type`, `too_short`, `too_long`, `out_of_range`, `not_a_choice`, `malformed` or a
    /// code of the domain.
    let code: String
    /// What it must be.
    let detail: String
}

extension Schema {
    /// Everything in a value that breaks the schema. `strictly` refuses members that a record does not name even when it is open.
    func violations(of value: JSON, at pointer: String = "", strictly: Bool = false) -> [Violation] {
        func wrong(_ code: String, _ detail: String) -> [Violation] {
            [Violation(place: .body(pointer), code: code, detail: detail)]
        }
        switch (self, value) {
        case (.anything, _), (.boolean, .bool), (.optional, .null): return []
        case (.optional(let schema), _): return schema.violations(of: value, at: pointer, strictly: strictly)
        case (.text(let rule), .text(let text)): return rule.violation(of: text).map { wrong($0.code, $0.detail) } ?? []
        case (.choice(let values), .text(let text)):
            return values.contains(text) ? [] : wrong("not_a_choice", "Use one of \(values.joined(separator: ", ")).")
        case (.integer(let range), .int(let number)):
            return range.contains(number) ? [] : wrong("out_of_range", "Use a whole number \(range.words).")
        case (.list(let element, let limit), .list(let values)):
            guard values.count <= limit else { return wrong("too_long", "Send at most \(limit).") }
            return values.enumerated().flatMap {
                element.violations(of: $0.element, at: "\(pointer)/\($0.offset)", strictly: strictly)
            }
        case (.table(let rule, let schema, let limit), .object(let members)):
            guard members.count <= limit else { return wrong("too_long", "Send at most \(limit).") }
            return members.flatMap { member -> [Violation] in
                let place = pointer + "/" + member.name.pointerEscaped
                guard rule.holds(member.name) else {
                    return [Violation(place: .body(place), code: "unknown", detail: "There is no such name here.")]
                }
                return schema.violations(of: member.value, at: place, strictly: strictly)
            }
        case (.record(let record), .object(let members)):
            return record.violations(of: members, at: pointer, strictly: strictly)
        case (.either(_, let records), .object):
            let kind = value["kind"]?.string
            guard let record = records.first(where: { $0.kind == kind && kind != nil }) else {
                return wrong("not_a_choice", "Use one of \(records.compactMap(\.kind).joined(separator: ", ")) as kind.")
            }
            return Schema.record(record).violations(of: value, at: pointer, strictly: strictly)
        default: return wrong("wrong_type", "Send \(words).")
        }
    }

    private var words: String {
        switch self {
        case .text, .choice: "a text"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .list: "a list"
        case .record, .table, .either: "an object"
        case .optional(let schema): "null or \(schema.words)"
        case .anything: "anything"
        }
    }
}

extension Record {
    /// The fixed text of the member `kind`, where there is one.
    var kind: String? {
        guard case .choice(let values)? = properties.first(where: { $0.name == "kind" })?.schema else { return nil }
        return values.first
    }

    fileprivate func violations(of members: [JSON.Member], at pointer: String, strictly: Bool) -> [Violation] {
        var found: [Violation] = []
        let values = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        for property in properties {
            let place = "\(pointer)/\(property.name)"
            if let value = values[property.name] {
                found += property.schema.violations(of: value, at: place, strictly: strictly)
            } else if property.isRequired {
                found.append(Violation(place: .body(place), code: "missing", detail: "Send \(property.name)."))
            }
        }
        guard isClosed || strictly else { return found }
        let known = Set(properties.map(\.name))
        return found + members.filter { !known.contains($0.name) }.map {
            Violation(
                place: .body(pointer + "/" + $0.name.pointerEscaped), code: "unknown",
                detail: "This is not known here; send \(properties.map(\.name).joined(separator: ", ")).")
        }
    }
}

extension TextRule {
    /// What is wrong with a text, or nil.
    func violation(of text: String) -> (code: String, detail: String)? {
        let count = text.unicodeScalars.count
        if count < length.lowerBound { return ("too_short", "Use at least \(length.lowerBound) characters.") }
        if count > length.upperBound { return ("too_long", "Use at most \(length.upperBound) characters.") }
        guard !holds(text) else { return nil }
        return ("malformed", "Use only these characters: \(characters ?? "").\(example.map { " Example: \($0)." } ?? "")")
    }
}

extension ClosedRange<Int64> {
    fileprivate var words: String { upperBound == .max ? "from \(lowerBound)" : "from \(lowerBound) to \(upperBound)" }
}

extension String {
    /// The text as one part of a JSON Pointer (RFC 6901).
    fileprivate var pointerEscaped: String { replacing("~", with: "~0").replacing("/", with: "~1") }
}
