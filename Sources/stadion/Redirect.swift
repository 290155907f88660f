import Foundation
import Hub
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Web

/// The second port: it leads every request to the same page at the public address, and shows an ACME authority its answers.
struct Redirect: Service {
    private static let challenges = "/.well-known/acme-challenge/"
    /// Longer files than an authority's tokens are not shown.
    private static let challengeLimit = 4096

    let host: String
    let port: Int
    let acmeFolder: URL?
    let hub: Hub
    let logger: Logger

    func run() async throws {
        let app = Application(
            responder: CallbackResponder<WebContext> { request, _ in answer(request) },
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { hub.logger.notice("Redirecting", metadata: ["port": "\($0.localAddress?.port ?? port)"]) },
            logger: logger)
        do {
            try await app.run()
        } catch let error as IOError {
            throw Server.refusal(of: error, host: host, port: port, "http.redirectPort", "--redirect-port")
        }
    }

    /// 308 keeps the method, so that a program that posts learns of it and nothing is lost.
    private func answer(_ request: Request) -> Response {
        if let acmeFolder, request.uri.path.hasPrefix(Self.challenges) { return challenge(request, acmeFolder) }
        let path = request.uri.string.hasPrefix("/") ? request.uri.string : "/"
        return Response(
            status: .permanentRedirect, headers: [.location: hub.settings.publicURL + path, .connection: "close"])
    }

    private func challenge(_ request: Request, _ folder: URL) -> Response {
        let token = request.uri.path.dropFirst(Self.challenges.count)
        let isToken = !token.isEmpty && token.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
        }
        let file = folder.appendingPathComponent(String(Self.challenges.dropFirst())).appendingPathComponent(String(token))
        guard isToken, let data = try? Data(contentsOf: file), data.count <= Self.challengeLimit else {
            return Response(status: .notFound)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }
}
