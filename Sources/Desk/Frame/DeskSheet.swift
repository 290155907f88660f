import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Staff
import Web

/// A list as a CSV file: all rows of the same filters, a few hundred at a time, never the whole in memory.
enum DeskSheet {
    /// More rows than this are not written; a spreadsheet has about a million.
    private static let rowsLimit = 500_000

    static func answer(
        _ call: DeskCall, _ read: @escaping @Sendable (DeskCall, DeskWindow) async throws -> DeskList
    ) async throws -> DeskAnswer {
        // The first rows are read before anything is sent, so that what is refused is still an answer of its own.
        let first = try await read(call, DeskWindow(after: nil, limit: DeskWindow.rowsInFile))
        let name = call.request.uri.path.split(separator: "/").last.map(String.init) ?? "list.csv"
        let body = ResponseBody { writer in
            var csv = CSVWriter(header: first.columns.map(\.name), guardsFormulas: true)
            var list = first
            var written = 0
            while true {
                let rows = list.rows.prefix(DeskWindow.rowsInFile)
                for row in rows { csv.append(row.cells.map { $0.file ?? $0.text }) }
                written += rows.count
                try await writer.write(ByteBuffer(bytes: csv.take()))
                guard list.rows.count > rows.count, written < rowsLimit, let last = rows.last else { break }
                list = try await read(call, DeskWindow(after: last.cursor, limit: DeskWindow.rowsInFile))
            }
            try await writer.finish(nil)
        }
        return .response(Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name)\"",
                .cacheControl: "no-store",
            ],
            body: body))
    }
}
