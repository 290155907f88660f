import Testing
import Tidiness

struct PackageDocsTests {
    @Test(arguments: [
        "package func a() {}", "package static func a(b: Int) -> Int { 1 }", "package var a: Int { 1 }", "package let a = 1",
        "package private(set) var a = 1", "package init(_ a: Int) {}", "package init?<A>(a: A) {}", "package struct A {}",
        "package indirect enum A {}", "package final class A {}", "package protocol A {}", "package typealias A = Int",
        "package actor A {}", "@discardableResult package func a() -> Int { 1 }", "package mutating func a() {}",
        "nonisolated package func a() {}", "package subscript(a: Int) -> Int { 1 }", "package class func a() {}",
        "package static var `default`: Int { 1 }", "package static func `init`() {}",
    ])
    func `a package declaration without a sentence is a breach`(text: String) {
        #expect(breaches("Sources/Values/A.swift", text).count == 1)
        #expect(breaches("Sources/Values/A.swift", "// No doc.\n\(text)").count == 1)
        #expect(breaches("Sources/Values/A.swift", "///\n\(text)").count == 1)
        #expect(breaches("Sources/Values/A.swift", "/// Far.\n\n\(text)").count == 1)
        #expect(breaches("Sources/Values/A.swift", "/// A promise.\n\(text)") == [])
        #expect(breaches("Sources/Values/A.swift", "/// A promise.\n@available(*, deprecated,\n    message: \"b\")\n\(text)") == [])
    }

    @Test(arguments: [
        "func a() {}", "private(set) var a = 1", "package extension A {}", "package import A", "package init() {}",
        "package init(from decoder: any Decoder) throws {}", "package func encode(to encoder: any Encoder) throws {}",
        "package static func < (a: A, b: A) -> Bool { true }", "package static func == (a: A, b: A) -> Bool { true }",
        "package var description: String { \"\" }", "package func hash(into hasher: inout Hasher) {}", "package var body: B { b }",
        "package init(stringLiteral value: String) {}", "func `a package struct is seen`() {}", "func `50 package var a`() {}",
    ])
    func `what another module cannot see, or a protocol has promised, owes none`(text: String) {
        #expect(breaches("Sources/Values/A.swift", text) == [])
    }

    @Test func `what a package protocol asks for owes a sentence`() {
        let text = "/// A.\npackage protocol A {\n    /// B.\n    var b: Int { get }\n    func c()\n}\nprotocol D {\n    func e()\n}"
        #expect(onlyBreach(5, "c is seen by other modules", in: "Sources/Values/A.swift", text))
    }

    @Test(arguments: [
        ("struct B: A", 1), ("struct B: Equatable, A", 1), ("extension A", 1), ("struct C: B\n{}\nextension C: A", 1),
        ("struct B: Z", 1), ("struct B: Equatable", 2), ("struct B<C: Equatable>", 2),
    ])
    func `a promise of our own protocol is stated there and nowhere else`(opening: String, breaches: Int) {
        let promise = Text("Sources/Values/A.swift", "protocol A {\n    var a: Int { get }\n}\nprotocol Z: A {\n    func z()\n}")
        let kept = Text("Sources/Orders/B.swift", "\(opening) {\n    package let a: Int\n    package let b: Int\n}")
        #expect(findings(in: [kept, promise]).count == breaches)
    }
}
