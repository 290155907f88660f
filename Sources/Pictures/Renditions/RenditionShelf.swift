package import Foundation
import Synchronization
import Values

/// The folder in which made renditions lie, one file each, bounded in bytes: the ones that nobody has asked for the longest go
/// first.
///
/// Nothing in it is the only copy of anything: it is in no backup, each machine has its own, and a file that cannot be read or
/// written is simply made again.
package final class RenditionShelf: Sendable {
    /// Bytes that lie there at most: some 60,000 renditions of 32 kB.
    package static let byteLimit = 2 << 30
    /// How far below the limit it is cleared, so that not every new rendition clears it again.
    private static let clearedTenths = 9

    private struct State {
        var isRead = false
        var entries: [String: Entry] = [:]
        var bytes = 0
        var clock: UInt64 = 0

        struct Entry {
            let size: Int
            var used: UInt64
        }

        mutating func use(_ name: String) {
            clock += 1
            entries[name]?.used = clock
        }

        mutating func add(_ name: String, _ size: Int) {
            clock += 1
            bytes += size - (entries[name]?.size ?? 0)
            entries[name] = Entry(size: size, used: clock)
        }

        mutating func remove(_ name: String) { bytes -= entries.removeValue(forKey: name)?.size ?? 0 }

        /// The names that have to go, the longest unused first.
        mutating func clear(to limit: Int) -> [String] {
            guard bytes > limit else { return [] }
            var gone: [String] = []
            for name in entries.sorted(by: { $0.value.used < $1.value.used }).map(\.key) 
            where bytes > limit / 10 * RenditionShelf.clearedTenths {
                remove(name)
                gone.append(name)
            }
            return gone
        }
    }

    private let folder: URL
    private let byteLimit: Int
    private let state = Mutex(State())

    /// A shelf in a folder, which is made when the first rendition comes.
    package init(folder: URL, byteLimit: Int = byteLimit) {
        self.folder = folder
        self.byteLimit = byteLimit
    }

    /// Bytes that lie there.
    package var byteCount: Int {
        state.withLock { state in
            read(&state)
            return state.bytes
        }
    }

    /// The bytes of a rendition that lies there, or nil.
    package func bytes(of rendition: Rendition) -> Data? {
        let name = Self.name(of: rendition)
        let isThere = state.withLock { state in
            read(&state)
            state.use(name)
            return state.entries[name] != nil
        }
        guard isThere else { return nil }
        if let bytes = try? Data(contentsOf: folder.appendingPathComponent(name)), !bytes.isEmpty { return bytes }
        state.withLock { $0.remove(name) }
        return nil
    }

    /// Puts a rendition there, whole or not at all, and takes away what is too much.
    package func keep(_ bytes: Data, as rendition: Rendition) {
        guard bytes.count <= byteLimit else { return }
        let name = Self.name(of: rendition)
        let place = folder.appendingPathComponent(name)
        do {
            try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: place, options: .atomic)
        } catch {
            return
        }
        let gone = state.withLock { state in
            read(&state)
            state.add(name, bytes.count)
            return state.clear(to: byteLimit)
        }
        for name in gone { try? FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
    }

    /// Two levels, so that no folder holds too many files.
    private static func name(of rendition: Rendition) -> String {
        "\(rendition.hash.prefix(2))/\(rendition.hash.dropFirst(2))-\(rendition.width).\(rendition.format.rawValue)"
    }

    /// Finds once what an earlier process left.
    private func read(_ state: inout State) {
        guard !state.isRead else { return }
        state.isRead = true
        let keys: [URLResourceKey] = [.fileSizeKey, .contentModificationDateKey, .isRegularFileKey]
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys)?.compactMap { $0 as? URL } ?? []
        let known = files.compactMap { file -> (name: String, size: Int, date: Date)? in
            guard let facts = try? file.resourceValues(forKeys: Set(keys)), facts.isRegularFile == true, let size = facts.fileSize
            else { return nil }
            let name = file.pathComponents.suffix(2).joined(separator: "/")
            return (name, size, facts.contentModificationDate ?? .distantPast)
        }
        for entry in known.sorted(by: { $0.date < $1.date }) { state.add(entry.name, entry.size) }
    }
}
