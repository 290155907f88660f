import Exchange
import Pictures
import Storage
import Values

/// One product of the file: what it says, or why it cannot be taken.
struct ProductEntry: Sendable {
    private let line: Int
    private let subject: String
    let patch: ProductPatch?
    private let trouble: (outcome: ImportReport.Outcome, reason: String)?

    private init(_ line: Int, _ subject: String, skipped reason: String) {
        (self.line, self.subject, patch, trouble) = (line, subject, nil, (.skipped, reason))
    }

    init(
        _ piece: ProductGrouping.Piece, _ scattered: ScatteredHandles, _ columns: ProductColumns, _ sanitizer: HTMLSanitizer
    ) {
        do {
            switch piece {
            case .refused(let refusal, let subject):
                self.subject = subject
                throw refusal
            case .product(let rows):
                subject = rows.handle
                let column = columns[.handle].map { columns.names[$0] } ?? ShopifyColumn.handle.rawValue
                if let refusal = scattered.refusal(of: rows, column) { throw refusal }
                patch = try ProductPatch(rows, columns, sanitizer)
                (line, trouble) = (rows.line, nil)
            }
        } catch {
            let refusal = error as? RefusedRow
            (line, patch) = (refusal?.line ?? 1, nil)
            trouble = (.refused, refusal?.reason ?? (error as? any Refusal)?.reason ?? "\(error)")
        }
    }

    /// One row for each market that the file speaks of and the hub does not have.
    static func unknownMarkets(_ columns: ProductColumns) -> [ProductEntry] {
        columns.unknownMarkets.sorted { $0.key < $1.key }.map { title, names in
            let reason = "The hub has no market of this name or code; left out: \(names.joined(separator: ", "))."
            return ProductEntry(1, title, skipped: reason)
        }
    }

    func report(_ outcome: Written<ProductPatch.Saved>?, to report: inout ImportReport) {
        switch outcome {
        case .done(let saved): report.add(.line(line), subject, saved.change.outcome, saved.note)
        case .refused(let refusal):
            report.add(.line((refusal as? RefusedRow)?.line ?? line), subject, .refused, refusal.reason)
        case nil: if let trouble { report.add(.line(line), subject, trouble.outcome, trouble.reason) }
        }
    }
}
