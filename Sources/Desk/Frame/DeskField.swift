import Web

/// One field of a form of the desk, with what was typed and what is wrong with it.
struct DeskField: Sendable {
    /// What kind of control it is.
    enum Kind: Sendable {
        case text, email, password, number, date, area, search
        /// One of several, as (value, what people read).
        case choice([(String, String)])
        /// Any of several, each under a name of its own, as (name, what people read, whether it is on).
        case boxes([(String, String, Bool)])
        /// Not shown.
        case hidden
    }

    let name: String
    let label: String
    var value = ""
    var kind = Kind.text
    var hint: String?
    var isRequired = true
    var autocomplete: String?
    var inputmode: String?
    /// Takes the whole row.
    var isWide = false
    var error: String?
    /// Says what the page is about, and not what somebody typed: it is always as it is now.
    var isFresh = false

    /// This field with what somebody typed; passwords are not given back.
    func typed(_ form: Form) -> DeskField {
        var typed = self
        switch kind {
        case .password: break
        case _ where isFresh: break
        case .boxes(let boxes): typed.kind = .boxes(boxes.map { ($0.0, $0.1, !form[$0.0].isEmpty) })
        default: typed.value = form[name]
        }
        return typed
    }

    var fields: Fields {
        var fields: Fields = [
            "name": name, "label": label, "value": value, "hint": hint, "required": isRequired.orNil,
            "autocomplete": autocomplete, "inputmode": inputmode, "wide": isWide.orNil, "error": error,
            "described": (hint != nil || error != nil).orNil,
        ]
        switch kind {
        case .text: fields["type"] = "text"
        case .email: fields["type"] = "email"
        case .password: fields["type"] = "password"
        case .number: fields["type"] = "number"
        case .date: fields["type"] = "date"
        case .search: fields["type"] = "search"
        case .hidden: fields["isHidden"] = true
        case .area: fields["isArea"] = true
        case .choice(let options):
            let rows: [Fields] = options.map { ["value": $0.0, "label": $0.1, "selected": ($0.0 == value).orNil] }
            fields["options"] = rows
            fields["isChoice"] = true
        case .boxes(let boxes):
            let rows: [Fields] = boxes.map { ["name": $0.0, "label": $0.1, "checked": $0.2.orNil] }
            fields["boxes"] = rows
            fields["isBoxes"] = true
        }
        return fields
    }
}
