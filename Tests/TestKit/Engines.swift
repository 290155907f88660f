import Foundation
package import Storage
import Values

extension Engine {
    /// The engines that tests run on: SQLite always, PostgreSQL where `STADION_TEST_POSTGRES` names a server.
    ///
    /// `make test` starts a server and sets the variable, and fails when it cannot.
    package static var available: [Engine] {
        ProcessInfo.processInfo.environment["STADION_TEST_POSTGRES"] == nil ? [.sqlite] : [.sqlite, .postgres]
    }
}

/// An empty database of its own for one test, on a real engine, thrown away afterwards.
package struct TestDatabase: Sendable {
    /// The open database.
    package let database: Database
    /// Where it is, for opening it a second time as another node.
    package let location: Database.Location

    /// Makes a database, hands it to `body` and removes it.
    package static func with(
        _ engine: Engine, _ migrations: [Migration], _ body: (TestDatabase) async throws -> Void
    ) async throws {
        try await Place.with(engine) { place in
            let database = try await Database.open(place.location, migrations)
            do {
                try await body(TestDatabase(database: database, location: place.location))
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }
}

/// A file in a temporary folder, or a schema of its own in the test server.
package struct Place: Sendable {
    /// Where a database can be opened.
    package let location: Database.Location
    private let name: String
    private let takesTurn: Bool

    /// Tests run all at once, but so many have a place at a time: a server has a limit of connections, and deadlines need a machine
    /// that keeps up.
    private static let turnstile = Turnstile(8)

    /// Whether this test has a place already: a second one needs no turn, or tests would wait for each other in a circle.
    @TaskLocal private static var isInside = false

    /// Makes an empty place, hands it to `body` and removes it.
    package static func with(_ engine: Engine, _ body: (Place) async throws -> Void) async throws {
        let place = try await make(engine)
        do {
            try await $isInside.withValue(true) { try await body(place) }
        } catch {
            await place.remove()
            throw error
        }
        await place.remove()
    }

    /// Makes an empty place, which must be removed by the same task.
    package static func make(_ engine: Engine) async throws -> Place {
        if isInside { return try create(engine, takesTurn: false) }
        await turnstile.enter()
        do {
            return try create(engine, takesTurn: true)
        } catch {
            await turnstile.leave()
            throw error
        }
    }

    private static func create(_ engine: Engine, takesTurn: Bool) throws -> Place {
        let name = "t\(Token.random())"
        switch engine {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return Place(location: .file(folder.appendingPathComponent("hub.sqlite").path), name: name, takesTurn: takesTurn)
        case .postgres:
            let server = ProcessInfo.processInfo.environment["STADION_TEST_POSTGRES"] ?? ""
            try psql(server, "CREATE SCHEMA \(name)")
            let mark = server.contains("?") ? "&" : "?"
            return Place(location: .server("\(server)\(mark)options=-csearch_path%3D\(name)"), name: name, takesTurn: takesTurn)
        }
    }

    /// Removes the file or the schema.
    package func remove() async {
        removeFiles()
        if takesTurn { await Self.turnstile.leave() }
    }

    private func removeFiles() {
        switch location {
        case .file(let path):
            try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent())
        case .server:
            let server = ProcessInfo.processInfo.environment["STADION_TEST_POSTGRES"] ?? ""
            try? Self.psql(server, "DROP SCHEMA IF EXISTS \(name) CASCADE")
        }
    }

    private static func psql(_ server: String, _ text: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
        process.arguments = ["-q", "-X", "-v", "ON_ERROR_STOP=1", "-c", text, server]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Fault(.storageUnavailable, during: text, cause: "psql ended with \(process.terminationStatus)")
        }
    }
}
