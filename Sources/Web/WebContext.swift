// Web is what the three surfaces share: the request's context, forms and cookies, templates, the page cache with its fast path, the
// mapping of errors to HTTP, request metrics.
//
// - A page is read in one snapshot through the gate, rendered, and kept as bytes with an ETag until a topic that it read changes or
//   the next edge comes; what is personal or moves by the second is never in it.
// - Kept pages are answered on the event loop, before Hummingbird's own path is entered.
//
// What pages say is left to Site, Desk and API.

package import Hummingbird
import NIOCore

/// What a request carries through middleware and handlers.
package struct WebContext: RequestContext {
    /// What Hummingbird itself needs.
    package var coreContext: CoreRequestContextStorage
    /// The address of whoever sent the request, such as `203.0.113.7`: the fan's, when the proxies before the hub are trusted
    /// (`Hops`); empty in tests without a socket.
    package var peer: String
    /// Whether the request was encrypted on its way here, as far as the hub or a trusted proxy knows.
    package var isSecure = false

    /// The context of a new request.
    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// Bodies above this are refused unless a route says otherwise.
    package var maxUploadSize: Int { Form.sizeLimit }
}
