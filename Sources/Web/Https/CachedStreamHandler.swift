import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Values

/// Answers kept pages on the event loop for one HTTP/2 request, before Hummingbird sees it. Everything else goes on.
final class CachedStreamHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    private let hub: HubChannel
    private var isAnswered = false

    /// A stream of a connection that shares cache, clock and counts with `hub`.
    init(_ hub: HubChannel) { self.hub = hub }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { isAnswered = answer(head, context) }
        if !isAnswered { context.fireChannelRead(data) }
    }

    private func answer(_ head: HTTPRequest, _ context: ChannelHandlerContext) -> Bool {
        let now = hub.clock()
        guard head.method == .get, let path = head.path, head.headerFields[.contentLength] ?? "0" == "0",
            let page = hub.cache.fresh(path, at: now), page.isFor(head.headerFields)
        else { return false }
        var response = page.response(to: head.headerFields)
        response.head.headerFields[.date] = now.httpDate
        for (name, value) in hub.standing.fields { response.head.headerFields[name] = value }
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        if let body = response.body { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        hub.meters.countCached()
        return true
    }
}
