// StageKit raises a whole hub for a test, on a real engine, and asks its routes without a socket. What is on the stage (pages, desk,
// the interface for machines) and what lies in the hub is said by each suite.

package import Foundation
package import Hub
import Logging
package import Orders
import Partners
package import Staff
package import Storage
import Synchronization
import TestKit
package import Values

/// A hub of its own for one test, in a folder of its own, whose clock the test sets.
package final class RaisedHub: Sendable {
    /// The open hub; links in it begin with `https://hub.example`.
    package let hub: Hub
    /// Its data, gone with the test.
    package let folder: URL
    private let clock: Clock

    private final class Clock: Sendable {
        let now: Mutex<Instant>
        init(_ now: Instant) { self.now = Mutex(now) }
    }

    /// Raises a hub on an engine at a moment, hands it to `body`, closes it and takes everything away.
    package static func with(
        _ engine: Engine, at now: Instant, passwords: Passwords = Passwords(), payments: (any PaymentProvider)? = nil,
        _ body: (RaisedHub) async throws -> Void
    ) async throws {
        try await Place.with(engine) { place in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stage-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let raised = try await RaisedHub(place.location, folder, now, passwords, payments ?? TestProvider())
            do {
                try await body(raised)
            } catch {
                await raised.hub.close()
                throw error
            }
            await raised.hub.close()
        }
    }

    private init(
        _ location: Database.Location, _ folder: URL, _ now: Instant, _ passwords: Passwords, _ payments: any PaymentProvider
    ) async throws {
        var settings = HubSettings(dataFolder: folder)
        settings.publicURL = "https://hub.example"
        if case .server(let url) = location { settings.databaseURL = url }
        let clock = Clock(now)
        let logger = Logger(label: "stage") { _ in SwiftLogNoOpLogHandler() }
        hub = try await Hub.open(settings, logger: logger, payments: payments, passwords: passwords) { clock.now.withLock { $0 } }
        (self.folder, self.clock) = (folder, clock)
    }

    /// Sets the clock.
    package func turn(to now: Instant) { clock.now.withLock { $0 = now } }

    /// Moves the clock on.
    package func pass(seconds: Int64) { clock.now.withLock { $0 = $0.adding(seconds: seconds) } }
}
