import ArgumentParser
import Foundation
import Hub
import Logging

/// Moves a hub from SQLite to PostgreSQL, back, or to another place.
struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move the whole hub into an empty folder or database, and prove that nothing is missing.",
        discussion: """
            The old hub stays as it is. The new place holds everything or nothing, so a move that broke off is begun again with \
            the same command.
            """)

    @Option(help: "The data folder, or the postgres:// address, where the hub is.")
    var from: String

    @Option(help: "The folder, which does not exist yet, or the postgres:// address of an empty database.")
    var to: String

    @Flag(help: "Copy a hub that is being served, as a rehearsal: what happens meanwhile is not in the copy.")
    var whileRunning = false

    func run() async throws {
        var problems: [String] = []
        try await Failing.clearly {
            let (old, new) = (HubMove.Place(from), HubMove.Place(to))
            let line = ProgressLine()
            let move = HubMove(from: old, to: new, logger: Logger(label: "stadion") { _ in LineLog() })
            let report = try await move.run(mayBeInUse: whileRunning) { table, rows in
                line.show("\(table): \(rows) rows")
            }
            line.end()
            let width = report.tables.map(\.name.count).max() ?? 0
            for table in report.tables {
                let name = table.name.padding(toLength: width, withPad: " ", startingAt: 0)
                Terminal.say("\(name)  \(String(table.rows).leftPadded(to: 9))  \(table.digest.prefix(16))")
            }
            let rows = report.tables.reduce(0) { $0 + $1.rows }
            Terminal.say("Moved \(report.tables.count) tables with \(rows) rows from \(old) to \(new).")
            problems = report.problems
        }
        for problem in problems { Terminal.say(problem) }
        Terminal.say(
            problems.isEmpty
                ? "Both places hold the same rows, and all sums are right."
                : "Both places hold the same rows, and the same \(problems.count) things are wrong; see above.")
        if !problems.isEmpty { throw ExitCode(1) }
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
