import Testing
import Tidiness

struct ImportTableTests {
    @Test(arguments: [
        ("Values", "Storage"), ("Storage", "Releases"), ("Stories", "Catalogue"), ("Stories", "Orders"), ("Supply", "Orders"),
        ("Partners", "Storage"), ("Site", "API"), ("API", "Site"), ("Web", "Orders"), ("Hub", "Web"), ("Values", "stadion"),
        ("Orders", "GRDB"), ("Hub", "GRDBSQLite"), ("Web", "CPQ"), ("Hub", "Hummingbird"), ("Orders", "HummingbirdTesting"),
        ("Storage", "NIOCore"), ("Partners", "HTTPTypes"), ("Site", "CXML2"), ("Stories", "CMark"),
        ("Stories", "Yams"), ("Hub", "CCurl"), ("Site", "CVips"),
    ])
    func `an import that the table does not have is a breach`(module: String, imported: String) {
        #expect(onlyBreach(2, "\(module) may not import \(imported):", in: "Sources/\(module)/A.swift", "\nimport \(imported)"))
    }

    @Test(arguments: [
        ("Storage", "Values"), ("Storage", "GRDB"), ("Storage", "CPQ"), ("Exchange", "Yams"), ("Partners", "CCurl"), ("Pictures", "CVips"),
        ("Partners", "Orders"), ("Catalogue", "Orders"), ("Hub", "Stories"), ("Site", "Catalogue"), ("Web", "NIOHTTP1"),
        ("stadion", "NIOPosix"), ("stadion", "API"), ("Values", "Foundation"), ("Orders", "Crypto"), ("Hub", "Logging"),
    ])
    func `an import that the table has is none`(module: String, imported: String) {
        #expect(breaches("Sources/\(module)/A.swift", "import \(imported)") == [])
    }

    @Test(arguments: [
        "package import Orders", "@preconcurrency import Orders", "@_spi(A) import Orders", "import struct Orders.Basket",
        "  import Orders.Basket // why", "#if os(Linux)\n  import Orders\n#endif",
    ])
    func `every way to write an import is seen`(text: String) {
        #expect(breaches("Sources/Stories/A.swift", text).count == 1)
    }

    @Test func `an import in a comment or a string is none`() {
        #expect(breaches("Sources/Stories/A.swift", "// import Orders\nlet a = \"\"\"\n    import Orders\n    \"\"\"") == [])
    }

    @Test func `a module that is not in the table is a breach`() {
        #expect(onlyBreach(1, "Cinema is not in tidy's import table", in: "Sources/Cinema/A.swift", "import Foundation"))
    }

    @Test func `tests may import anything`() {
        #expect(breaches("Tests/StoriesTests/A.swift", "import Orders\nimport GRDB") == [])
    }
}
