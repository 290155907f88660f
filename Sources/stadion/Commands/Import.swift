import ArgumentParser
import Exchange
import Foundation
import Hub
import Values

/// Brings products, translations, stories and pictures in.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring products, translations, stories, films, athletes, stores or pictures in. Twice is like once.",
        subcommands: [
            Products.self, Translations.self, Stories.self, Stores.self, Films.self, Sports.self, Athletes.self, Pictures.self,
        ])

    /// What every import has.
    struct Run: ParsableArguments {
        @OptionGroup var options: SettingsOptions

        @Flag(help: "Say what would happen and change nothing.")
        var dryRun = false

        @Option(help: "Write the report, one line a row, to this CSV file.")
        var report: String?

        @Option(help: "Bring in the demo's markets first when the hub has none (US, GB, JP, KR, CN).")
        var markets: MarketSet = .none

        func start(
            _ work: (Hub, @escaping ImportProgress.Observer) async throws -> ImportReport
        ) async throws {
            var isRefused = false
            try await Failing.clearly {
                let settings = try await options.resolve()
                let hub = try await Hub.open(settings.hub, logger: settings.logger())
                if markets == .demo { try await hub.saveDemoMarkets() }
                let line = ProgressLine()
                let result = try await work(hub) { line.show($0) }
                line.end()
                await hub.close()
                Terminal.say(result.text())
                if let report { try Data(result.csv.utf8).write(to: URL(fileURLWithPath: report)) }
                isRefused = result.count(.refused) > 0
            }
            if isRefused { throw ExitCode(1) }
        }
    }

    /// Markets that an empty hub starts with.
    enum MarketSet: String, ExpressibleByArgument, CaseIterable {
        case none
        case demo
    }

    struct Products: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Import Shopify's product CSV, in either header dialect.")
        @OptionGroup var options: Run
        @Option(help: "A store that carries what is in the file, unless it has a column of stores; may be given more than once.")
        var store: [String] = []
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            try await options.start {
                try await $0.importProducts(from: file, stores: store, isDryRun: options.dryRun, progress: $1)
            }
        }
    }

    struct Translations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Import Shopify's translation CSV for products and pictures.")
        @OptionGroup var options: Run
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            try await options.start { try await $0.importTranslations(from: file, isDryRun: options.dryRun, progress: $1) }
        }
    }

    struct Stories: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a WordPress export (WXR), or a folder of Markdown files with front matter.")
        @OptionGroup var options: Run
        @Option(help: "Language of a WordPress export: en, ja, ko or zh-Hans.") var language = "en"
        @Argument(help: "The XML file or the folder.") var path: String

        func run() async throws {
            try await options.start { hub, progress in
                guard let language = Language(path: language) else {
                    throw InvalidField("language", "'\(self.language)' is not spoken here; use en, ja, ko or zh-Hans.")
                }
                return try await hub.importStories(
                    from: path, language: language, isDryRun: options.dryRun, progress: progress)
            }
        }
    }

    struct Stores: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a folder of Markdown files with front matter as stores, each with its markets and its front.")
        @OptionGroup var options: Run
        @Argument(help: "The folder.") var folder: String

        func run() async throws {
            try await options.start { hub, _ in try await hub.importStores(from: folder, isDryRun: options.dryRun) }
        }
    }

    struct Films: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a folder of Markdown files with front matter as films and campaigns, with credits and openings.")
        @OptionGroup var options: Run
        @Argument(help: "The folder.") var folder: String

        func run() async throws {
            try await options.start { hub, _ in try await hub.importFilms(from: folder, isDryRun: options.dryRun) }
        }
    }

    struct Pictures: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Import a folder of pictures under their file names.")
        @OptionGroup var options: Run
        @Argument(help: "The folder.") var folder: String

        func run() async throws {
            try await options.start { try await $0.importPictures(from: folder, isDryRun: options.dryRun, progress: $1) }
        }
    }

    struct Sports: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Import a CSV of sports with their names by language.")
        @OptionGroup var options: Run
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            try await options.start { try await $0.importSports(from: file, isDryRun: options.dryRun, progress: $1) }
        }
    }

    struct Athletes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Import a CSV of athletes with their results; sports first.")
        @OptionGroup var options: Run
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            try await options.start { try await $0.importAthletes(from: file, isDryRun: options.dryRun, progress: $1) }
        }
    }
}
