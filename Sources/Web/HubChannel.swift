package import HummingbirdCore
package import Logging
package import NIOCore
import NIOHTTP1
package import NIOHTTPTypes
import NIOHTTPTypesHTTP1
package import Values

/// An HTTP/1.1 connection: Hummingbird's own, with the handler for kept pages in front.
package struct HubChannel: ServerChildChannel, HTTPChannelHandler {
    /// What Hummingbird reads requests from and writes answers to.
    package typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// Header lines together; more is refused.
    private static let headerLimit = 32 << 10

    /// Answers what is not kept.
    package let responder: HTTPChannelHandler.Responder
    let cache: PageCache
    let meters: Meters
    let standing: StandingHeaders
    let clock: @Sendable () -> Instant
    private let isSecure: Bool

    /// A connection that answers from `cache` first and asks `responder` for the rest; `isSecure` when it is inside TLS.
    package init(
        responder: @escaping HTTPChannelHandler.Responder, cache: PageCache, meters: Meters, standing: StandingHeaders = .none,
        isSecure: Bool = false, clock: @escaping @Sendable () -> Instant
    ) {
        self.responder = responder
        self.cache = cache
        self.meters = meters
        self.standing = standing
        self.isSecure = isSecure
        self.clock = clock
    }

    /// Builds the pipeline of a new connection.
    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderListSize = Self.headerLimit
            limits.maxHeaderFieldSize = Self.headerLimit
            limits.maxHeaderFieldCount = 100
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(CachedPageHandler(self))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: isSecure))
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: nil, logger: logger))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    /// Serves the requests of a connection until it ends.
    package func handle(value asyncChannel: Value, logger: Logger) async {
        await handleHTTP(asyncChannel: asyncChannel, logger: logger)
    }
}
