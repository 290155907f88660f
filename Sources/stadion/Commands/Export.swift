import ArgumentParser
import Hub

/// Writes the catalogue and its translations out.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write products, or their translations, as Shopify's CSV.",
        subcommands: [Products.self, Translations.self, Sports.self, Athletes.self], defaultSubcommand: Products.self)

    /// Opens the hub, writes and says how much.
    private static func write(
        _ options: SettingsOptions, _ file: String, _ what: String, _ work: (Hub) async throws -> Int
    ) async throws {
        try await Failing.clearly {
            let settings = try await options.resolve()
            let hub = try await Hub.open(settings.hub, logger: settings.logger())
            let count = try await work(hub)
            await hub.close()
            Terminal.say("Wrote \(count) \(what) to \(file).")
        }
    }

    struct Products: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write all products as Shopify's product CSV.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "The CSV file to write.") var file: String

        func run() async throws {
            try await Export.write(options, file, "products") { try await $0.exportProducts(to: file) }
        }
    }

    struct Translations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write everything that can be translated as Shopify's translation CSV, a row a text and language.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "The CSV file to write.") var file: String

        func run() async throws {
            try await Export.write(options, file, "texts") { try await $0.exportTranslations(to: file) }
        }
    }

    struct Sports: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write all sports as CSV.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "The CSV file to write.") var file: String

        func run() async throws {
            try await Export.write(options, file, "sports") { try await $0.exportSports(to: file) }
        }
    }

    struct Athletes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write all athletes with their results as CSV.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "The CSV file to write.") var file: String

        func run() async throws {
            try await Export.write(options, file, "athletes") { try await $0.exportAthletes(to: file) }
        }
    }
}
