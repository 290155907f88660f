import Exchange
import Values

/// The rows of one product: rows with one handle that stand together.
struct ProductRows: Sendable {
    /// The first line.
    let line: Int
    /// The handle as the file writes it, or one made from the title.
    let handle: String
    /// The rows, up to `rowsLimit` of them.
    fileprivate(set) var rows: [CSVRow] = []
    /// Why none of it can be trusted, where that is known already.
    fileprivate(set) var trouble: RefusedRow?

    /// Rows of one product: all its variants and all its pictures, each on a row of its own.
    static let rowsLimit = ProductDraft.variantsLimit + ProductDraft.shotsLimit
}

/// Puts the rows of a file together into products.
///
/// A row that cannot be read may belong to the product before it or to the one after it. Both are refused with it,
/// since a product that is saved without one of its rows would lose a variant.
struct ProductGrouping {
    /// What is known once a row was read.
    enum Piece: Sendable {
        case product(ProductRows)
        case refused(RefusedRow, subject: String)
    }

    private let columns: ProductColumns
    private let keepsRows: Bool
    private var open: ProductRows?
    private var brokenLine: Int?

    /// A grouping before the first row; without `keepsRows` only handles and lines are told.
    init(_ columns: ProductColumns, keepsRows: Bool = true) {
        self.columns = columns
        self.keepsRows = keepsRows
    }

    /// Takes the next row and tells what it completes.
    mutating func take(_ row: CSVRow, _ each: (Piece) throws -> Void) throws {
        if let problem = row.problem {
            return try refuse(RefusedRow(row.line, nil, problem.reason), subject: String(row[0].prefix(60)), each)
        }
        let values = RowValues(columns: columns, row: row)
        let title = values.raw(.title) ?? ""
        let handle = values.raw(.handle) ?? ""
        if !handle.isEmpty, handle == open?.handle { return add(row) }
        guard let name = handle.isEmpty ? Slug(making: title)?.text : handle else {
            let column = columns[.handle].map { columns.names[$0] }
            let refusal = RefusedRow(row.line, column, "A row needs a URL handle, or a Title to make one from.")
            return try refuse(refusal, subject: title, each)
        }
        let isSuspect = brokenLine != nil && title.isEmpty
        try finish(each)
        open = ProductRows(line: row.line, handle: name)
        if isSuspect, let brokenLine { open?.trouble = Self.neighbour(of: brokenLine, row.line) }
        brokenLine = nil
        add(row)
    }

    /// Says that no more rows come.
    mutating func finish(_ each: (Piece) throws -> Void) throws {
        guard let rows = open else { return }
        open = nil
        try each(.product(rows))
    }

    private mutating func refuse(_ refusal: RefusedRow, subject: String, _ each: (Piece) throws -> Void) throws {
        if let line = open?.line { open?.trouble = Self.neighbour(of: refusal.line, line) }
        brokenLine = refusal.line
        try each(.refused(refusal, subject: subject))
    }

    private mutating func add(_ row: CSVRow) {
        guard keepsRows, let count = open?.rows.count else { return }
        if count < ProductRows.rowsLimit {
            open?.rows.append(row)
        } else if open?.trouble == nil {
            open?.trouble = RefusedRow(
                row.line, nil, "One product has more than \(ProductRows.rowsLimit) rows. Split it into several products.")
        }
    }

    private static func neighbour(of broken: Int, _ line: Int) -> RefusedRow {
        RefusedRow(line, nil, "The row on line \(broken), which may belong to it, cannot be read. Correct that row.")
    }
}
