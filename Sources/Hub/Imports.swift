import Catalogue
package import Exchange
import Films
import Foundation
import Pictures
import Storage
import Stories
package import Values

// What comes in and goes out as files, for the markets that the hub has.

extension Hub {
    /// Gives an empty hub the demo's markets with their taxes and delivery; nothing changes when it has them.
    package func saveDemoMarkets() async throws { try await database.write { try DemoMarkets.save(in: $0) } }

    /// Imports Shopify's product CSV; a dry run only reports. `stores` carry what is in the file, unless it says itself which ones
    /// do. Refuses a hub without markets and stores that it does not have.
    package func importProducts(
        from path: String, stores names: [String] = [], isDryRun: Bool = false,
        progress: @escaping ImportProgress.Observer = { _ in }
    ) async throws -> ImportReport {
        let known = try await database.read { try Store.slugs(in: $0) }
        let stores = try names.map { name in
            guard let slug = known.first(where: { $0.text == name }) else {
                let advice = known.isEmpty ? "It has none yet." : "It has \(known.map(\.text).joined(separator: ", "))."
                throw InvalidField("store", "The hub has no store called '\(name)'. \(advice)")
            }
            return slug
        }
        let report = try await ProductImport(database: database, markets: try await openMarkets(), stores: stores, now: now())
            .run(path, isDryRun: isDryRun, progress: progress)
        if !isDryRun { try await settle() }
        return report
    }

    /// Imports a folder of Markdown files as stores; a dry run only reports. Refuses a hub without markets.
    package func importStores(
        from path: String, language: Language = .english, isDryRun: Bool = false
    ) async throws -> ImportReport {
        try await StoreImport(database: database, markets: try await openMarkets(), language: language, now: now())
            .run(path, isDryRun: isDryRun)
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

    /// Imports a folder of Markdown files as films and campaigns; a dry run only reports. Refuses a hub without markets.
    package func importFilms(
        from path: String, language: Language = .english, isDryRun: Bool = false
    ) async throws -> ImportReport {
        let report = try await FilmImport(database: database, markets: try await openMarkets(), language: language, now: now())
            .run(path, isDryRun: isDryRun)
        if !isDryRun { try await settle() }
        return report
    }

    /// Imports a CSV of sports; a dry run only reports. Refuses a hub without markets.
    package func importSports(
        from path: String, isDryRun: Bool = false, progress: @escaping ImportProgress.Observer = { _ in }
    ) async throws -> ImportReport {
        let report = try await SportImport(database: database, markets: try await openMarkets(), now: now())
            .run(path, isDryRun: isDryRun, progress: progress)
        if !isDryRun { try await settle() }
        return report
    }

    /// Imports a CSV of athletes with their results; a dry run only reports. Refuses a hub without markets.
    package func importAthletes(
        from path: String, isDryRun: Bool = false, progress: @escaping ImportProgress.Observer = { _ in }
    ) async throws -> ImportReport {
        let report = try await AthleteImport(database: database, markets: try await openMarkets(), now: now())
            .run(path, isDryRun: isDryRun, progress: progress)
        if !isDryRun { try await settle() }
        return report
    }

    /// Writes all athletes with their results as CSV; returns how many there were.
    package func exportAthletes(to path: String) async throws -> Int {
        try await AthleteExport(database: database).writeAthletes(to: path)
    }

    /// Writes all sports as CSV; returns how many there were.
    package func exportSports(to path: String) async throws -> Int {
        try await AthleteExport(database: database).writeSports(to: path)
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
