package import Foundation
import Storage
import Values

extension Hub {
    /// Copies everything into a new folder while the hub is in use; returns the bytes written. Refuses a folder that exists.
    package func backup(to folder: URL) async throws -> Int {
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw InvalidField("folder", "\(folder.path) exists already; name a new folder.")
        }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw InvalidField("folder", "\(folder.path) cannot be made: \(error.localizedDescription)")
        }
        do {
            if let url = settings.databaseURL {
                try HubBackup.postgres("pg_dump", ["--format=custom", "--file=\(folder.path)/\(HubBackup.dumpFile)", url])
            } else {
                try await database.backup(to: folder.appendingPathComponent(HubSettings.hubFile).path)
                try await audience.backup(to: folder.appendingPathComponent(HubSettings.audienceFile).path)
            }
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.fileSizeKey])
            .reduce(0) { $0 + (try $1.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0) }
    }
}

/// Backups at rest.
package enum HubBackup {
    static let dumpFile = "hub.pgdump"

    /// Brings a backup into an empty place; refuses a folder that is no backup and a place that is in use.
    package static func restore(from folder: URL, to settings: HubSettings) async throws {
        if let url = settings.databaseURL {
            let dump = folder.appendingPathComponent(dumpFile)
            guard FileManager.default.fileExists(atPath: dump.path) else {
                throw InvalidField("folder", "\(folder.path) holds no \(dumpFile); it is no backup of a PostgreSQL hub.")
            }
            let options = ["--exit-on-error", "--single-transaction", "--no-owner", "--dbname=\(url)"]
            return try postgres("pg_restore", options + [dump.path])
        }
        try restoreFiles(from: folder, to: settings.dataFolder)
    }

    private static func restoreFiles(from folder: URL, to target: URL) throws {
        let files = [HubSettings.hubFile, HubSettings.audienceFile]
        for name in files where !FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path) {
            throw InvalidField("folder", "\(folder.path) holds no \(name); it is no backup of a hub.")
        }
        for name in files where FileManager.default.fileExists(atPath: target.appendingPathComponent(name).path) {
            throw InvalidField("data", "\(target.path) holds a hub already; name an empty folder with --data.")
        }
        do {
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            for name in files {
                try FileManager.default.copyItem(
                    at: folder.appendingPathComponent(name), to: target.appendingPathComponent(name))
            }
        } catch {
            throw Fault(.storageFull, during: "restoring to \(target.path)", cause: error.localizedDescription)
        }
    }

    /// Runs one of PostgreSQL's own tools; its password travels inside the address only.
    fileprivate static func postgres(_ tool: String, _ arguments: [String]) throws {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Fault(.storageUnavailable, during: "running \(tool)", cause: text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }
}
