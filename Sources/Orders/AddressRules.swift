package import Values

/// What an address looks like in one country. A country without rules of its own takes any short postcode.
package struct AddressRules {
    let postcode: Regex<Substring>
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
        case "US":
            AddressRules(postcode: /\d{5}(?:-\d{4})?/, postcodeExample: "10001", regions: states, regionName: "state")
        case "GB":
            AddressRules(
                postcode: /[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}/, postcodeExample: "SW1A 1AA", regions: nil,
                regionName: "county")
        case "JP":
            AddressRules(postcode: /\d{3}-?\d{4}/, postcodeExample: "100-0001", regions: nil, regionName: "prefecture")
        case "KR":
            AddressRules(postcode: /\d{5}/, postcodeExample: "04524", regions: nil, regionName: "province")
        case "CN":
            AddressRules(postcode: /\d{6}/, postcodeExample: "100000", regions: nil, regionName: "province")
        default:
            AddressRules(postcode: /[A-Za-z\d][A-Za-z\d \-]{1,10}/, postcodeExample: "12345", regions: nil, regionName: "region")
        }
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
