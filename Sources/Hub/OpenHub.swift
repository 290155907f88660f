import Audience
import Catalogue
import Films
import Foundation
package import Logging
package import Orders
import Partners
import Pictures
import Releases
import Search
package import Staff
package import Storage
import Stories
import Supply
package import Values

extension Hub {
    /// Every domain's tables, in the order in which they depend on each other.
    package static let migrations =
        ReleaseSchema.migrations + SupplySchema.migrations + PictureSchema.migrations + OrderSchema.migrations
        + CatalogueSchema.migrations + StorySchema.migrations + FilmSchema.migrations + SearchSchema.migrations
        + StaffSchema.migrations + ApiKeySchema.migrations + HubSchema.migrations

    /// Opens the databases that the settings name, making folder and schema where they are missing.
    ///
    /// Throws a refusal when the folder cannot be used and a fault when a database cannot be opened.
    package static func open(
        _ settings: HubSettings, logger: Logger, payments: any PaymentProvider = TestProvider(),
        passwords: Passwords = Passwords(), now: @escaping @Sendable () -> Instant = { .now }
    ) async throws -> Hub {
        if settings.databaseURL == nil { try makeFolder(settings.dataFolder) }
        let database: Database
        let audience: Database
        if settings.databaseURL == nil {
            database = try await Database.open(settings.location, migrations)
            audience = try await Database.open(settings.audienceLocation, AudienceSchema.migrations)
        } else {
            database = try await Database.open(settings.location, migrations + AudienceSchema.migrations)
            audience = database
        }
        let hub = Hub(
            database: database, audience: audience, settings: settings, seller: CatalogueSeller(), payments: payments,
            passwords: passwords, viewSecret: try await database.write { try Secret.named("audience", in: $0) },
            logger: logger, now: now)
        try await hub.rederiveOpenings()
        try await hub.startIndex()
        while try await database.write({ try StoryWork.adoptSome(at: now(), in: $0) }) {}
        return hub
    }

    private static func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw InvalidField("data", "The folder \(folder.path) cannot be made: \(error.localizedDescription)")
        }
        guard FileManager.default.isWritableFile(atPath: folder.path) else {
            throw InvalidField("data", "The folder \(folder.path) cannot be written to; name another one with --data.")
        }
    }
}
