import Exchange
import Testing
import Values

struct CSVReaderTests {
    /// The values of all rows of a file with these bytes.
    private func rows(_ bytes: some Sequence<UInt8>) throws -> [[String]] {
        let folder = try ScratchFolder()
        var rows: [[String]] = []
        try CSVReader.read(folder.file("a.csv", bytes)) { rows.append($0.values) }
        return rows
    }

    private func refusal(_ bytes: some Sequence<UInt8>) throws -> UnreadableInput {
        try #require(throws: UnreadableInput.self) { try rows(bytes) }
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["1", "2"]]),
        ("a,b\r1,2\r", [["1", "2"]]),
        ("a,b\n1,2", [["1", "2"]]),
        ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
        ("a,b\n,\n", [["", ""]]),
        ("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", [["x,y", "say \"hi\""]]),
        ("a,b\n\"two\r\nlines\",z\n", [["two\r\nlines", "z"]]),
        ("a,b\n\"\",\"\"\n", [["", ""]]),
        ("a,b\n\n1,2\n\r\n\n3,4\n\n", [["1", "2"], ["3", "4"]]),
        ("a\n\"\"\nx\n", [[""], ["x"]]),
        ("a,b\n\"1,5\"  ,\"2\" \n", [["1,5", "2"]]),
        ("a;b\n1,5;2\n", [["1,5", "2"]]),
        ("a\tb\n1,5\t2;3\n", [["1,5", "2;3"]]),
        ("\"a;x\",b\n1,2\n", [["1", "2"]]),
        ("a,b\n 1 , 2\n", [[" 1 ", " 2"]]),
        ("名前,色\nスカーフ,赤\n", [["スカーフ", "赤"]]),
        ("a,b\n", []),
    ])
    func `well-formed text reads as RFC 4180 says`(_ text: String, _ expected: [[String]]) throws {
        #expect(try rows(text.utf8) == expected)
    }

    @Test(arguments: [
        ("a,b\n1,2\n3,\"x\ny\n", 3, "never closed"),
        ("a,b\n1,x\"y\n", 2, "inside a value"),
        ("a,b\n\"1\n2\",\"x\"y\n", 3, "After a closing quote"),
        ("a,b\n\"1\" \"2\",3\n", 2, "After a closing quote"),
        ("a,A \n1,2\n", 1, "Two columns are called"),
        ("", 1, "empty"),
        ("\u{FEFF}\n\n", 1, "empty"),
    ])
    func `a broken quote or header is refused with its line`(_ text: String, _ line: Int, _ words: String)
        throws
    {
        let refusal = try refusal(text.utf8)
        #expect(refusal.kind == .malformed)
        #expect(refusal.line == line)
        #expect(refusal.reason.hasPrefix("Line \(line): "))
        #expect(refusal.reason.contains(words))
    }

    @Test func `text that is not UTF-8 is refused with its line`() throws {
        #expect(try refusal(Array("a,b\n1,2\n\"x\ny".utf8) + [0xFF] + Array("\",2\n".utf8)).line == 4)
        #expect(try refusal(Array("a,b\n1,".utf8) + [0x82, 0xA0] + Array("\n".utf8)).line == 2)
        #expect(try refusal(Array("a,b\n1,2\n3,".utf8) + [0] + Array("\n".utf8)).line == 3)
        #expect(try refusal([0xFF, 0xFE, 0x61, 0]).reason == "Line 1: The file is UTF-16. Save it as UTF-8.")
        #expect(try refusal([0xFE, 0xFF, 0, 0x61]).kind == .wrongEncoding)
    }

    @Test func `archives and spreadsheets are refused with what to do`() throws {
        #expect(try refusal([0x1F, 0x8B, 8, 0]).reason.contains("gunzip"))
        #expect(try refusal([0x50, 0x4B, 3, 4]).reason.contains("CSV"))
    }

    @Test func `a row with a wrong number of values is delivered with its problem`() throws {
        let folder = try ScratchFolder()
        var seen: [(Int, String?, String?)] = []
        try CSVReader.read(folder.file("a.csv", "sku,name\nA,\"x\ny\"\nB\nC,c,c\nD,d\n")) { row in
            seen.append((row.line, row["sku"], row.problem?.reason))
        }
        #expect(seen.map(\.0) == [2, 4, 5, 6])
        #expect(seen.map(\.1) == ["A", nil, nil, "D"])
        #expect(
            seen[1].2 == "The row has 1 values where the header has 2. A separator or a value is missing.")
        #expect(seen[2].2?.hasPrefix("The row has 3 values where the header has 2.") == true)
    }

    @Test func `a column is found whatever the case and the blanks of its name`() throws {
        let folder = try ScratchFolder()
        try CSVReader.read(folder.file("a.csv", "SKU , Variant Price,blank\nA,12.50,\n")) { row in
            #expect(row["sku"] == "A")
            #expect(row[" VARIANT price "] == "12.50")
            #expect(row["blank"]?.isEmpty == true)
            #expect(row["absent"] == nil)
            #expect(row.header.names == ["SKU", "Variant Price", "blank"])
            #expect(row.header.column("Blank") == 2)
        }
    }

    @Test func `the header can be read alone`() throws {
        let folder = try ScratchFolder()
        #expect(try CSVReader.header(of: folder.file("a.csv", "a,b\n1,2\n\"broken")).names == ["a", "b"])
        #expect(try CSVReader.header(of: folder.file("b.csv", "a,b")).names == ["a", "b"])
    }

    @Test func `more than the limits allow is refused`() throws {
        let wide = (0...CSVLimit.columns).map { "c\($0)" }.joined(separator: ",")
        #expect(try refusal(wide.utf8).kind == .tooLarge)
        let long = "a\n1\n\"" + String(repeating: "x", count: CSVLimit.fieldBytes + 1) + "\"\n"
        let tooLong = try refusal(long.utf8)
        #expect(tooLong.line == 3)
        #expect(tooLong.status == 413)
        #expect(
            try rows(("a\n" + String(repeating: "x", count: CSVLimit.fieldBytes)).utf8)[0][0].count
                == CSVLimit.fieldBytes)
    }

    @Test func `a million rows stream and one more is refused`() throws {
        let folder = try ScratchFolder()
        let path = try folder.file("a.csv", "a,b\n" + String(repeating: "1,2\n", count: CSVLimit.rows + 1))
        var count = 0
        let refusal = try #require(throws: UnreadableInput.self) {
            try CSVReader.read(path) { _ in count += 1 }
        }
        #expect(count == CSVLimit.rows)
        #expect(refusal.line == CSVLimit.rows + 2)
    }

    @Test func `a file that is not there or is a folder is refused`() throws {
        let folder = try ScratchFolder()
        #expect(throws: UnreadableInput.self) { try CSVReader.read(folder.path) { _ in } }
        let refusal = try #require(throws: UnreadableInput.self) {
            try CSVReader.read("\(folder.path)/none.csv") { _ in }
        }
        #expect(refusal.kind == .missing)
    }

    @Test func `what the import throws ends the reading`() throws {
        struct Stop: Error {}
        let folder = try ScratchFolder()
        var count = 0
        #expect(throws: Stop.self) {
            try CSVReader.read(folder.file("a.csv", "a\n1\n2\n3\n")) { _ in
                count += 1
                if count == 2 { throw Stop() }
            }
        }
        #expect(count == 2)
    }

    @Test func `a row that is kept does not change when the next one is read`() throws {
        let folder = try ScratchFolder()
        var kept: [CSVRow] = []
        try CSVReader.read(folder.file("a.csv", "a,b\n1,2\n3,4\n")) { kept.append($0) }
        #expect(kept.map(\.values) == [["1", "2"], ["3", "4"]])
        #expect(kept.map(\.line) == [2, 3])
    }

    @Test func `progress ends at the size of the file`() throws {
        let folder = try ScratchFolder()
        let text = "a\n" + String(repeating: "12345678\n", count: 100_000)
        let steps = Steps()
        try CSVReader.read(folder.file("goods.csv", text), progress: { steps.add($0) }) { _ in }
        #expect(steps.all.count == 4)
        #expect(steps.all.last == ImportProgress(done: 900_002, total: 900_002, label: "goods.csv"))
    }
}
