package import Exchange
import Foundation
package import Storage
package import Values

/// Takes the pictures of a folder, and of the folders in it, under their file names.
///
/// A file that is no harmless picture is refused with its reason and the others go on; so is the second file of a name,
/// since a picture's name is unique in the hub. A file whose picture is there already changes nothing.
package struct PictureImport: Sendable {
    /// Files and bytes that are written in one transaction.
    private static let filesAtOnce = 32
    private static let bytesAtOnce = 16 << 20

    private let database: Database
    private let now: Instant

    /// An import into a hub's database, as of a moment.
    package init(database: Database, now: Instant) {
        self.database = database
        self.now = now
    }

    /// Reads the folder and reports every file; a dry run reports the same and changes nothing.
    ///
    /// Refuses, before anything changes, what is no folder or holds more than the limits allow.
    package func run(
        _ path: String, isDryRun: Bool = false, progress: ImportProgress.Observer? = nil
    ) async throws -> ImportReport {
        var report = ImportReport("Pictures from \(path)", isDryRun: isDryRun)
        let now = now
        try await ReadingThread.run({ hand in try Self.read(path, progress, hand) }, take: { (batch: [Candidate]) in
            let files = batch.compactMap { candidate in candidate.file.map { (name: candidate.name, file: $0) } }
            let changes = try await database.writeEach(files, keeps: !isDryRun) { entry, tx in
                try Picture.save(entry.file, as: entry.name, at: now, in: tx)
            }
            var outcomes = changes.makeIterator()
            for candidate in batch {
                candidate.report(candidate.refusal.map { .refused($0) } ?? outcomes.next(), to: &report)
            }
        })
        return report
    }

    private static func read(
        _ root: String, _ progress: ImportProgress.Observer?, _ hand: ([Candidate]) throws -> Void
    ) throws {
        let folder = try PictureFolder(root)
        var first: [String: String] = [:]
        var batch: [Candidate] = []
        var bytes = 0
        for (place, path) in folder.paths.enumerated() {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let candidate = Candidate(path, name, in: folder, taken: first[name])
            if candidate.file != nil { first[name] = path }
            batch.append(candidate)
            bytes += candidate.file?.bytes.count ?? 0
            if batch.count == filesAtOnce || bytes >= bytesAtOnce {
                try hand(batch)
                (batch, bytes) = ([], 0)
            }
            progress?(ImportProgress(done: Int64(place + 1), total: Int64(folder.paths.count), label: name))
        }
        try hand(batch)
    }
}

/// One file of the folder: a picture, or why it is none.
private struct Candidate: Sendable {
    let path: String
    let name: String
    let file: PictureFile?
    let refusal: (any Refusal)?

    init(_ path: String, _ name: String, in folder: PictureFolder, taken other: String?) {
        self.path = path
        self.name = name
        let read = Result { () throws -> PictureFile in
            if let other {
                throw InvalidField("file", "A picture's name is unique in the hub, and \(other) has it; rename one of them.")
            }
            return try PictureFile(try folder.bytes(of: path))
        }
        switch read {
        case .success(let file): (self.file, refusal) = (file, nil)
        case .failure(let error):
            let fallback = InvalidField("file", "The file cannot be read: \(error)")
            (file, refusal) = (nil, error as? any Refusal ?? fallback)
        }
    }

    func report(_ outcome: Written<Picture.Change>?, to report: inout ImportReport) {
        switch outcome {
        case .done(let change): report.add(.file(path), name, change.outcome)
        case .refused(let refusal): report.add(.file(path), name, .refused, refusal.reason)
        case nil: return
        }
    }
}
