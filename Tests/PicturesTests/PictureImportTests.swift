import Exchange
import Foundation
import Pictures
import Storage
import TestKit
import Testing
import Values

@Suite struct PictureImportTests {
    private static let now = Instant(ms: 1_518_000_000_000)

    private static func svg(_ size: Int = 4, _ inside: String = "<rect width='4' height='4'/>") -> String {
        "<svg xmlns='http://www.w3.org/2000/svg' width='\(size)' height='\(size)'>\(inside)</svg>"
    }

    private func take(_ path: String, _ database: Database, isDryRun: Bool = false) async throws -> ImportReport {
        try await PictureImport(database: database, now: Self.now).run(path, isDryRun: isDryRun)
    }

    private func sums(_ report: ImportReport) -> String {
        ImportReport.Outcome.allCases.map { "\(report.count($0))" }.joined(separator: "/")
    }

    @Test(arguments: Engine.available)
    func `a folder comes in under its file names and changes nothing the second time`(engine: Engine) async throws {
        try await TestDatabase.with(engine, PictureSchema.migrations) { place in
            let folder = try TemporaryFolder()
            try folder.file("a.svg", Self.svg())
            try folder.file("deep/er/b ü.svg", Self.svg(8))
            try folder.file(".hidden.svg", Self.svg(9))
            let rehearsed = try await take(folder.path, place.database, isDryRun: true)
            #expect(sums(rehearsed) == "2/0/0/0/0")
            #expect(try await place.database.read { try Picture.all(in: $0) }.isEmpty)
            #expect(sums(try await take(folder.path, place.database)) == "2/0/0/0/0")
            #expect(try await place.database.read { try Picture.all(in: $0) }.map(\.name) == ["a.svg", "b ü.svg"])
            let heard = Trail<Set<Topic>>()
            place.database.onChange(heard.add)
            #expect(sums(try await take(folder.path, place.database)) == "0/0/2/0/0")
            #expect(heard.all.isEmpty)
            try folder.file("a.svg", Self.svg(5))
            #expect(sums(try await take(folder.path, place.database)) == "0/1/1/0/0")
            #expect(try await place.database.read { try Picture.named("a.svg", in: $0) }?.width == 5)
        }
    }

    @Test func `what is no harmless picture is refused and the others go on`() async throws {
        try await TestDatabase.with(.sqlite, PictureSchema.migrations) { place in
            let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
            let secret = try outside.file("secret.svg", Self.svg())
            try folder.file("a/same.svg", Self.svg())
            try folder.file("b/same.svg", Self.svg(8))
            try folder.file("broken.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0])
            try folder.file("good.svg", Self.svg(3))
            try folder.file("notes.txt", "no picture")
            try folder.file("script.svg", Self.svg(4, "<script>alert(1)</script>"))
            try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/leak.svg", withDestinationPath: secret)
            try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/loop", withDestinationPath: folder.path)
            try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/linked.svg", withDestinationPath: "good.svg")
            #expect(mkfifo("\(folder.path)/pipe.svg", 0o600) == 0)
            let report = try await take(folder.path, place.database)
            let outcomes = report.rows.map { "\($0.place) \($0.outcome.rawValue)" }
            #expect(outcomes == [
                "a/same.svg created", "b/same.svg refused", "broken.png refused", "good.svg created", "leak.svg refused",
                "linked.svg created", "loop refused", "notes.txt refused", "pipe.svg refused", "script.svg refused",
            ])
            #expect(report.rows[1].reason == "A picture's name is unique in the hub, and a/same.svg has it; rename one of them.")
            #expect(report.rows[4].reason?.contains("leads out of its folder") == true)
            #expect(report.rows.allSatisfy { $0.outcome != .refused || $0.reason?.isEmpty == false })
        }
    }

    @Test func `a folder that is none is refused`() async throws {
        try await TestDatabase.with(.sqlite, PictureSchema.migrations) { place in
            let folder = try TemporaryFolder()
            let file = try folder.file("a.svg", Self.svg())
            for path in [file, "\(folder.path)/none"] {
                let outcome = await TestKit.Outcome.of { try await take(path, place.database) }
                #expect(outcome.refusal == "input_missing")
            }
        }
    }

    @Test func `addresses are reduced to a name that stays in its place`() {
        let table = TextTable.rows("""
            https://host.example/a/b.jpg?v=2#x | b.jpg
            b.jpg                              | b.jpg
            /x/%E6%97%A5.png                   | 日.png
            https://host.example/              |
            ../../etc/passwd                   | passwd
            a/..                               |
            a/%2e%2e                           |
            a/x%2Fy.png                        |
            C:\\x.png                          |
            """)
        for row in table { #expect(Picture.name(from: row[0]) == row[1], "\(row[0])") }
    }

    @Test(.enabled(if: SampleData.isThere, "\(SampleData.hint)"), arguments: Engine.available)
    func `the photos of both sample shops come in`(engine: Engine) async throws {
        try await TestDatabase.with(engine, PictureSchema.migrations) { place in
            let report = try await take("\(SampleData.folder)/merch", place.database)
            #expect(report.count(.created) == 68)
            #expect(report.rows.filter { $0.outcome == .refused }.map(\.subject) == ["products.csv", "populatedb_data.json.gz"].sorted())
        }
    }
}
