package import Foundation
package import HTTPTypes
package import Hub
package import Hummingbird
import HummingbirdCore
import NIOCore
import NIOEmbedded
import Synchronization
package import Web

/// What answers on a stage: routes behind the middleware that all requests of a hub pass, without a socket.
package struct Front: Sendable {
    /// What came back.
    package struct Answer: Sendable {
        /// The status.
        package let status: Int
        /// The header fields.
        package let headers: HTTPFields
        /// The body.
        package let data: Data

        /// The body as text.
        package var text: String { String(decoding: data, as: UTF8.self) }
    }

    /// Every route that was registered.
    package let routes: [(path: String, method: HTTPRequest.Method)]
    private let hub: Hub
    private let responder: any HTTPResponder<WebContext>

    /// Routes over a hub; `failurePage` answers for what fails.
    package init(
        _ hub: Hub, meters: Meters = Meters(), failurePage: @escaping @Sendable (Failure, Request, WebContext) async -> Response,
        _ register: (Router<WebContext>) -> Void
    ) {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.middlewares.add(Watch(meters, hub.logger, failurePage: failurePage))
        register(router)
        routes = router.routes.map { ($0.path.description, $0.method) }
        responder = router.buildResponder()
        self.hub = hub
    }

    /// Asks; `visitor` is the address of the peer.
    package func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], _ body: Data = Data(),
        visitor: String = "203.0.113.7"
    ) async throws -> Answer {
        let head = HTTPRequest(method: method, scheme: "https", authority: "hub.example", path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let channel = EmbeddedChannel()
        channel.connect(to: try SocketAddress(ipAddress: visitor, port: 4000), promise: nil)
        let context = WebContext(source: ApplicationRequestContextSource(channel: channel, logger: hub.logger))
        let response = try await responder.respond(to: request, context: context)
        let collected = Collected()
        try await response.body.write(collected)
        return Answer(status: response.status.code, headers: response.headers, data: collected.data)
    }

    /// The fields of a form as browsers send them.
    package static func encoded(_ fields: [String: String]) -> Data {
        let pairs = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        return Data(pairs.joined(separator: "&").utf8)
    }
}

/// Takes the body of an answer.
private final class Collected: ResponseBodyWriter, Sendable {
    private let buffer = Mutex(ByteBuffer())
    var data: Data { buffer.withLock { Data($0.readableBytesView) } }
    func write(_ bytes: ByteBuffer) async throws { buffer.withLock { _ = $0.writeImmutableBuffer(bytes) } }
    consuming func finish(_: HTTPFields?) async throws {}
}
