import Catalogue
import Exchange
import Storage
import TestKit
import Testing
import Values

/// What is wrong with a file or a product, and what the report says of it. Everything else of the file goes on.
@Suite struct ProductRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let head: String
        let row: String
        let reason: String
        var testDescription: String { reason }
    }

    static let cases = TextTable.rows("""
        Title,URL handle,Price               | X,x,12€             | Price: “12€” is no price in USD. Write a plain number such as 12.50.
        Title,URL handle,Price               | X,x,"12,50"         | Price: “12,50” is no price in USD. Write a plain number such as 12.50.
        Title,URL handle,Price               | X,x,-1              | Price: “-1” is no price in USD. Write a plain number such as 12.50.
        Title,URL handle,Price               | X,x,1.005           | Price: “1.005” is no price in USD. Write a plain number such as 12.50.
        Title,URL handle,Price / Japan       | X,x,12.50           | Price / Japan: “12.50” is no price in JPY. Write a plain number such as 12.
        Title,URL handle,Price,Compare-at price | X,x,,5           | Price: There is a price before a reduction and no price. Fill in the price.
        Title,URL handle,Barcode             | X,x,4006381333932   | Barcode: “4006381333932” is no GTIN: its last digit would have to be 1. Correct it or leave it empty.
        Title,URL handle,Status              | X,x,hidden          | Status: “hidden” is no status. Use active, draft or archived.
        Title,URL handle,Published on online store | X,x,maybe     | Published on online store: “maybe” is neither TRUE nor FALSE. Write one of them.
        Title,URL handle,Inventory quantity  | X,x,many            | Inventory quantity: “many” is no whole number from -1000000000 to 1000000000. Correct it.
        Title,URL handle,Weight value (grams) | X,x,1kg            | Weight value (grams): “1kg” is no weight in grams. Write a plain number such as 250.
        Title,URL handle,Weight unit for display | X,x,stone       | Weight unit for display: “stone” is no unit of weight. Use g, kg, lb or oz.
        Title,URL handle,Requires shipping   | X,x,perhaps         | Requires shipping: “perhaps” is neither TRUE nor FALSE. Write one of them.
        Title,URL handle,Image position,Product image URL | X,x,first,a.svg | Image position: “first” is no whole number from 1 to 1000000000. Correct it.
        Title,URL handle,Option1 name,Option1 value | X,x,Size,    | Option1 value: A variant needs a value for “Size”. Fill it in.
        Title,URL handle,Option1 name,Option1 value | X,x,,M       | Option1 value: The option has no name. Fill in Option1 name on the product's first row.
        Title,URL handle,Option1 name,Option1 value,Option2 value | X,x,Size,M,L | Option2 value: “L” belongs to no option. Name the option on the product's first row, or remove the value.
        Title,URL handle,Option1 name,Option1 value,Option2 name,Option2 value | X,x,Size,M,size,L | Option2 name: Two options have one name. Rename one of them.
        Title,URL handle,Option1 name,Option1 value,Option2 name,Option2 value | X,x,,,Size,L | Option1 name: A later option has a name and an earlier one has none. Name them in order.
        Title,URL handle                     | ,x                  | Title: A product needs a title. Fill it in.
        Title,URL handle                     | X,../../etc/passwd  | URL handle: “../../etc/passwd” is no handle: only lower-case letters, digits and hyphens are. Write etc-passwd.
        Title,URL handle                     | X,Big Shirt         | URL handle: “Big Shirt” is no handle: only lower-case letters, digits and hyphens are. Write big-shirt.
        Title,URL handle,Limit per buyer (product.metafields.stadion.limit) | X,x,0 | Limit per buyer (product.metafields.stadion.limit): “0” is no whole number from 1 to 1000000000. Correct it.
        """).map { Case(head: $0[0], row: $0[1], reason: $0[2]) }

    @Test(arguments: cases)
    func `a bad value refuses its product with line, column and what to do`(bad: Case) async throws {
        try await Shop.with(.sqlite) { shop in
            let blanks = String(repeating: ",", count: bad.head.count { $0 == "," } - 1)
            let report = try await shop.take("\(bad.head)\nBefore,before\(blanks)\n\(bad.row)\nAfter,after\(blanks)\n")
            #expect(report.sums == "2/0/0/0/1")
            #expect(report.rows[1].place == .line(3))
            #expect(report.rows[1].reason == bad.reason)
            #expect(try await shop.drafts().map(\.handle.text) == ["before", "after"])
        }
    }

    @Test func `a bad variant refuses the whole product and names its line`() async throws {
        try await Shop.with(.sqlite) { shop in
            let head = "Title,URL handle,Option1 name,Option1 value,Price,Charge tax\n"
            let report = try await shop.take(head + """
                A,a,Size,S,1,TRUE
                ,a,,M,no,TRUE
                B,b,Size,S,1,TRUE
                ,b,,S,2,TRUE
                C,c,Size,S,1,TRUE
                ,c,,,3,TRUE
                D,d,Size,S,1,TRUE
                ,d,,M,1,FALSE
                E,e,Size,S,1,TRUE
                F,f,Size,S,1,TRUE
                ,f,Colour,M,1,TRUE

                """)
            #expect(report.refusals == [
                "line 3 a: Price: “no” is no price in USD. Write a plain number such as 12.50.",
                "line 5 b: Option1 value: The same variant stands on line 4 already. Remove one of the rows.",
                "line 7 c: Option1 value: The row has a Price and no value for an option, so it is no variant. Fill in Option1 value.",
                "line 8 d: Charge tax: Some variants are taxed and some are not. Make two products of them.",
                "line 12 f: Option1 name: “Colour” is not what the product's first row calls this option. Name it alike.",
            ])
            #expect(try await shop.drafts().map(\.handle.text) == ["e"])
        }
    }

    @Test func `a broken row takes the products with it that it may belong to`() async throws {
        try await Shop.with(.sqlite) { shop in
            let report = try await shop.take("""
                Title,URL handle,Option1 name,Option1 value,Price
                A,a,Size,S,1
                B,b,Size,S,1
                ,b,M,1
                ,c,,M,1
                D,d,Size,S,1

                """)
            #expect(report.sums == "2/0/0/0/3")
            #expect(report.rows.map(\.place.description) == ["line 2", "line 4", "line 3", "line 5", "line 6"])
            #expect(report.rows[1].reason == "The row has 4 values where the header has 5. A separator or a value is missing.")
            #expect(report.rows[2].reason == "The row on line 4, which may belong to it, cannot be read. Correct that row.")
            #expect(try await shop.drafts().map(\.handle.text) == ["a", "d"])
        }
    }

    @Test func `rows of one product that stand apart refuse it`() async throws {
        try await Shop.with(.sqlite) { shop in
            let report = try await shop.take("Title,URL handle,Option1 name,Option1 value\nA,a,Size,S\nB,b,Size,S\nA,a,Size,M\n")
            #expect(report.refusals == [
                "line 2 a: URL handle: “a” comes back on line 4, away from this row. Put all rows of one product together.",
                "line 4 a: URL handle: “a” stands on line 2 already, away from this row. Put all rows of one product together.",
            ])
            #expect(try await shop.drafts().map(\.handle.text) == ["b"])
        }
    }

    @Test func `a row without handle and title is refused with the product before it`() async throws {
        try await Shop.with(.sqlite) { shop in
            let report = try await shop.take("Title,URL handle,Price\nA,a,1\n,,2\nB,,3\nC,,4\n")
            #expect(report.sums == "2/0/0/0/2")
            #expect(try await shop.drafts().map(\.handle.text) == ["b", "c"])
        }
    }

    @Test func `variants without options need to be told apart`() async throws {
        try await Shop.with(.sqlite) { shop in
            try await shop.take("Title,URL handle,Option1 name,Option1 value,Price\nA,a,Size,S,1\n,a,,M,1\n")
            let report = try await shop.take("Title,URL handle,Price\nA,a,2\n", day: 1)
            #expect(report.rows[0].reason == "Option1 value: The product has several variants, and the row does not say which. "
                + "Add Option1 name and Option1 value.")
        }
    }

    static let wholes: [(String, [UInt8], String)] = [
        ("mixed dialects", Array("Title,URL handle,Variant Price\nA,a,1\n".utf8), "input_wrong_format"),
        ("another kind of file", Array("SKU,Regular price\nA,1\n".utf8), "input_wrong_format"),
        ("nothing", [], "input_malformed"),
        ("UTF-16", [0xFF, 0xFE] + Array("T\0i\0t\0l\0e\0".utf8), "input_wrong_encoding"),
        ("latin 1 in the middle", Array("Title,URL handle\nA,a\n".utf8) + [0x43, 0x61, 0x66, 0xE9] + Array(",b\nC,c\n".utf8),
         "input_wrong_encoding"),
        ("an open quote in the middle", Array("Title,URL handle\nA,a\n\"B,b\nC,c\n".utf8), "input_malformed"),
        ("a column twice", Array("Title,Title,URL handle\nA,B,a\n".utf8), "input_malformed"),
        ("a market's column twice", Array("Title,Price / Japan,Price / JP\nA,1,2\n".utf8), "input_malformed"),
        ("gzip", [0x1F, 0x8B, 8, 0], "input_wrong_format"),
    ]

    @Test(arguments: wholes.indices)
    func `a file that is wrong as a whole changes nothing`(index: Int) async throws {
        let (name, bytes, code) = Self.wholes[index]
        try await Shop.with(.sqlite) { shop in
            let before = try await shop.counts()
            let path = try shop.folder.file("whole.csv", bytes)
            let outcome = await Outcome.of { try await shop.takeFile(path) }
            #expect(outcome.refusal == code, "\(name)")
            #expect(try await shop.counts() == before)
        }
    }

    @Test func `a file that is not there is refused`() async throws {
        try await Shop.with(.sqlite) { shop in
            #expect(await Outcome.of { try await shop.takeFile("\(shop.folder.path)/none.csv") }.refusal == "input_missing")
            #expect(await Outcome.of { try await shop.takeFile(shop.folder.path) }.refusal == "input_missing")
        }
    }
}
