import Catalogue
import Exchange
import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite struct LargeFileTests {
    private static let products = 20_000

    /// A hundred thousand rows: five variants a product.
    private func write(_ folder: TemporaryFolder) throws -> String {
        var writer = CSVWriter(header: ["Title", "URL handle", "Description", "Option1 name", "Option1 value", "Price"])
        for number in 0..<Self.products {
            for size in ["XS", "S", "M", "L", "XL"] {
                let isFirst = size == "XS"
                writer.append([
                    isFirst ? "Tee \(number)" : "", "tee-\(number)", isFirst ? "<p>A tee shirt for number \(number).</p>" : "",
                    isFirst ? "Size" : "", size, number == 12_345 && size == "L" ? "free" : "20.00",
                ])
            }
        }
        return try folder.file("large.csv", writer.take())
    }

    /// Bytes that this process has in memory, from the kernel.
    private var residentBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }

    @Test func `a hundred thousand rows stream through with progress`() async throws {
        try await Shop.with(.sqlite) { shop in
            let path = try write(shop.folder)
            let heard = Trail<ImportProgress>()
            let before = residentBytes
            let report = try await ProductImport(database: shop.database, markets: shop.markets, now: Shop.now)
                .run(path, isDryRun: true) { heard.add($0) }
            #expect(report.sums == "19999/0/0/0/1")
            #expect(report.refusals == ["line 61730 tee-12345: Price: “free” is no price in USD. Write a plain number such as 12.50."])
            #expect(residentBytes - before < 150 << 20)
            let steps = heard.all.filter { $0.label == "large.csv" }
            #expect(steps.count > 10 && steps.last?.done == steps.last?.total)
            #expect(try await shop.drafts() == [])
        }
    }
}
