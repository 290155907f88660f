import CPQ
import Foundation
import Synchronization

/// What a server says by itself on one connection, such as that it is going down. libpq would write it to standard error, raw and
/// on several lines; here the last of it becomes part of the fault that follows.
final class PostgresNotice: Sendable {
    private let text = Mutex("")

    /// Hears what is said on a connection for as long as the connection is open; the owner of the connection keeps this alive.
    func listen(on connection: OpaquePointer) {
        let here = Unmanaged.passUnretained(self).toOpaque()
        PQsetNoticeProcessor(connection, { here, message in
            guard let here, let message else { return }
            let line = String(cString: message).split(whereSeparator: \.isNewline).joined(separator: " ")
            Unmanaged<PostgresNotice>.fromOpaque(here).takeUnretainedValue().text.withLock { $0 = line }
        }, here)
    }

    /// The last that was said, or an empty text.
    var last: String { text.withLock { $0 } }
}
