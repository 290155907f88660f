package import Hummingbird
import NIOCore

/// Puts the address of the fan in the place of the proxy's, for everything behind it. It belongs in front of all other middleware.
package struct Hops: RouterMiddleware {
    private let trust: ProxyTrust

    /// Believes the proxies that are trusted, and nobody else.
    package init(_ trust: ProxyTrust) { self.trust = trust }

    /// Hands the request on with what is known of its origin.
    package func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let origin = trust.origin(
            peer: context.peer, isSecure: request.head.scheme == "https", request.headers)
        (context.peer, context.isSecure) = (origin.address, origin.isSecure)
        return try await next(request, context)
    }
}
