import ArgumentParser
import Hub

/// Writes the search index anew.
struct Reindex: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the search index anew from stories and products, also while the hub is being served.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Failing.clearly {
            let settings = try await options.resolve()
            let hub = try await Hub.open(settings.hub, logger: settings.logger())
            let count = try await hub.rebuildIndex()
            await hub.close()
            Terminal.say("The search index holds \(count) items, written anew.")
        }
    }
}
