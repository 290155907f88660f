import Audience
import Foundation
import Hub
import Storage
import TestKit
import Testing

@Suite struct SchemaTests {
    private static let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Schema").standardizedFileURL

    /// `STADION_WRITE_SCHEMA=1` writes the snapshots anew; look at the difference before you commit them.
    @Test(arguments: Engine.available)
    func `the migrations replayed make exactly the schema that is written down`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Hub.migrations + AudienceSchema.migrations) { place in
            let file = Self.folder.appendingPathComponent("\(engine.rawValue).sql")
            let made = try await SchemaSnapshot.describe(place.database)
            if ProcessInfo.processInfo.environment["STADION_WRITE_SCHEMA"] == "1" {
                try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
                try made.write(to: file, atomically: true, encoding: .utf8)
            }
            let written = try String(contentsOf: file, encoding: .utf8)
            let (lines, expected) = (made.components(separatedBy: "\n"), written.components(separatedBy: "\n"))
            #expect(lines.filter { !expected.contains($0) } == [], "made by the migrations, but not in \(file.lastPathComponent)")
            #expect(expected.filter { !lines.contains($0) } == [], "in \(file.lastPathComponent), but not made by the migrations")
            #expect(lines == expected)
        }
    }

    @Test func `every step of the schema has a name of its own`() {
        let names = (Hub.migrations + AudienceSchema.migrations).map(\.name)
        #expect(Set(names).count == names.count)
    }
}
