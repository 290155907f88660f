import Testing

@testable import Web

@Suite struct TemplateTests {
    private func render(_ templates: [String: String], _ fields: Fields = [:]) throws -> String {
        String(decoding: try Templates(texts: templates).render("page", fields), as: UTF8.self)
    }

    private func render(_ text: String, _ fields: Fields = [:]) throws -> String { try render(["page": text], fields) }

    private static let fields: Fields = [
        "name": "Kim & “Lee” <3", "count": 3, "yes": true, "no": false, "none": [] as [String], "empty": "",
        "person": ["name": "Seun", "town": ["name": "Lagos"] as Fields] as Fields,
        "list": [["name": "a"], ["name": "b", "more": true], [:]] as [Fields], "words": ["x", "y"],
    ]

    @Test(arguments: [
        ("", ""), ("plain { } }} text", "plain { } }} text"),
        ("{{name}}", "Kim &amp; “Lee” &lt;3"), ("{{{name}}}", "Kim & “Lee” <3"), ("{{& name }}", "Kim & “Lee” <3"),
        ("{{ count }}|{{yes}}|{{no}}|{{unknown}}|{{list}}|{{person}}", "3|true|false|||"),
        ("{{person.name}} of {{person.town.name}}, {{person.town.unknown.x}}{{name.x}}", "Seun of Lagos, "),
        ("{{#yes}}a{{/yes}}{{#no}}b{{/no}}{{#none}}c{{/none}}{{#unknown}}d{{/unknown}}{{#empty}}e{{/empty}}", "ae"),
        ("{{^yes}}a{{/yes}}{{^no}}b{{/no}}{{^none}}c{{/none}}{{^unknown}}d{{/unknown}}{{^empty}}e{{/empty}}", "bcd"),
        ("{{#person}}{{name}}, {{count}}{{/person}}", "Seun, 3"),
        ("{{#person}}{{.name}}{{.count}}{{#town}}{{.name}}{{.count}}{{/town}}{{/person}}", "SeunLagos"),
        ("{{#list}}[{{name}}{{#.more}}!{{/.more}}{{^.more}}.{{/.more}}]{{/list}}", "[a.][b!][Kim &amp; “Lee” &lt;3.]"),
        ("{{#words}}{{.}} {{count}};{{/words}}", "x 3;y 3;"), ("{{#name}}({{.}}){{/name}}", "(Kim &amp; “Lee” &lt;3)"),
        ("{{#person.town}}{{name}}{{/person.town}}", "Lagos"), ("a{{! a remark }}b", "ab"),
        ("<a title=\"{{name}}\" x='{{name}}'>", "<a title=\"Kim &amp; “Lee” &lt;3\" x='Kim &amp; “Lee” &lt;3'>"),
    ])
    func `a template shows what its fields say`(_ template: String, _ expected: String) throws {
        #expect(try render(template, Self.fields) == expected)
    }

    @Test(arguments: [
        ("a\n{{#yes}}\nb\n{{/yes}}\nc", "a\nb\nc"), ("a\n  {{#yes}}  \n  b\n\t{{/yes}}\nc\n", "a\n  b\nc\n"),
        ("{{#yes}}\n{{/yes}}", ""), ("a {{#yes}}\nb{{/yes}}\n", "a \nb\n"), ("a\n{{! gone }}\nb", "a\nb"), ("a\n{{name}}\nb", "a\nKim &amp; “Lee” &lt;3\nb"),
        ("a\n{{> part}}\nb", "a\n(part)\nb"), ("a {{> part}}\nb", "a (part)\n\nb"),
    ])
    func `a tag alone on a line takes the line with it`(_ template: String, _ expected: String) throws {
        #expect(try render(["page": template, "part": "(part)\n"], Self.fields) == expected)
    }

    @Test func `a page fills the blocks of its layout, and the layout's own words stay where it does not`() throws {
        let layout = "<{{$title}}plain{{/title}}>{{> head}}{{$body}}none{{/body}}{{$foot}}f{{/foot}}"
        let page = "{{<layout}}{{$title}}{{name}}{{/title}}ignored{{$body}}{{#list}}{{.name}}{{/list}}{{/body}}{{/layout}}"
        #expect(try render(["page": page, "layout": layout, "head": "h"], Self.fields) == "<Kim &amp; “Lee” &lt;3>habf")
    }

    @Test func `of three generations the youngest wins`() throws {
        let templates = [
            "old": "{{$a}}1{{/a}}{{$b}}2{{/b}}{{$c}}3{{/c}}", "middle": "{{<old}}{{$a}}4{{/a}}{{$b}}5{{$c}}6{{/c}}{{/b}}{{/old}}",
            "page": "{{<middle}}{{$a}}7{{/a}}{{$c}}8{{/c}}{{/middle}}",
        ]
        #expect(try render(templates) == "758" + "8")
    }

    @Test(arguments: [
        ("a\n{{#b}}\nc", 2, "“b” is never closed"), ("{{/b}}", 1, "“b” was never opened"), ("{{#b}}\n{{/c}}", 2, "“c” ends here, but “b” of line 1 is open"),
        ("\n\n{{name", 3, "a tag without its end"), ("{{a b}}", 1, "“a b” is no tag"), ("{{}}", 1, "“” is no tag"), ("\n{{> gone}}", 2, "there is no template “gone”"),
        ("{{> page}}", 1, "“page” holds itself"), ("{{<page}}{{/page}}", 1, "“page” holds itself"),
    ])
    func `a malformed template is refused with its line`(_ template: String, _ line: Int, _ problem: String) {
        #expect(throws: MalformedTemplate(template: "page", line: line, problem: problem)) { try render(template) }
    }
}
