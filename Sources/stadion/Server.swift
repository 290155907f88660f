import API
import Foundation
import Hub
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Site
import Storage
import UnixSignals
import Values
import Web

/// The hub behind a socket: routes, page cache, clockwork, and an orderly end.
struct Server {
    private static let backlog = 4096

    let hub: Hub
    let settings: Settings

    /// Serves until SIGTERM or SIGINT, finishes what is in flight, and closes the hub.
    func run() async throws {
        let cache = PageCache()
        let meters = Meters()
        hub.database.onChange { cache.outdate($0) }
        let site = try await SiteRoutes(hub, cache)
        let api = ApiRoutes(hub, cache, meters)
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.middlewares.add(
            Watch(meters, hub.logger) { failure, request, context in
                request.uri.path.hasPrefix("/api/")
                    ? api.problem(failure) : await site.failurePage(failure, request, context)
            })
        site.register(on: router)
        api.register(on: router)
        let clock = hub.now
        let app = Application(
            responder: router.buildResponder(),
            server: HTTPServerBuilder { responder in HubChannel(responder: responder, cache: cache, meters: meters, clock: clock) },
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: nil, backlog: Self.backlog),
            services: [Clockwork(hub: hub)],
            onServerRunning: { announce($0) }, logger: quiet(hub.logger))
        do {
            try await app.runService(gracefulShutdownSignals: [.sigterm, .sigint])
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw InvalidField("http.port", "Port \(settings.port) is taken; stop the other program or choose another with --port.")
        }
        await hub.close()
        hub.logger.notice("Stopped")
    }

    private func announce(_ channel: any Channel) {
        let port = channel.localAddress?.port ?? settings.port
        let host = ["0.0.0.0", "127.0.0.1"].contains(settings.host) ? "localhost" : settings.host
        FileHandle.standardOutput.write(Data("Stadion is open at http://\(host):\(port)\n".utf8))
        hub.logger.notice("Serving", metadata: [
            "host": "\(settings.host)", "port": "\(port)", "database": "\(settings.hub.location)",
        ])
    }

    /// The framework's own chatter is for those who ask for it.
    private func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }
}

/// The hub's clockwork as a service of the process.
private struct Clockwork: Service {
    let hub: Hub

    func run() async throws {
        await cancelWhenGracefulShutdown { await hub.runClockwork() }
    }
}
