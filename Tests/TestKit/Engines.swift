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
        let place = try await Place.make(engine)
        let database = try await Database.open(place.location, migrations)
        do {
            try await body(TestDatabase(database: database, location: place.location))
        } catch {
            await database.close()
            await place.remove()
            throw error
        }
        await database.close()
        await place.remove()
    }
}

/// A file in a temporary folder, or a schema of its own in the test server.
package struct Place: Sendable {
    /// Where a database can be opened.
    package let location: Database.Location
    private let name: String

    /// Makes an empty place.
    package static func make(_ engine: Engine) async throws -> Place {
        let name = "t\(Token.random())"
        switch engine {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return Place(location: .file(folder.appendingPathComponent("hub.sqlite").path), name: name)
        case .postgres:
            let server = ProcessInfo.processInfo.environment["STADION_TEST_POSTGRES"] ?? ""
            try psql(server, "CREATE SCHEMA \(name)")
            let mark = server.contains("?") ? "&" : "?"
            return Place(location: .server("\(server)\(mark)options=-csearch_path%3D\(name)"), name: name)
        }
    }

    /// Removes the file or the schema.
    package func remove() async {
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
