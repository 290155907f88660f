import Testing
import Tidiness

struct SizesTests {
    private func lines(_ count: Int) -> String { String(repeating: "// a line\n", count: count) }

    @Test func `a file has 500 lines at most, and over 300 is a warning`() {
        #expect(onlyBreach(501, "501 lines, and 500 is the limit", in: "Sources/Values/A.swift", lines(501)))
        #expect(findings(in: [Text("Sources/Values/A.swift", lines(500))]).map(\.weight) == [.warning])
        #expect(findings(in: [Text("Sources/Values/A.swift", lines(301))]).map(\.weight) == [.warning])
        #expect(breaches("Sources/Values/A.swift", lines(300)) == [])
        #expect(breaches("Sources/CCurl/a.c", lines(501)).count == 1)
        #expect(breaches("Sources/Hub/Demo/products.csv", lines(501)) == [])
    }

    @Test func `a line has 132 columns at most, and 200 in tests`() {
        let long = "// " + String(repeating: "é", count: 130)
        #expect(onlyBreach(2, "133 columns, and 132", in: "Sources/Values/A.swift", "\n\(long)"))
        #expect(breaches("Sources/Values/A.swift", String(long.dropLast())) == [])
        #expect(breaches("Tests/ValuesTests/A.swift", long) == [])
        #expect(onlyBreach(1, "201 columns, and 200", in: "Tests/ValuesTests/A.swift", long + String(repeating: "x", count: 68)))
    }

    @Test(arguments: [
        "func grow(_ a: () -> Void = {}) async throws(E)\n    -> [Int] where A: B {\n%@}", "init?(a: Int) {\n%@}", "deinit {\n%@}",
        "subscript(a: Int) -> Int {\n%@}", "var a: [Int: String] {\n%@}", "static func == (a: A, b: A) -> Bool {\n%@}",
        "struct A {\n    let a = 1\n    var b: Int\n    @inlinable final func grow() {\n%@}\n}",
        "protocol A {\n    func short()\n    var a: Int { get }\n}\nfunc long() {\n%@}",
    ])
    func `a body has 70 lines at most`(declaration: String) {
        func source(_ count: Int) -> String {
            declaration.replacing("%@", with: String(repeating: "    step(\"}\")\n", count: count))
        }
        #expect(breaches("Sources/Values/A.swift", source(70)) == [])
        #expect(breaches("Sources/Values/A.swift", source(71)).map { $0.contains("a body of 71 lines") } == [true])
    }

    @Test func `a long type, a long protocol and a long value are no long function`() {
        let steps = String(repeating: "    // a line\n", count: 100)
        for opening in ["struct A {", "extension A {", "protocol A {", "let a = A {", "enum A: String {"] {
            #expect(breaches("Sources/Values/A.swift", "\(opening)\n\(steps)}") == [])
        }
    }
}
