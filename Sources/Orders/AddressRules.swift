package import Values

/// What an address looks like in one country. A country without rules of its own takes any short postcode.
package struct AddressRules: Sendable {
    /// Shapes of a postcode: 9 stands for a digit, A for a letter, everything else for itself; empty takes any short one.
    private let shapes: [String]
    /// A postcode that fits, to be shown.
    package let postcodeExample: String
    /// The regions to choose from, where the country's tax or post needs them.
    package let regions: Set<String>?
    let regionName: String

    /// Whether postcodes hold digits only.
    package var hasDigitsOnly: Bool { postcodeExample.allSatisfy(\.isNumber) }

    /// The rules of a country.
    package static func of(_ country: MarketCode) -> AddressRules {
        switch country.text {
        case "US": unitedStates
        case "GB": unitedKingdom
        case "JP": japan
        case "KR": korea
        case "CN": china
        default: elsewhere
        }
    }

    private static let unitedStates = AddressRules(
        shapes: ["99999", "99999-9999"], postcodeExample: "10001", regions: states, regionName: "state")
    private static let unitedKingdom = AddressRules(
        shapes: ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].flatMap { ["\($0) 9AA", "\($0)9AA"] },
        postcodeExample: "SW1A 1AA", regions: nil, regionName: "county")
    private static let japan = AddressRules(
        shapes: ["999-9999", "9999999"], postcodeExample: "100-0001", regions: nil, regionName: "prefecture")
    private static let korea = AddressRules(
        shapes: ["99999"], postcodeExample: "04524", regions: nil, regionName: "province")
    private static let china = AddressRules(
        shapes: ["999999"], postcodeExample: "100000", regions: nil, regionName: "province")
    private static let elsewhere = AddressRules(
        shapes: [], postcodeExample: "12345", regions: nil, regionName: "region")
    private static let lengthElsewhere = 2...11

    /// Whether a postcode has one of the country's shapes, in either case.
    func takes(_ postcode: String) -> Bool {
        let shape = String(postcode.map { character in
            if character.isASCII, character.isNumber { return Character("9") }
            return character.isASCII && character.isLetter ? Character("A") : character
        })
        if !shapes.isEmpty { return shapes.contains(shape) }
        guard let first = shape.first, first == "9" || first == "A" else { return false }
        return Self.lengthElsewhere.contains(shape.count) && shape.allSatisfy { "9A -".contains($0) }
    }

    /// The states and the District of Columbia by their postal codes.
    private static let states: Set<String> = Set(AddressRegions.unitedStates)
}

/// The regions that a form offers.
package enum AddressRegions {
    /// Postal codes of the fifty states and the District of Columbia, in alphabetical order.
    package static let unitedStates = [
        "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA",
        "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR",
        "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
    ]
}
