package import Staff
package import Storage
package import Values

/// What can be brought in at the desk, as files that a browser sends.
package enum ImportKind: String, CaseIterable, Sendable {
    case products
    case translations
    case pictures
    case stories
    case films
    case sports
    case athletes
    case stores

    /// What somebody has to be allowed for it.
    package var permission: Permission {
        switch self {
        case .products, .translations, .pictures: .editProducts
        case .stories, .films, .sports, .athletes: .publishStories
        case .stores: .manageHub
        }
    }

    /// Endings of the files that it takes, as browsers want them named.
    package var endings: [String] {
        switch self {
        case .products, .translations, .sports, .athletes: [".csv"]
        case .pictures: [".zip", "image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/svg+xml"]
        case .stories: [".xml", ".md", ".zip"]
        case .films, .stores: [".md", ".zip"]
        }
    }

    /// Whether it is one file with a row each, and not a folder.
    var isSheet: Bool { endings == [".csv"] }
}

/// A file that somebody sends.
package struct ImportFile: Sendable {
    /// Its name, without folders.
    package let name: String
    /// Its bytes.
    package let bytes: [UInt8]

    /// A file by its name and its bytes.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// An import that was run at the desk, with what became of each row.
package struct ImportRun: Sendable {
    /// What became of one row.
    package struct Line: Hashable, Sendable, Codable {
        /// Where it stands: a line or a file.
        package let place: String
        /// What it is.
        package let subject: String
        /// `created`, `updated`, `unchanged`, `skipped` or `refused`.
        package let outcome: String
        /// Why, where that needs a reason.
        package let reason: String?
    }

    /// Which run.
    package let key: Key<ImportRun>
    /// When.
    package let at: Instant
    /// Who.
    package let author: String
    /// Of what.
    package let kind: ImportKind
    /// Names of the files.
    package let title: String
    /// Whether it only looked.
    package let isDryRun: Bool
    /// How many rows had each outcome, all of them, in the order of a report.
    package let counts: [(outcome: String, count: Int64)]

    private static let columns: SQL = """
        SELECT key, at, author, kind, title, is_dry, created, updated, unchanged, skipped, refused FROM imports
        """

    /// The run of a key; throws when there is none, or none of that kind.
    package static func find(_ key: Key<ImportRun>, _ kind: ImportKind, in tx: Transaction) throws -> ImportRun {
        guard let run = try tx.first("\(columns) WHERE key = \(key) AND kind = \(kind.rawValue)", { try ImportRun($0) }) else {
            throw NotFound("import")
        }
        return run
    }

    /// The last runs, the newest first.
    package static func list(limit: Int, in tx: Transaction) throws -> [ImportRun] {
        try tx.all("\(columns) ORDER BY key DESC LIMIT \(limit)") { try ImportRun($0) }
    }

    /// What became of its rows, those that need somebody first.
    package func lines(in tx: Transaction) throws -> [Line] {
        try tx.first("SELECT lines FROM imports WHERE key = \(key)") { try $0.value(0, ImportLines.decode) } ?? []
    }

    private init(_ row: Row) throws {
        key = row.key(0)
        at = row.instant(1)
        author = row.text(2)
        kind = try row.value(3, ImportKind.init(rawValue:))
        title = row.text(4)
        isDryRun = row.flag(5)
        counts = ["created", "updated", "unchanged", "skipped", "refused"].enumerated().map { ($1, row.int(6 + $0)) }
    }
}
