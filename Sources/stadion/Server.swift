import API
import Desk
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
    /// What the terminal says once the hub is open, given the address of it.
    var notes: @Sendable (String) -> [String] = { _ in [] }

    /// Serves until SIGTERM or SIGINT, finishes what is in flight, and closes the hub.
    func run() async throws {
        let cache = PageCache()
        let meters = Meters()
        hub.database.onChange { cache.outdate($0) }
        let certificate = try settings.web.certificate.map { try Certificate($0) }
        let (opening, opened) = AsyncStream.makeStream(of: Void.self)
        var services: [any Service] = [Clockwork(hub: hub, opening: opening)]
        if let certificate { services.append(CertificateWatch(certificate: certificate, logger: hub.logger, meters: meters)) }
        if let port = settings.web.redirectPort {
            services.append(Redirect(
                host: settings.host, port: port, acmeFolder: settings.web.acmeFolder, hub: hub, logger: quiet(hub.logger)))
        }
        let (standing, clock) = (settings.web.standing, hub.now)
        let app = Application(
            responder: try await router(cache, meters).buildResponder(),
            server: HTTPServerBuilder { responder in
                let plain = HubChannel(
                    responder: responder, cache: cache, meters: meters, standing: standing, isSecure: certificate != nil,
                    clock: clock)
                guard let certificate else { return plain }
                return SecureChannel(plain, certificate)
            },
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: nil, backlog: Self.backlog),
            services: services,
            onServerRunning: { channel in
                announce(channel)
                opened.finish()
            }, logger: quiet(hub.logger))
        do {
            try await app.runService(gracefulShutdownSignals: [.sigterm, .sigint])
        } catch let error as IOError {
            throw Self.refusal(of: error, host: settings.host, port: settings.port, "http.port", "--port")
        }
        await hub.close()
        hub.logger.notice("Stopped")
    }

    /// Every surface's routes, behind the middleware that all requests pass.
    func router(_ cache: PageCache, _ meters: Meters) async throws -> Router<WebContext> {
        let site = try await SiteRoutes(hub, cache)
        let limiter = RateLimiter()
        let api = ApiRoutes(hub, cache, meters, limiter: limiter, limits: settings.limits)
        let desk = try await DeskRoutes(hub, siteStylesheet: site.stylesheet)
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.middlewares.add(Hops(settings.web.trust))
        router.middlewares.add(
            Watch(
                meters, hub.logger, standing: settings.web.standing, publicURL: { [hub] in hub.settings.publicURL }
            ) { failure, request, context in
                if request.uri.path.hasPrefix("/api/") { return api.problem(failure) }
                if DeskRoutes.owns(request.uri.path) { return await desk.failurePage(failure, request, context) }
                return await site.failurePage(failure, request, context)
            })
        router.middlewares.add(FormLimits(limiter, settings.limits, now: hub.now))
        site.register(on: router)
        api.register(on: router)
        desk.register(on: router)
        return router
    }

    private func announce(_ channel: any Channel) {
        let port = channel.localAddress?.port ?? settings.port
        let address = settings.web.address(host: settings.host, port: port)
        if !settings.isAddressGiven { hub.isReached(at: address) }
        Terminal.say((["Stadion is open at \(address)"] + notes(address)).joined(separator: "\n"))
        hub.logger.notice("Serving", metadata: [
            "host": "\(settings.host)", "port": "\(port)", "database": "\(settings.hub.location)",
            "publicURL": "\(hub.settings.publicURL)",
        ])
    }

    /// Why a socket could not be opened, and what to do.
    static func refusal(of error: IOError, host: String, port: Int, _ field: String, _ flag: String) -> any Error {
        switch error.errnoCode {
        case EADDRINUSE: InvalidField(field, "Port \(port) is taken; stop the other program or choose another with \(flag).")
        case EACCES: InvalidField(
            field, "Port \(port) is for root or for programs that have CAP_NET_BIND_SERVICE; choose one from 1024 with \(flag).")
        case EADDRNOTAVAIL: InvalidField("http.host", "\(host) is no address of this machine; use another with --host.")
        default: error
        }
    }

    /// The framework's own chatter is for those who ask for it.
    private func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }
}

/// The hub's clockwork as a service of the process. It begins when the hub knows its address, which mails tell.
private struct Clockwork: Service {
    let hub: Hub
    let opening: AsyncStream<Void>

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in opening {}
            await hub.runClockwork()
        }
    }
}

/// Looks at the certificate's files every two seconds, and says what came of it.
private struct CertificateWatch: Service {
    private static let pause = Duration.seconds(2)
    private static let warningDays: Int64 = 14

    let certificate: Certificate
    let logger: Logger
    let meters: Meters

    func run() async throws {
        meters.watch("stadion_certificate_expires_seconds", "When the certificate expires, in seconds since 1970.") {
            certificate.expires.ms / 1000
        }
        await cancelWhenGracefulShutdown {
            var warned: Int64?
            while !Task.isCancelled {
                switch certificate.look(at: .now) {
                case .replaced(let expires):
                    logger.notice("The certificate was replaced", metadata: ["expires": "\(expires)"])
                case .refused(let reason):
                    logger.error(
                        "The changed certificate cannot be used and the old one stays; mend the files",
                        metadata: ["cause": "\(reason)"])
                case nil: break
                }
                warned = warn(at: .now, warned)
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Once a day, when the end is near.
    private func warn(at now: Instant, _ warned: Int64?) -> Int64? {
        let left = (certificate.expires.ms - now.ms) / 86_400_000
        guard certificate.expires.ms - now.ms < Self.warningDays * 86_400_000, left != warned else { return warned }
        logger.warning(
            "The certificate expires soon; renew it and replace its files", metadata: ["expires": "\(certificate.expires)"])
        return left
    }
}
