import Catalogue
import Exchange
import Foundation
import Pictures
import Storage
import Stories
import Values

extension Hub {
    /// Fills an empty hub with the demo, through the same imports that operators use; a hub that has markets is left as it is.
    package func fillDemo(_ say: @escaping @Sendable (String) -> Void) async throws {
        guard try await markets().markets.isEmpty else { return }
        say("Filling the hub with the demo ...")
        try await database.write { try DemoMarkets.save(in: $0) }
        let folder = Bundle.module.bundleURL.appendingPathComponent("Demo")
        let reports = [
            try await importPictures(from: folder.appendingPathComponent("pictures").path),
            try await importProducts(from: folder.appendingPathComponent("products.csv").path),
            try await importTranslations(from: folder.appendingPathComponent("translations.csv").path),
            try await importStories(from: folder.appendingPathComponent("stories").path),
            try await importStores(from: folder.appendingPathComponent("stores").path),
            try await importProducts(from: folder.appendingPathComponent("assortment.csv").path),
            try await importFilms(from: folder.appendingPathComponent("films").path),
            try await importSports(from: folder.appendingPathComponent("sports.csv").path),
            try await importAthletes(from: folder.appendingPathComponent("athletes.csv").path),
        ]
        let (markets, now) = (try await self.markets().markets, now())
        try await database.write { try DemoOpenings.save(at: now, markets, in: $0) }
        for report in reports {
            if report.count(.refused) > 0 { say(report.text()) }
        }
        say("The demo is in: \(reports[1].total) products and \(reports[3].total) stories for five markets and two stores.")
    }
}
