import Audience
import Crypto
package import Foundation
package import Logging
import Storage
import Synchronization
import Values

/// Moves a whole hub, audience included, into an empty place on the other engine or on the same one.
///
/// Every table is read from one snapshot; both sides are counted and digested, and the new hub's sums are proven. The new place
/// holds all of it or nothing: a server takes it in one transaction, a folder gets its name when everything is in it.
package struct HubMove: Sendable {
    /// Where a hub is or will be.
    package enum Place: Sendable, CustomStringConvertible {
        /// A folder with SQLite files.
        case folder(URL)
        /// A `postgres://` address.
        case server(String)

        /// A `postgres://` address, or else the path of a folder.
        package init(_ text: String) {
            let isServer = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
            self = isServer ? .server(text) : .folder(URL(fileURLWithPath: text))
        }

        package var description: String {
            switch self {
            case .folder(let folder): folder.path
            case .server(let url): "\(HubSettings(database: url).location)"
            }
        }
    }

    /// One table that was moved.
    package struct Table: Sendable, Equatable {
        /// Its name.
        package let name: String
        /// How many rows it has.
        package let rows: Int
        /// The same for the same rows on either engine, in any order: 64 hexadecimal digits.
        package let digest: String
    }

    /// What came of a move.
    package struct Report: Sendable {
        /// Every table, by name.
        package let tables: [Table]
        /// What is wrong with the hub's sums, in the new place as in the old one.
        package let problems: [String]
    }

    private let source: Place
    private let target: Place
    private let logger: Logger

    /// A move that has not begun.
    package init(from source: Place, to target: Place, logger: Logger) {
        self.source = source
        self.target = target
        self.logger = logger
    }

    /// Moves everything; `progress` hears the table and its rows so far. Refuses a source that is no hub or is in use, unless
    /// `mayBeInUse`, and a target that is not empty. The source stays as it was.
    package func run(
        mayBeInUse: Bool, progress: @escaping @Sendable (String, Int) -> Void = { _, _ in }
    ) async throws -> Report {
        let from = try settings(of: source)
        if case .folder(let folder) = source { try Self.findHub(in: folder) }
        let building = try makeRoom()
        let to = try settings(of: building)
        let old = try await Databases(from)
        do {
            if !mayBeInUse { try await old.refuseOthers(source) }
            let new = try await Databases(to)
            do {
                try await new.refuseRows(target)
                let tables = try await Self.copy(old, new, progress)
                await new.close()
                await old.close()
                let problems = try await prove(to)
                try giveName(building)
                return Report(tables: tables, problems: problems)
            } catch {
                await new.close()
                throw error
            }
        } catch {
            await old.close()
            throw error
        }
    }

    private static func copy(
        _ old: Databases, _ new: Databases, _ progress: @escaping @Sendable (String, Int) -> Void
    ) async throws -> [Table] {
        let sums = Digests()
        let (parts, others) = try await old.loads(into: new)
        guard others.isEmpty else {
            throw Fault(
                .storageBroken, during: "comparing both places", cause: "only one of them has \(others.joined(separator: ", "))")
        }
        for (target, loads) in parts {
            try await target.take(loads) { table, rows in progress(table.name, sums.add(rows, of: table.name)) }
        }
        let (was, names) = (sums.tables, try await new.shapes())
        let read = Digests()
        for (database, tables) in names {
            try await database.read { tx in
                for table in tables { try table.pages(in: tx) { _ = read.add($0, of: table.name) } }
            }
        }
        let all = names.flatMap { $0.1.map(\.name) }.sorted()
        for name in all where was[name] != read.tables[name] {
            throw Fault(
                .storageBroken, during: "comparing both places", cause: "the rows of \(name) are not the same")
        }
        return all.map { was[$0] ?? Digest() }.enumerated().map { $1.table(all[$0]) }
    }

    private func prove(_ settings: HubSettings) async throws -> [String] {
        let hub = try await Hub.open(settings, logger: logger)
        let problems = try await hub.verify()
        await hub.close()
        return problems
    }

    private func settings(of place: Place) throws -> HubSettings {
        switch place {
        case .folder(let folder): HubSettings(dataFolder: folder)
        case .server(let url): HubSettings(database: url)
        }
    }

    private static func findHub(in folder: URL) throws {
        for name in [HubSettings.hubFile, HubSettings.audienceFile]
        where !FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path) {
            throw InvalidField("from", "\(folder.path) holds no \(name); it is not the data folder of a hub.")
        }
    }

    /// Where the new hub is built: beside the folder that it will be, or in its own place on a server. What an attempt that broke
    /// off left there is removed.
    private func makeRoom() throws -> Place {
        guard case .folder(let folder) = target else { return target }
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        guard found.isEmpty else {
            throw InvalidField("to", "\(folder.path) is not empty; name a folder that does not exist yet.")
        }
        let building = URL(fileURLWithPath: folder.path + ".moving")
        do {
            let left = (try? FileManager.default.contentsOfDirectory(atPath: building.path)) ?? []
            for name in left where name.hasPrefix(HubSettings.hubFile) || name.hasPrefix(HubSettings.audienceFile) {
                try FileManager.default.removeItem(at: building.appendingPathComponent(name))
            }
            try FileManager.default.createDirectory(at: building, withIntermediateDirectories: true)
        } catch {
            throw InvalidField("to", "\(building.path) cannot be made: \(error.localizedDescription)")
        }
        return .folder(building)
    }

    private func giveName(_ building: Place) throws {
        guard case .folder(let built) = building, case .folder(let folder) = target else { return }
        guard rename(built.path, folder.path) == 0 else {
            throw Fault(
                .storageUnavailable, during: "giving \(built.path) its name",
                cause: "\(String(cString: strerror(errno))); the moved hub is whole, rename the folder yourself")
        }
    }
}

extension HubSettings {
    fileprivate init(database url: String) {
        self.init(dataFolder: FileManager.default.temporaryDirectory)
        databaseURL = url
    }
}

/// The one or two databases of a hub.
private struct Databases {
    let hub: Database
    let audience: Database

    init(_ settings: HubSettings) async throws {
        guard settings.databaseURL == nil else {
            hub = try await Database.open(settings.location, Hub.migrations + AudienceSchema.migrations)
            audience = hub
            return
        }
        hub = try await Database.open(settings.location, Hub.migrations)
        audience = try await Database.open(settings.audienceLocation, AudienceSchema.migrations)
    }

    func close() async {
        await hub.close()
        if audience !== hub { await audience.close() }
    }

    /// Every table and where it lives. Storage's own tables are in both files of a folder; those of the hub count.
    func shapes() async throws -> [(Database, [TableShape])] {
        let own = try await hub.read { try TableShape.all(in: $0) }
        guard audience !== hub else { return [(hub, own)] }
        let names = Set(own.map(\.name))
        return [(hub, own), (audience, try await audience.read { try TableShape.all(in: $0) }.filter { !names.contains($0.name) })]
    }

    /// What goes into which database of the other place, and the tables that only one side has.
    func loads(into other: Databases) async throws -> ([(Database, [Database.Load])], [String]) {
        let (mine, theirs) = (try await shapes(), try await other.shapes())
        let parts = theirs.map { target, tables in
            let wanted = Set(tables.map(\.name))
            return (target, mine.map { Database.Load($0.0, $0.1.filter { wanted.contains($0.name) }) })
        }
        let (here, there) = (Set(mine.flatMap { $0.1.map(\.name) }), Set(theirs.flatMap { $0.1.map(\.name) }))
        return (parts, here.symmetricDifference(there).sorted())
    }

    /// Refuses a hub that a living process has open.
    func refuseOthers(_ place: HubMove.Place) async throws {
        let mine = "\(ProcessInfo.processInfo.hostName)/"
        let pid = ProcessInfo.processInfo.processIdentifier
        let now = Instant.now
        let names = try await hub.read { tx in
            try tx.all("SELECT name FROM nodes WHERE leased_until > \(now) ORDER BY name") { $0.text(0) }
        }
        let others = names.map { $0.split(separator: "/").prefix(2).joined(separator: "/") }.filter { name in
            guard name.hasPrefix(mine), let number = Int32(name.dropFirst(mine.count)) else { return true }
            return number != pid && kill(number, 0) == 0
        }
        guard let other = others.first else { return }
        throw InvalidField(
            "from", "\(place) is in use (\(other)): stop it first, or rehearse with --while-running and move again later.")
    }

    func refuseRows(_ place: HubMove.Place) async throws {
        for (database, tables) in try await shapes() {
            let full = try await database.read { tx in
                try tables.first { try !Self.seeded.contains($0.name) && !$0.isEmpty(in: tx) }
            }
            if let full {
                throw InvalidField("to", "\(place) is not empty: \(full.name) has rows. Name an empty database.")
            }
        }
        _ = try await hub.write { try $0.run("DELETE FROM locations") }
    }

    /// Tables that a new hub has rows in: they make way for those of the hub that comes.
    private static let seeded: Set<String> = ["locations"]
}

/// Digests of many tables while their rows go by.
private final class Digests: Sendable {
    private let state = Mutex<[String: Digest]>([:])
    var tables: [String: Digest] { state.withLock { $0 } }

    /// Adds rows and tells how many the table has by now.
    func add(_ rows: [[SQLValue]], of table: String) -> Int {
        state.withLock { state in
            for row in rows { state[table, default: Digest()].add(row) }
            return state[table]?.rows ?? 0
        }
    }
}

/// A sum over rows that does not depend on their order: SHA-256 of each row, added up as four numbers of 64 bits.
private struct Digest: Equatable {
    private(set) var rows = 0
    private var lanes: [UInt64] = [0, 0, 0, 0]

    mutating func add(_ row: [SQLValue]) {
        var bytes = Data()
        for value in row {
            switch value {
            case .null: bytes.append(0)
            case .int(let int): Self.append(1, withUnsafeBytes(of: int.littleEndian) { Data($0) }, to: &bytes)
            case .text(let text): Self.append(2, Data(text.utf8), to: &bytes)
            case .bytes(let data): Self.append(3, data, to: &bytes)
            }
        }
        SHA256.hash(data: bytes).withUnsafeBytes { hash in
            for lane in lanes.indices {
                lanes[lane] &+= UInt64(littleEndian: hash.loadUnaligned(fromByteOffset: lane * 8, as: UInt64.self))
            }
        }
        rows += 1
    }

    /// Kind, length and bytes, so that no two rows come to the same.
    private static func append(_ kind: UInt8, _ value: Data, to bytes: inout Data) {
        bytes.append(kind)
        withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(value)
    }

    func table(_ name: String) -> HubMove.Table {
        let text = lanes.map { lane in
            let digits = String(lane, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return HubMove.Table(name: name, rows: rows, digest: text.joined())
    }
}
