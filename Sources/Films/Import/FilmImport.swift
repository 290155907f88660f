package import Exchange
import Pictures
import Releases
package import Storage
package import Values

/// Takes a folder of Markdown files, `<slug>.<language>.md`, as films and their campaigns: all languages of one slug are one film.
///
/// The front matter of a film holds `title`, `logline`, `picture`, `pictureAlt`, `campaign`, `position`, `duration`, `credits` (a
/// list of
/// `role | name | organisation`), `products`, `stories`, `release` and `opens`; the text below says what it is about. A file with
/// `kind: campaign` is a campaign, with `title`, `line`, `picture`, `pictureAlt` and `position`. Languages that the folder does
/// not speak of stay as they are.
///
/// A film without `release` is open in every market at once. With it, the film is in the release of that name and in no other way
/// open; `opens`, such as `2018-02-01T00:00`, opens that release at this civil time of each market's own zone, where it has no
/// opening yet.
package struct FilmImport: Sendable {
    private let database: Database
    private let markets: [Market]
    private let language: Language
    private let now: Instant

    /// An import into a hub's database, for its markets, as of a moment; `language` is the first one of new films.
    package init(database: Database, markets: [Market], language: Language = .english, now: Instant) {
        self.database = database
        self.markets = markets
        self.language = language
        self.now = now
    }

    /// Reads a folder and reports every film; a dry run reports the same and changes nothing.
    package func run(_ path: String, isDryRun: Bool = false) async throws -> ImportReport {
        let (markets, language, now) = (markets, language, now)
        return try await FolderImport("Films", into: database) {
            try FilmFile($0, language)
        } save: {
            try $0.save(at: now, markets, in: $1)
        }.run(path, isDryRun: isDryRun)
    }
}
