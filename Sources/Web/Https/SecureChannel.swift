import HTTPTypes
package import HummingbirdCore
import HummingbirdHTTP2
package import Logging
package import NIOCore
import NIOSSL
import NIOTLS

/// A connection over TLS: the handshake with the certificate that is in use now, then HTTP/2 or HTTP/1.1, whichever the other side
/// chose. Kept pages are answered in front of both.
package struct SecureChannel: HTTPChannelHandler {
    /// A connection that has not finished its handshake by then is closed.
    private static let handshakeTime = TimeAmount.seconds(10)
    /// A connection without a request is closed after this.
    private static let idleTime = Duration.seconds(90)
    /// When the hub stops, requests in flight have this long.
    private static let closingTime = Duration.seconds(10)

    private let http1: HubChannel
    private let http2: HTTP2Channel
    private let certificate: Certificate

    /// Answers what is not kept.
    package var responder: HTTPChannelHandler.Responder { http1.responder }

    /// `plain` is what is spoken inside when the other side wants HTTP/1.1, and what HTTP/2 shares its cache with.
    package init(_ plain: HubChannel, _ certificate: Certificate) {
        http1 = plain
        self.certificate = certificate
        let streams = HTTP1Channel.Configuration(
            additionalChannelHandlers: [CachedStreamHandler(plain)],
            idleTimeout: TimeAmount.nanoseconds(Int64(Self.idleTime.components.seconds) * 1_000_000_000))
        http2 = HTTP2Channel(
            responder: plain.responder,
            configuration: .init(
                idleTimeout: Self.idleTime, gracefulCloseTimeout: Self.closingTime, streamConfiguration: streams))
    }

    /// A connection of either protocol, once it is known which.
    package struct Value: ServerChildChannelValue {
        fileprivate let spoken: EventLoopFuture<Spoken>
        /// The connection itself.
        package let channel: any Channel
    }

    fileprivate enum Spoken: Sendable {
        case http1(HubChannel.Value)
        case http2(HTTP2Channel.Value)
    }

    /// Builds the pipeline of a new connection up to the handshake; the rest follows when the protocol is known.
    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Spoken> { result in
                if case .negotiated("h2") = result {
                    return http2.setup(channel: channel, logger: logger).map { .http2($0) }
                }
                return http1.setup(channel: channel, logger: logger).map { .http1($0) }
            }
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(NIOSSLServerHandler(context: certificate.context))
            try pipeline.addHandler(negotiation)
            let spoken = negotiation.protocolNegotiationResult
            let patience = channel.eventLoop.scheduleTask(in: Self.handshakeTime) { channel.close(promise: nil) }
            spoken.whenComplete { _ in patience.cancel() }
            return Value(spoken: spoken, channel: channel)
        }
    }

    /// Serves the requests of a connection until it ends.
    package func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.spoken.get() {
            case .http1(let connection): await http1.handle(value: connection, logger: logger)
            case .http2(let connection): await http2.handle(value: connection, logger: logger)
            }
        } catch {
            logger.trace("A handshake failed", metadata: ["cause": "\(error)"])
        }
    }
}
