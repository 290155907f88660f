import Foundation
package import Values

/// Where an order goes and who gets it. Fields are limited and free of control characters.
package struct Address: Hashable, Sendable, Codable {
    /// The most characters of one field.
    package static let fieldLimit = 120

    /// Full name.
    package var name: String
    /// Street and number.
    package var line1: String
    /// Flat, floor, company.
    package var line2: String
    /// City or ward.
    package var city: String
    /// State, prefecture or province where the market has them.
    package var region: String
    /// Postal code as the market writes it.
    package var postcode: String
    /// The market's country.
    package var country: MarketCode

    /// An address from its parts; `validate` says what is wrong with it.
    package init(
        name: String, line1: String, line2: String, city: String, region: String, postcode: String, country: MarketCode
    ) {
        self.name = name
        self.line1 = line1
        self.line2 = line2
        self.city = city
        self.region = region
        self.postcode = postcode
        self.country = country
    }

    /// Every field that cannot be used, in the order of the form.
    package func problems() -> [InvalidField] {
        var problems: [InvalidField] = []
        func check(_ field: String, _ value: String, isRequired: Bool, _ missing: String) {
            if isRequired, value.isEmpty { problems.append(InvalidField(field, missing)) }
            if value.utf8.count > Self.fieldLimit, value.count > Self.fieldLimit {
                problems.append(InvalidField(field, "Use at most \(Self.fieldLimit) characters."))
            }
            if value.utf8.contains(where: { $0 < 32 || $0 == 127 }) {
                problems.append(InvalidField(field, "Use letters, digits and punctuation only."))
            }
        }
        let rules = AddressRules.of(country)
        check("name", name, isRequired: true, "Enter the name of whoever gets the parcel.")
        check("line1", line1, isRequired: true, "Enter street and number.")
        check("line2", line2, isRequired: false, "")
        check("city", city, isRequired: true, "Enter the city.")
        check("region", region, isRequired: rules.regions != nil, "Choose the \(rules.regionName).")
        if let regions = rules.regions, !region.isEmpty, !regions.contains(region) {
            problems.append(InvalidField("region", "Choose the \(rules.regionName) from the list."))
        }
        check("postcode", postcode, isRequired: true, "Enter the postcode.")
        if !postcode.isEmpty, !rules.takes(postcode) {
            problems.append(InvalidField("postcode", "Enter the postcode like \(rules.postcodeExample)."))
        }
        return problems
    }

    /// The lines of a label in the order of the country, empty ones left out.
    package var label: [String] {
        let lines = switch country.text {
        case "US": [name, line1, line2, "\(city), \([region, postcode].filter { !$0.isEmpty }.joined(separator: " "))"]
        case "JP": ["〒\(postcode)", region + city + line1, line2, name]
        case "KR", "CN": [[region, city, line1].filter { !$0.isEmpty }.joined(separator: " "), line2, name, postcode]
        case "GB": [name, line1, line2, city, postcode.uppercased()]
        default: [name, line1, line2, "\(postcode) \(city)", region]
        }
        return lines.filter { !$0.isEmpty }
    }
}

/// An e-mail address that a confirmation can be sent to.
package struct EmailAddress: Hashable, Sendable, Codable {
    /// The address as it was typed, without blanks around it.
    package let text: String

    /// Accepts one `local@domain` of at most 254 characters without blanks, control characters or line breaks; nil otherwise.
    package init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard trimmed.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
            !parts[1].hasPrefix("."), !parts[1].hasSuffix("."), !parts[1].contains(".."),
            trimmed.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 && !"<>()[],;:\"\\".unicodeScalars.contains($0) })
        else { return nil }
        self.text = trimmed
    }
}

extension Address {
    /// Fields in a fixed order with a unit separator between: no field can hold that control character.
    var stored: String { [name, line1, line2, city, region, postcode, country.text].joined(separator: "\u{1f}") }

    init?(stored text: String) {
        let parts = text.split(separator: "\u{1f}", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 7, let country = MarketCode(parts[6]) else { return nil }
        self.init(
            name: parts[0], line1: parts[1], line2: parts[2], city: parts[3], region: parts[4], postcode: parts[5],
            country: country)
    }
}
