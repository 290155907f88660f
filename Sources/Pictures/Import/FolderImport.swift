package import Exchange
package import Storage

/// How a folder of Markdown files comes in: each group of files is read, saved by itself, and reported.
package struct FolderImport<Content: Sendable>: Sendable {
    private let title: String
    private let database: Database
    private let read: @Sendable ([MarkdownFile]) throws -> Content
    private let save: @Sendable (Content, Transaction) throws -> Picture.Change

    /// An import that calls its report `title`; `read` may refuse a group of files and `save` what they say: the others go on.
    package init(
        _ title: String, into database: Database, read: @escaping @Sendable ([MarkdownFile]) throws -> Content,
        save: @escaping @Sendable (Content, Transaction) throws -> Picture.Change
    ) {
        self.title = title
        self.database = database
        self.read = read
        self.save = save
    }

    /// Reads a folder and reports every group; a dry run reports the same and changes nothing.
    package func run(_ path: String, isDryRun: Bool) async throws -> ImportReport {
        var report = ImportReport("\(title) from \(path)", isDryRun: isDryRun)
        let (read, save) = (read, save)
        try await ReadingThread.run({ hand in
            try hand(try MarkdownEntry.all(in: path, read))
        }, take: { (batch: [MarkdownEntry<Content>]) in
            let outcomes = try await database.writeEach(batch.compactMap(\.found), keeps: !isDryRun, save)
            var next = outcomes.makeIterator()
            for entry in batch {
                switch (entry.content, entry.found.flatMap { _ in next.next() }) {
                case (.failure(let trouble), _): report.add(entry.place, entry.subject, trouble.outcome, trouble.reason)
                case (_, .done(let change)): report.add(entry.place, entry.subject, change.outcome)
                case (_, .refused(let refusal)): report.add(entry.place, entry.subject, .refused, refusal.told)
                case (_, nil): continue
                }
            }
        })
        return report
    }
}
