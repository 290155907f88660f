import Foundation
import Testing

/// What the tests sell and tell: imported as an operator would.
enum Goods {
    /// Pieces of everything that does not run out.
    static let plenty: Int64 = 100_000

    private static let header = """
        Title,URL handle,Status,SKU,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,\
        Price / United Kingdom,Price / Japan,Price / South Korea,Price / China
        """

    /// A scarf in three sizes, the first sold out; a bottle; a last piece; a thing of which there are three.
    static let products = """
        \(header)
        Lane scarf,scarf,active,SCARF-S,Size,S,24.99,shopify,0,19.99,2990,32000,168.50
        ,scarf,,SCARF-M,Size,M,24.99,shopify,\(plenty),19.99,2990,32000,168.50
        ,scarf,,SCARF-L,Size,L,26.99,shopify,\(plenty),21.99,3190,34000,178.50
        \(bottle(price: "9.95"))
        Last piece,last,active,LAST,Title,Default Title,5.00,shopify,1,4.00,500,5000,30.00
        Rare pin,rare,active,RARE,Title,Default Title,5.00,shopify,3,4.00,500,5000,30.00
        """

    /// The bottle with a price in pounds.
    static func bottle(price: String) -> String {
        "Bottle,bottle,active,BOTTLE,Title,Default Title,12.35,shopify,\(plenty),\(price),1234,15750,66.60"
    }

    /// A file that changes nothing but the price of the bottle in pounds; the count stays as it is.
    static func dearer(_ price: String) -> String {
        """
        URL handle,Title,Price / United Kingdom
        bottle,Bottle,\(price)
        """
    }

    /// A story with the scarf and the bottle in it.
    static let story = """
        ---
        title: Small steps
        slug: small-steps
        summary: How a long way begins.
        language: en
        author: The desk
        published: 2018-02-01T00:00:00Z
        sport: Running
        ---
        A long way begins with a small step.

        [Lane scarf](product:scarf)

        It is easier with something to drink.

        [Bottle](product:bottle)
        """

    /// Brings markets, goods and the story into an empty hub.
    static func fill(_ ground: Ground) async throws {
        try await bring("products", try ground.write("products.csv", products), into: ground, "--markets", "demo")
        _ = try ground.write("stories/small-steps.en.md", story)
        try await bring("stories", ground.folder.appendingPathComponent("stories").path, into: ground)
    }

    /// Runs an import, which must succeed.
    static func bring(_ kind: String, _ path: String, into ground: Ground, _ extra: String...) async throws {
        let import_ = try await ground.run(["import", kind, path] + extra + ground.flags())
        try #require(import_.code == 0, "\(import_.output)\(import_.errors)")
    }
}
