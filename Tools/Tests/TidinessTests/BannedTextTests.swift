import Testing
import Tidiness

struct BannedTextTests {
    @Test(arguments: [
        ("fatalError(\"no\")", "fatalError("), ("let a = try! b()", "try!"), ("let a = b as! C", "as!"), ("print(a)", "terminal"),
        ("debugPrint(a)", "terminal"), ("Task { await a() }", "loose Task"), ("Task.detached { a() }", "loose Task"),
        ("Task(priority: .low) { a() }", "loose Task"), ("let a = Task<Void, Never> { }", "loose Task"),
        ("let a: Task<Void, Never> = Task { }", "loose Task"), ("_ = Task\n{ }", "loose Task"),
        ("// TODO: more", "TODO"), ("let a = 1 // FIXME", "FIXME"), ("/* a\n HACK */", "HACK"), ("/// XXX", "XXX"),
        ("let a = \"\\(b as! C)\"", "as!"),
    ])
    func `is found in Sources and nowhere else`(text: String, words: String) {
        let found = breaches("Sources/Orders/A.swift", text)
        #expect(found.count == 1 && found[0].contains(words))
        #expect(breaches("Tests/OrdersTests/A.swift", text) == [])
    }

    @Test(arguments: [
        "// fatalError( and try! and as! are not for us", "let a = \"fatalError(try! as! TODO Task {\"", "if try !a() { }",
        "let a = b as !C", "out.print(a)", "func print(_ a: Int) {}", "let blueprint = fingerprint(a)", "group.addTask { a() }",
        "let a: Task<Void, Never>", "func a() -> Task<Void, Never> { b }", "if Task.isCancelled { }", "try await Task.sleep(for: a)",
        "struct Task { }", "let methods = \"TODOS\" // TODOS", "let a = #\"\"try! \"#",
        "let a = \"\"\"\n    try! \"a\" as! \\\"\"\"\n    \"\"\"",
        "let a = /try! \"as! /", "let a = #/try! \"/#", "/* /* try! */ as! */",
    ])
    func `is not found in what only resembles it`(text: String) {
        #expect(breaches("Sources/Orders/A.swift", text) == [])
    }

    @Test func `some folders may do more`() {
        #expect(breaches("Sources/stadion/A.swift", "print(a)\nTask { }") == [])
        #expect(breaches("Sources/Storage/A.swift", "Task { }") == [])
        #expect(breaches("Sources/Hub/Clockwork.swift", "Task { }") == [])
        #expect(breaches("Sources/Hub/Clockwork/Tick.swift", "Task { }") == [])
        #expect(breaches("Sources/Hub/Reactions.swift", "Task { }").count == 1)
    }

    @Test(arguments: ["", "/// A queue.\n\n", "/// A box.\n", "// One thread uses it.\n"])
    func `unchecked Sendable without a reason is a breach`(comment: String) {
        let text = comment + "final class A: B, @unchecked Sendable {}"
        let found = breaches("Sources/Values/A.swift", text)
        #expect(found.count == 1 && found[0].contains("A is @unchecked Sendable"))
    }

    @Test func `unchecked Sendable with a reason is none`() {
        #expect(breaches("Sources/Values/A.swift", "/// Only its own thread\n/// sees it.\nclass A: @unchecked Sendable {}") == [])
        #expect(breaches("Sources/Values/A.swift", "/// A lock.\n@frozen\nextension A: @unchecked Sendable {}") == [])
    }
}
