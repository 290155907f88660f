import Orders
import Values
import Web

/// One field of the checkout's form: its keyboard, its autofill, whether it has to be filled in.
struct CheckoutField {
    let name: String
    let type: String
    let autocomplete: String
    let inputmode: String?
    let isRequired: Bool
    let hint: String?
    let choices: [String]?
    let isWide: Bool
    let example: String?

    init(
        _ name: String, _ type: String = "text", autocomplete: String, inputmode: String? = nil, isRequired: Bool = true,
        hint: String? = nil, choices: [String]? = nil, isWide: Bool = true, example: String? = nil
    ) {
        self.name = name
        self.type = type
        self.autocomplete = autocomplete
        self.inputmode = inputmode
        self.isRequired = isRequired
        self.hint = hint
        self.choices = choices
        self.isWide = isWide
        self.example = example
    }

    /// The fields of a country's address, in the order in which people there write it.
    static func address(of country: MarketCode) -> [CheckoutField] {
        let rules = AddressRules.of(country)
        let name = CheckoutField("name", autocomplete: "name")
        let street = CheckoutField("line1", autocomplete: "address-line1")
        let more = CheckoutField("line2", autocomplete: "address-line2", isRequired: false)
        let city = CheckoutField("city", autocomplete: "address-level2", isWide: false)
        let postcode = CheckoutField(
            "postcode", autocomplete: "postal-code", inputmode: rules.hasDigitsOnly ? "numeric" : nil, isWide: false,
            example: rules.postcodeExample)
        let region = CheckoutField(
            "region", autocomplete: "address-level1", isRequired: rules.regions != nil,
            choices: country.text == "US" ? AddressRegions.unitedStates : nil, isWide: false)
        return switch country.text {
        case "JP", "KR", "CN": [name, postcode, region, city, street, more]
        case "US": [name, street, more, city, region, postcode]
        default: [name, street, more, city, postcode]
        }
    }

    func fields(label: String, value: String, error: String?, _ words: Words) -> Fields {
        let options: [Fields]? = choices.map { choices in
            [["value": "", "label": words("chooseState")]]
                + choices.map { ["value": $0, "label": $0, "selected": ($0 == value).orNil] }
        }
        return [
            "name": name, "label": label, "type": type, "autocomplete": autocomplete, "inputmode": inputmode, "value": value,
            "required": isRequired.orNil, "error": error,
            "hint": hint.map { words($0) } ?? example.map { words("postcodeHint", $0) }, "options": options,
            "hasOptions": (options != nil).orNil, "wide": isWide.orNil,
        ]
    }
}
