import Storage
import TestKit
import Testing
import Values

@Suite struct MigrationTests {
    private static let more = Notes.migrations + [
        Migration("notes-2", "ALTER TABLE notes ADD COLUMN author TEXT", "CREATE INDEX notes_author ON notes (author)"),
    ]

    @Test(arguments: Engine.available)
    func `a later version adds its steps and keeps the data`(engine: Engine) async throws {
        try await Place.with(engine) { place in
            let old = try await Database.open(place.location, Notes.migrations)
            try await old.write { try Notes.add("kept", in: $0) }
            await old.close()
            for _ in 0..<2 {
                let new = try await Database.open(place.location, Self.more)
                #expect(try await new.read { try $0.all("SELECT text, author FROM notes") { [$0.optionalText(0), $0.optionalText(1)] } } == [["kept", nil]])
                #expect(try await new.read { try $0.all("SELECT name FROM migrations ORDER BY name") { $0.text(0) } } == ["notes-1", "notes-2", "storage-1", "storage-2-repeats"])
                await new.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a database that a newer version wrote is refused and left alone`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Self.more) { place in
            let before = try await SchemaSnapshot.describe(place.database)
            let fault = await #expect(throws: Fault.self) { try await Database.open(place.location, Notes.migrations) }
            #expect(fault?.kind == .storageBroken)
            #expect(fault?.cause == "it was written by a newer Stadion (step notes-2); install that version or restore a backup")
            #expect(try await SchemaSnapshot.describe(place.database) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `a step that fails leaves nothing of it behind`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let before = try await SchemaSnapshot.describe(place.database)
            let broken = Notes.migrations + [Migration("notes-2", "CREATE TABLE more (key BIGINT PRIMARY KEY)", "CREATE TABLE notes (x)")]
            await #expect(throws: Fault.self) { try await Database.open(place.location, broken) }
            #expect(try await SchemaSnapshot.describe(place.database) == before)
            let again = try await Database.open(place.location, Self.more)
            await again.close()
        }
    }

    @Test func `a place that cannot be opened is a fault that says so`() async throws {
        let fault = await #expect(throws: Fault.self) {
            try await Database.open(.file("/proc/nowhere/hub.sqlite"), Notes.migrations)
        }
        #expect(fault?.kind == .storageUnavailable)
        let gone = await #expect(throws: Fault.self) {
            try await Database.open(.server("postgres://stadion:secret@127.0.0.1:1/stadion"), Notes.migrations)
        }
        #expect(gone?.kind == .storageUnavailable)
        #expect(gone?.description.contains("secret") == false)
    }
}
