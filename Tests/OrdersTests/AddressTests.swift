import Orders
import TestKit
import Testing
import Values

@Suite struct AddressTests {
    private static func address(_ country: String, postcode: String = "12345", region: String = "") throws -> Address {
        Address(
            name: "Kim Yuna", line1: "1 Olympic-ro", line2: "", city: "Gangneung", region: region, postcode: postcode,
            country: try #require(MarketCode(country)))
    }

    @Test func `each market has its own postcodes and regions`() throws {
        for row in TextTable.rows("""
            # country | postcode   | region | fields at fault
            US        | 10001      | NY     |
            US        | 10001-1234 | DC     |
            US        | 1000       | NY     | postcode
            US        | 10001-12   | NY     | postcode
            US        | SW1A 1AA   | NY     | postcode
            US        | 10001      |        | region
            US        | 10001      | XX     | region
            US        | 10001      | ny     | region
            GB        | SW1A 1AA   |        |
            GB        | sw1a1aa    |        |
            GB        | M1 1AE     |        |
            GB        | 12345      |        | postcode
            JP        | 100-0001   |        |
            JP        | 1000001    |        |
            JP        | 100-00012  |        | postcode
            KR        | 25535      |        |
            KR        | 255-35     |        | postcode
            CN        | 100000     |        |
            CN        | 10000      |        | postcode
            FR        | 75001      |        |
            FR        |            |        | postcode
            FR        | 7          |        | postcode
            """) {
            let fields = try Self.address(row[0], postcode: row[1], region: row[2]).problems().compactMap(\.field)
            #expect(fields.joined(separator: " ") == row[3], "\(row)")
        }
    }

    @Test func `every field is looked at, in the order of the form`() throws {
        var address = try Self.address("US", postcode: "")
        address.name = ""
        address.line1 = ""
        address.line2 = String(repeating: "x", count: 121)
        address.city = "New\nYork"
        #expect(address.problems().compactMap(\.field) == ["name", "line1", "line2", "city", "region", "postcode"])
        address.name = "a\u{1f}b"
        #expect(address.problems().first?.reason == "Use letters, digits and punctuation only.")
    }

    @Test(arguments: [
        ("US", "10001", "NY", ["Kim Yuna", "1 Olympic-ro", "Gangneung, NY 10001"]),
        ("US", "10001", "", ["Kim Yuna", "1 Olympic-ro", "Gangneung, 10001"]),
        ("GB", "sw1a 1aa", "", ["Kim Yuna", "1 Olympic-ro", "Gangneung", "SW1A 1AA"]),
        ("JP", "100-0001", "東京都", ["〒100-0001", "東京都Gangneung1 Olympic-ro", "Kim Yuna"]),
        ("KR", "04524", "", ["Gangneung 1 Olympic-ro", "Kim Yuna", "04524"]),
        ("CN", "100000", "", ["Gangneung 1 Olympic-ro", "Kim Yuna", "100000"]),
        ("CH", "8001", "", ["Kim Yuna", "1 Olympic-ro", "8001 Gangneung"]),
    ]) func `a label is written in the order of its country and leaves out what is empty`(
        country: String, postcode: String, region: String, label: [String]
    ) throws {
        #expect(try Self.address(country, postcode: postcode, region: region).label == label)
    }

    @Test func `e-mail addresses are taken as they are typed`() {
        for row in TextTable.rows("""
            fan@example.com            | fan@example.com
            Fan.Name+tag@mail.example.co.jp | Fan.Name+tag@mail.example.co.jp
            ファン@例え.jp             | ファン@例え.jp
            fan@example                |
            fan@.example.com           |
            fan@example.com.           |
            fan@exa..mple.com          |
            @example.com               |
            fan@                       |
            fan                        |
            a@b@example.com            |
            a b@example.com            |
            <fan@example.com>          |
            fan@example.com,x@y.z      |
            """) {
            #expect(EmailAddress(row[0])?.text ?? "" == row[1], "\(row)")
        }
        #expect(EmailAddress("  fan@example.com ")?.text == "fan@example.com")
        #expect(EmailAddress("fan@example.com\r\nBcc: x@y.z") == nil)
        #expect(EmailAddress(String(repeating: "a", count: 243) + "@example.com") == nil)
    }

    @Test func `card numbers may have blanks and hyphens`() {
        #expect(PaymentMethod(cardNumber: "4242 4242-4242 4242")?.cardNumber == "4242424242424242")
        #expect(PaymentMethod(cardNumber: "42424242424") == nil)
        #expect(PaymentMethod(cardNumber: "4242424242424242x") == nil)
        #expect(PaymentMethod(cardNumber: "４２４２４２４２４２４２４２４２") == nil)
    }
}
