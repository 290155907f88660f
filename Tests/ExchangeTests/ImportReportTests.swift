import Exchange
import Testing

struct ImportReportTests {
    private func report(isDryRun: Bool = false) -> ImportReport {
        var report = ImportReport("Products from shop.csv", isDryRun: isDryRun)
        for line in 2...1_205 { report.add(.line(line), "p\(line)", .created) }
        report.add(.line(1_206), "scarf", .updated)
        report.add(.line(1_207), "cap", .refused, "Price: must be a positive amount such as 12.50.")
        report.add(.line(12_080), "スカーフ", .refused, "The row has 3 values.")
        report.add(.file("post.md"), "hello", .skipped, "It is a draft.")
        return report
    }

    @Test func `the text gives counts first and then what needs a person`() {
        #expect(
            report().text() == """
                Products from shop.csv

                  created       1,204
                  updated           1
                  unchanged         0
                  skipped           1
                  refused           2
                  total         1,208

                Refused
                  line 1207   cap       Price: must be a positive amount such as 12.50.
                  line 12080  スカーフ  The row has 3 values.

                Skipped
                  post.md  hello  It is a draft.

                """)
    }

    @Test func `a dry run says so and a long list is cut`() {
        let text = report(isDryRun: true).text(limit: 1)
        #expect(text.hasPrefix("Products from shop.csv (dry run: nothing was written)\n"))
        #expect(text.contains("must be a positive amount such as 12.50.\n  and 1 more\n"))
        #expect(!text.contains("スカーフ"))
    }

    @Test func `colours come only where asked for`() {
        #expect(!report().text().contains("\u{1B}"))
        #expect(report().text(colours: true).contains("\u{1B}[31m  refused           2\u{1B}[0m"))
    }

    @Test func `text from an import cannot command the terminal`() {
        var report = ImportReport("x\u{1B}[2J")
        report.add(.file("a\rb"), "red\u{1B}[31m\u{202E}", .refused, "line\nbreak")
        let text = report.text()
        #expect(text.hasPrefix("x [2J\n"))
        #expect(text.contains("  a b  red [31m  line break\n"))
    }

    @Test func `a long subject is cut to its column`() {
        var report = ImportReport("x")
        report.add(.line(2), String(repeating: "長", count: 100), .skipped, "why")
        #expect(report.text().contains("  line 2  \(String(repeating: "長", count: 19))…  why\n"))
    }

    @Test func `counts stay exact beyond the rows that are kept`() {
        var report = ImportReport("x")
        for line in 1...(ImportReport.maxSuccesses + 5) { report.add(.line(line), "a", .unchanged) }
        for line in 1...(ImportReport.maxTroubles + 2) { report.add(.line(line), "a", .refused, "b") }
        #expect(report.count(.unchanged) == 200_005)
        #expect(report.count(.refused) == 100_002)
        #expect(report.rows.count == 300_000)
        #expect(report.unkept == 7)
        #expect(
            report.text().hasSuffix("  and 99,982 more\n\n7 rows were only counted and are not listed.\n"))
    }

    @Test func `the table of all rows is safe to open in a spreadsheet`() {
        var report = ImportReport("x")
        report.add(.line(2), "=LINK(1)", .refused, "a, b")
        report.add(.file("b.md"), "b", .created)
        let rows = ["place,subject,outcome,reason", "line 2,'=LINK(1),refused,\"a, b\"", "b.md,b,created,"]
        #expect(report.csv == rows.map { $0 + "\r\n" }.joined())
    }
}
