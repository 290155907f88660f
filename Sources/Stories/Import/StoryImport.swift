package import Exchange
import Foundation
package import Storage
package import Values

/// Takes the posts of a WordPress export (WXR), or a folder of Markdown files with front matter, into the hub.
///
/// What is published is open in every market's standing release at once; drafts, private posts and posts whose date is
/// still to come become drafts, which are in no release. A story of a known slug is updated; its texts in other
/// languages stay. What is wrong with one story refuses that story and the others go on; what is wrong with the whole
/// file is found before anything changes.
package struct StoryImport: Sendable {
    /// Stories that are written in one transaction.
    static let storiesAtOnce = 50

    private let database: Database
    private let markets: [Market]
    private let language: Language
    private let now: Instant

    /// An import into a hub's database, for its markets, as of a moment; `language` is that of posts, and the first one
    /// of new stories that are written in several.
    package init(database: Database, markets: [Market], language: Language = .english, now: Instant) {
        self.database = database
        self.markets = markets
        self.language = language
        self.now = now
    }

    /// Reads a WXR file or a folder and reports every story; a dry run reports the same and changes nothing.
    package func run(
        _ path: String, isDryRun: Bool = false, progress: ImportProgress.Observer? = nil
    ) async throws -> ImportReport {
        var report = ImportReport("Stories from \(path)", isDryRun: isDryRun)
        let (markets, language, now) = (markets, language, now)
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let isMarkdown = isThere && isFolder.boolValue
        try await ReadingThread.run({ hand in
            if isMarkdown {
                try MarkdownStories(language: language).read(path, progress, hand)
            } else {
                try WordPressStories(language: language).read(path, progress, hand)
            }
        }, take: { (batch: [StoryEntry]) in
            let outcomes = try await database.writeEach(batch.compactMap(\.patch), keeps: !isDryRun) { patch, tx in
                try patch.save(at: now, markets, in: tx)
            }
            var next = outcomes.makeIterator()
            for entry in batch { entry.report(entry.patch.flatMap { _ in next.next() }, to: &report) }
        })
        return report
    }
}
