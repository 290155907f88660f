import Catalogue
package import Exchange
import Foundation
import Pictures
import Storage
import Stories
package import Values

// What comes in and goes out as files, for the markets that the hub has.

extension Hub {
    /// Gives an empty hub the demo's markets with their taxes and delivery; nothing changes when it has them.
    package func saveDemoMarkets() async throws { try await database.write { try DemoMarkets.save(in: $0) } }

    /// Imports Shopify's product CSV; a dry run only reports. Refuses a hub without markets.
    package func importProducts(
        from path: String, isDryRun: Bool = false, progress: @escaping ImportProgress.Observer = { _ in }
    ) async throws -> ImportReport {
        let report = try await ProductImport(database: database, markets: try await openMarkets(), now: now())
            .run(path, isDryRun: isDryRun, progress: progress)
        if !isDryRun { try await settle() }
        return report
    }

    /// Imports a WordPress export, or a folder of Markdown files; a dry run only reports. Refuses a hub without markets.
    package func importStories(
        from path: String, language: Language = .english, isDryRun: Bool = false,
        progress: @escaping ImportProgress.Observer = { _ in }
    ) async throws -> ImportReport {
        let report = try await StoryImport(database: database, markets: try await openMarkets(), language: language, now: now())
            .run(path, isDryRun: isDryRun, progress: progress)
        if !isDryRun { try await settle() }
        return report
    }

    /// Imports a folder of pictures under their file names; a dry run only reports.
    package func importPictures(
        from path: String, isDryRun: Bool = false, progress: @escaping ImportProgress.Observer = { _ in }
    ) async throws -> ImportReport {
        try await PictureImport(database: database, now: now()).run(path, isDryRun: isDryRun, progress: progress)
    }

    /// Imports Shopify's translation CSV; a dry run only reports. Refuses a hub without markets.
    package func importTranslations(
        from path: String, isDryRun: Bool = false, progress: @escaping ImportProgress.Observer = { _ in }
    ) async throws -> ImportReport {
        _ = try await openMarkets()
        let report = try await TranslationImport(database: database, now: now()).run(path, isDryRun: isDryRun, progress: progress)
        if !isDryRun { try await settle() }
        return report
    }

    /// Writes everything that can be translated as Shopify's translation CSV; returns how many rows there were.
    package func exportTranslations(to path: String) async throws -> Int {
        try await TranslationExport(database: database, markets: try await openMarkets()).write(to: path)
    }

    /// Writes all products as Shopify's product CSV; returns how many there were.
    package func exportProducts(to path: String) async throws -> Int {
        try await ProductExport(database: database, markets: try await openMarkets()).write(to: path)
    }

    private func openMarkets() async throws -> [Market] {
        let markets = try await markets().markets
        guard !markets.isEmpty else {
            throw InvalidField("markets", "The hub has no markets yet; start with --markets demo, or with 'stadion demo'.")
        }
        return markets
    }
}
