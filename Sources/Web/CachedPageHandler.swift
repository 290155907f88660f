import NIOCore
import NIOHTTP1
import Values

/// Answers kept pages on the event loop, as bytes, before Hummingbird sees the request.
///
/// Only a plain GET on a quiet HTTP/1.1 connection is answered here; everything else, and everything that is not kept, goes on.
final class CachedPageHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let hub: HubChannel
    private var date: DateLine
    /// Requests that went on and are not answered yet: nothing may overtake them.
    private var inFlight = 0
    /// Whether a request has begun and not ended.
    private var isReading = false
    private var isAnswered = false
    private var encoder: ChannelHandlerContext?
    private var mustFlush = false
    /// Whether anything came since the last look for silence.
    private var wasActive = false
    private var idleCheck: RepeatedTask?
    /// A connection that says nothing for one to two times this long is closed.
    private static let idleTime = TimeAmount.seconds(45)

    init(_ hub: HubChannel) {
        self.hub = hub
        date = DateLine(hub.standing.lines)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        idleCheck = context.eventLoop.scheduleRepeatedTask(initialDelay: Self.idleTime, delay: Self.idleTime) { _ in
            let (handler, context) = bound.value
            handler.closeWhenIdle(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        encoder = nil
        idleCheck?.cancel()
    }

    func channelInactive(context: ChannelHandlerContext) {
        idleCheck?.cancel()
        context.fireChannelInactive()
    }

    /// Closes a connection that was silent since the last look and does not wait for us.
    private func closeWhenIdle(_ context: ChannelHandlerContext) {
        if inFlight == 0 || isReading, !wasActive { context.close(promise: nil) }
        wasActive = false
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        wasActive = true
        switch unwrapInboundIn(data) {
        case .head(let head):
            isReading = true
            isAnswered = answer(head)
            if isAnswered { return }
            inFlight += 1
        case .body: if isAnswered { return }
        case .end:
            isReading = false
            if isAnswered { return }
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if mustFlush {
            mustFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { inFlight -= 1 }
        context.write(data, promise: promise)
    }

    private func answer(_ head: HTTPRequestHead) -> Bool {
        guard inFlight == 0, head.method == .GET, head.version == .http1_1, let encoder else { return false }
        let now = hub.clock()
        guard let page = hub.cache.fresh(head.uri, at: now) else { return false }
        var isZipped = false
        var isKnown = false
        for (name, value) in head.headers {
            switch name.utf8.count {
            case 6 where page.isForMachines && name.lowercased() == "accept":
                if value != "*/*", !Accept.takes("application/json", value) { return false }
            case 10 where name.lowercased() == "connection":
                if value.lowercased() != "keep-alive" { return false }
            case 13 where name.lowercased() == "if-none-match": isKnown = value.contains(page.etag)
            case 13 where page.isForMachines && name.lowercased() == "authorization": return false
            case 14 where name.lowercased() == "content-length": if value != "0" { return false }
            case 15 where name.lowercased() == "accept-encoding": isZipped = value.contains("gzip")
            case 17 where name.lowercased() == "transfer-encoding": return false
            default: break
            }
        }
        let chosen = isZipped ? page.zipped ?? page.plain : page.plain
        var bytes = isKnown ? chosen.notModified : chosen.head
        bytes.writeImmutableBuffer(date.line(at: now))
        encoder.write(NIOAny(bytes), promise: nil)
        if !isKnown { encoder.write(NIOAny(chosen.body), promise: nil) }
        mustFlush = true
        hub.meters.countCached()
        return true
    }
}

/// The Date header and the standing ones with the end of the head, made once a second.
private struct DateLine {
    private let standing: String
    private var second: Int64 = -1
    private var bytes = ByteBuffer()

    init(_ standing: String) { self.standing = standing }

    mutating func line(at now: Instant) -> ByteBuffer {
        let current = now.ms / 1000
        if current != second {
            second = current
            bytes = ByteBuffer(string: "\(standing)Date: \(now.httpDate)\r\n\r\n")
        }
        return bytes
    }
}
