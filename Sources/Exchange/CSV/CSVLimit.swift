/// How much a CSV file may hold; more is refused, so that no file can fill the memory or keep the hub busy for hours.
package enum CSVLimit {
    /// Bytes of a file: a million products of the size that shops export.
    package static let fileBytes: Int64 = 200_000_000
    /// Bytes of one value: the longest product description seen is a tenth of it.
    package static let fieldBytes = 1_000_000
    /// Columns: the widest shop export with all its custom fields has about 300.
    package static let columns = 500
    /// Rows below the header.
    package static let rows = 1_000_000
}
