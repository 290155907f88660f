/// What an import did, row by row, or would have done: every import of the hub gives one.
///
/// Counts are always exact. Rows are kept up to a limit, refused and skipped ones apart from the others, so that an import of a
/// million rows can be reported in little memory and what needs a person is kept the longest.
package struct ImportReport: Hashable, Sendable {
    /// Rows of refused and skipped subjects that are kept.
    package static let maxTroubles = 100_000
    /// Rows of created, updated and unchanged subjects that are kept.
    package static let maxSuccesses = 200_000

    /// What became of one subject.
    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        case created
        case updated
        case unchanged
        /// Left out on purpose, with a reason.
        case skipped
        /// Could not be taken, with a reason.
        case refused

        /// Whether a person may have to look at it.
        package var isTrouble: Bool { self == .skipped || self == .refused }
    }

    /// Where in the import a subject stands.
    package enum Place: Hashable, Sendable, CustomStringConvertible {
        case line(Int)
        case file(String)

        package var description: String {
            switch self {
            case .line(let line): "line \(line)"
            case .file(let name): name
            }
        }
    }

    /// What became of one subject.
    package struct Row: Hashable, Sendable {
        /// Where it stands.
        package let place: Place
        /// What it is: a handle, a slug, or as much of it as could be read.
        package let subject: String
        /// What became of it.
        package let outcome: Outcome
        /// Why, where the outcome needs a reason.
        package let reason: String?
    }

    /// What was imported, for a person, such as `Products from shop.csv`.
    package let title: String
    /// Whether nothing was written.
    package let isDryRun: Bool
    /// The rows that were kept, in the order of the import.
    package private(set) var rows: [Row] = []
    private var counts: [Outcome: Int] = [:]
    private var troubles = 0

    /// An empty report.
    package init(_ title: String, isDryRun: Bool = false) {
        self.title = title
        self.isDryRun = isDryRun
    }

    /// How many subjects had an outcome, kept or not.
    package func count(_ outcome: Outcome) -> Int { counts[outcome, default: 0] }

    /// How many subjects there were, kept or not.
    package var total: Int { counts.values.reduce(0, +) }

    /// How many rows were counted but not kept.
    package var unkept: Int { total - rows.count }

    /// Counts one subject and keeps its row while there is room.
    package mutating func add(
        _ place: Place, _ subject: String, _ outcome: Outcome, _ reason: String? = nil
    ) {
        counts[outcome, default: 0] += 1
        let successes = rows.count - troubles
        guard outcome.isTrouble ? troubles < Self.maxTroubles : successes < Self.maxSuccesses else { return }
        if outcome.isTrouble { troubles += 1 }
        rows.append(Row(place: place, subject: subject, outcome: outcome, reason: reason))
    }
}
