import Exchange
import Testing

struct FrontMatterTests {
    @Test func `keys, lists and the body are taken apart`() throws {
        let document = try FrontMatter(
            """
            ---
            title: "Gold: the story"
            slug: gold
            opens: 2018-02-01T09:00
            draft: true
            number: 007
            tags: [ice, 金メダル]
            people:
              - Kim Yuna
              - 'O''Neil & Sons * Co'
            empty:
            none: ~
            summary: >
              Two lines
              of text
            # a comment
            ---
            Body
            ---
            more
            """)
        #expect(
            document.values == [
                "title": .text("Gold: the story"), "slug": .text("gold"), "opens": .text("2018-02-01T09:00"),
                "draft": .text("true"),
                "number": .text("007"), "tags": .list(["ice", "金メダル"]),
                "people": .list(["Kim Yuna", "O'Neil & Sons * Co"]),
                "empty": .text(""), "none": .text(""), "summary": .text("Two lines of text\n"),
            ])
        #expect(document.body == "Body\n---\nmore")
        #expect(document.bodyLine == 18)
    }

    @Test(arguments: [
        ("Body\n---\n", "Body\n---\n", 1), ("", "", 1), ("----\na: b\n---\n", "----\na: b\n---\n", 1),
        ("---\n---\nBody", "Body", 3), ("---\r\na: b\r\n---\r\nBody\r\n", "Body\n", 4),
        ("\u{FEFF}---  \n# nothing\n---\t\nBody", "Body", 4),
        ("---\na: b\n---", "", 4),
    ])
    func `the body begins where the front matter ends`(_ document: String, _ body: String, _ line: Int) throws
    {
        let document = try FrontMatter(document)
        #expect(document.body == body)
        #expect(document.bodyLine == line)
    }

    @Test(arguments: [
        ("---\na: b\n", 1, "never closed"),
        ("---\na: &x b\nc: *x\n---\n", 2, "references"),
        ("---\na: [b]\nc: *x\n---\n", 3, "no YAML"),
        ("---\n&x a: b\n---\n", 2, "references"),
        ("---\na: b\nc:\n  d: e\n---\n", 4, "lists of texts"),
        ("---\na: [b, [c]]\n---\n", 2, "lists of texts"),
        ("---\n- a\n- b\n---\n", 2, "KEY: VALUE"),
        ("---\njust text\n---\n", 2, "KEY: VALUE"),
        ("---\na: b\nc: \"d\n---\n", 3, "no YAML"),
        ("---\na: b\na: c\n---\n", 2, "twice"),
        ("---\n? [a]\n: b\n---\n", 2, "lists of texts"),
        ("---\na: b: c\n---\n", 2, "no YAML"),
    ])
    func `what is more than texts and lists is refused with its line`(
        _ document: String, _ line: Int, _ words: String
    ) throws {
        let refusal = try #require(throws: UnreadableInput.self) { try FrontMatter(document) }
        #expect(refusal.kind == .malformed)
        #expect(refusal.line == line)
        #expect(refusal.reason.contains(words))
    }

    @Test(arguments: [
        String(repeating: "[", count: 30_000), String(repeating: "- ", count: 30_000),
        String(repeating: "{a: ", count: 10_000),
        String(repeating: "? ", count: 30_000),
        (0..<300).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]",
    ])
    func `a bomb is refused before it goes off`(_ yaml: String) throws {
        let refusal = try #require(throws: UnreadableInput.self) { try FrontMatter("---\n\(yaml)\n---\n") }
        #expect(refusal.kind == .malformed)
    }

    @Test func `a front matter that is too large is refused`() throws {
        let line = "key: value\n"
        let refusal = try #require(throws: UnreadableInput.self) {
            try FrontMatter(
                "---\n" + String(repeating: line, count: TextLimit.frontMatterBytes / line.count + 1)
                    + "---\n")
        }
        #expect(refusal.kind == .tooLarge)
    }

    @Test func `a value reads as text and as list`() {
        #expect(FrontMatterValue.text("a").list == ["a"])
        #expect(FrontMatterValue.text("").list == [])
        #expect(FrontMatterValue.list(["a"]).text == nil)
        #expect(FrontMatterValue.text("a").text == "a")
    }
}
