import ArgumentParser
import Hub
import Hummingbird
import Web

/// Says which addresses the hub answers: for whoever sets up a proxy, and for the test that walks them all.
struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every route: method and path, with : before what varies.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Failing.clearly {
            let settings = try await options.resolve()
            let hub = try await Hub.open(settings.hub, logger: settings.logger())
            let routes = try await Server(hub: hub, settings: settings).router(PageCache(), Meters()).routes
            await hub.close()
            for line in routes.map({ "\($0.method) \($0.path)" }).sorted() { Terminal.say(line) }
        }
    }
}
