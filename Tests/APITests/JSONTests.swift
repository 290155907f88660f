import Foundation
import Testing
import Web

@testable import API

/// The strict reader of JSON and the schemas.
struct JSONTests {
    @Test
    func `good text becomes its value and writes itself again`() throws {
        let rows: [(String, JSON, String?)] = [
            ("null", .null, nil), (" [ ] ", [], "[]"), ("{}", [:], nil), ("-0", 0, "0"), ("12", 12, nil), ("1.0", 1, "1"), ("1e2", 100, "100"),
            ("1.5", .number(1.5), nil), ("\"a\\u00e9\\n\\\"\"", "aé\n\"", "\"aé\\n\\\"\""), ("\"\\ud83d\\ude00\"", "😀", "\"😀\""),
            ("{\"b\":[1,{\"a\":true}],\"a\":false}", ["b": [1, ["a": true]], "a": false], nil),
            ("9223372036854775807", .int(.max), nil), ("\"\\u0001\"", "\u{1}", nil),
        ]
        for (text, value, written) in rows {
            #expect(try JSON(parsing: Data(text.utf8)) == value, "\(text)")
            #expect(String(decoding: value.data, as: UTF8.self) == written ?? text)
        }
    }

    @Test
    func `text that is no JSON is refused`() {
        let rows = [
            "", " ", "nul", "truex", "01", "+1", "1.", ".5", "1e", "-", "--1", "1e999", "NaN", "'a'", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\\ud83d\"", "\"\\ude00\"",
            "\"\n\"", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "[", "{", "[]]", "1 1", "\u{feff}1",
            String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
        ]
        for text in rows {
            #expect(throws: MalformedJSON.self, "\(text)") { try JSON(parsing: Data(text.utf8)) }
        }
        #expect(throws: MalformedJSON.self) { try JSON(parsing: Data([0x22, 0xFF, 0x22])) }
    }

    @Test
    func `canonical text is the same for the same meaning`() throws {
        let left = try JSON(parsing: Data("{\"b\":1.0,\"a\":[{\"y\":null,\"x\":2}]}".utf8))
        let right = try JSON(parsing: Data("{ \"a\": [ {\"x\": 2e0, \"y\": null} ], \"b\": 1 }".utf8))
        #expect(left.canonical.data == right.canonical.data)
        #expect(left.canonical.data != (try JSON(parsing: Data("{\"b\":1,\"a\":[{\"x\":2}]}".utf8))).canonical.data)
    }

    @Test
    func `schemas find what breaks them, with its place`() {
        let record = Record(
            name: "R", about: "", properties: [
                .needed("a", "", .integer(1...9)), .free("b", "", .optional(.text(TextRule(2...3, of: "a-c-")))),
                .free("c", "", .list(.choice(["x", "y"]), limit: 2)), .free("t", "", .table(TextRule(2...2, of: "a-z"), .boolean, limit: 1)),
            ], isClosed: true)
        let rows: [(JSON, [String])] = [
            (["a": 1], []), (["a": 9, "b": .null, "c": ["x", "y"]], []), (["a": 9, "b": "a-c"], []), (["a": 0], ["/a out_of_range"]), ([:], ["/a missing"]),
            (["a": .number(1.5)], ["/a wrong_type"]), (["a": 1, "b": "d"], ["/b too_short"]), (["a": 1, "b": "dd"], ["/b malformed"]),
            (["a": 1, "c": ["x", "z"]], ["/c/1 not_a_choice"]), (["a": 1, "c": ["x", "x", "x"]], ["/c too_long"]), (["a": 1, "z/~": 1], ["/z~1~0 unknown"]),
            (["a": 1, "t": ["gb": true]], []), (["a": 1, "t": ["g": true]], ["/t/g unknown"]), (["a": 1, "t": ["gb": 1]], ["/t/gb wrong_type"]), ([], [" wrong_type"]),
        ]
        for (value, wanted) in rows {
            let found = Schema.record(record).violations(of: value).map { violation -> String in
                guard case .body(let pointer) = violation.place else { return "" }
                return "\(pointer) \(violation.code)"
            }
            #expect(found == wanted, "\(value)")
        }
    }
}
