// Hub is the composition: one value that holds the databases, the markets, the till's partners and the clock, and the verbs that
// need more than one domain: buying, reacting to facts, running jobs, verifying, filling the demo.
//
// Surfaces get a `Hub` and nothing else. No domain knows it.

import Foundation
package import Logging
package import Orders
package import Partners
package import Pictures
package import Staff
package import Storage
import Synchronization
package import Values

/// A running hub.
package final class Hub: Sendable {
    /// Everything but what happened.
    package let database: Database
    /// What happened: on SQLite a file of its own, so that counting never waits for selling.
    package let audience: Database
    /// Where people come in.
    package let door: Door
    private let current: Mutex<HubSettings>
    private let givenName = Mutex<String?>(nil)
    /// Whatever is sold.
    package let seller: any Seller
    /// Whoever moves the money.
    package let payments: any PaymentProvider
    /// Where pictures are made in other sizes.
    package let darkroom: Darkroom
    /// Where mails go.
    package let mailer: Mailer
    /// One line an event.
    package let logger: Logger
    /// The markets' products as lists are counted and narrowed down from.
    package let shelves = Shelves()
    private let knownMarkets = Mutex<MarketBook?>(nil)
    /// Outcomes of payments that wait for a database that was away.
    let untold = UntoldOutcomes()
    /// Hides visitors in the audience; shared by all nodes.
    let viewSecret: String
    /// What the clock says; tests and previews set another one.
    package let now: @Sendable () -> Instant

    init(
        database: Database, audience: Database, settings: HubSettings, seller: any Seller, payments: any PaymentProvider,
        passwords: Passwords, viewSecret: String, logger: Logger, now: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.audience = audience
        current = Mutex(settings)
        door = Door(database, passwords)
        self.seller = seller
        self.payments = payments
        self.logger = logger
        self.now = now
        self.viewSecret = viewSecret
        mailer = settings.mailer
        darkroom = Darkroom(folder: settings.dataFolder.appendingPathComponent("renditions"))
        database.onChange { [weak self] topics in
            self?.shelves.outdate(topics)
            if topics.contains(.settings) { self?.knownMarkets.withLock { $0 = nil } }
        }
    }

    /// How it was configured; a name that nobody configured is the one that it was given at its first start.
    package var settings: HubSettings {
        var settings = current.withLock { $0 }
        if settings.name == HubSettings.defaultName, let name = givenName.withLock({ $0 }) { settings.name = name }
        return settings
    }

    /// Tells the hub under which address it is reached, once its socket knows the port.
    package func isReached(at publicURL: String) { current.withLock { $0.publicURL = publicURL } }

    /// The markets, kept in memory until they change, as is the hub's name.
    package func markets() async throws -> MarketBook {
        if let book = knownMarkets.withLock({ $0 }) { return book }
        let (book, name) = try await database.read { (try MarketBook.load(in: $0), try HubName.find(in: $0)) }
        givenName.withLock { $0 = name }
        knownMarkets.withLock { $0 = book }
        return book
    }

    /// Finishes what is in flight and closes the databases.
    package func close() async {
        await database.close()
        if audience !== database { await audience.close() }
    }
}
