import HTTPTypes
package import Hummingbird
package import Logging
import Values

/// Around every request that is not answered from the cache: security headers, a count, and a log line when something failed.
package struct Watch: RouterMiddleware {
    private let meters: Meters
    private let logger: Logger
    private let standing: StandingHeaders
    private let publicURL: @Sendable () -> String
    private let failurePage: @Sendable (Failure, Request, WebContext) async -> Response

    /// `failurePage` makes the answer for a failed request; forms may be sent from pages at the request's own host and at
    /// `publicURL`.
    package init(
        _ meters: Meters, _ logger: Logger, standing: StandingHeaders = .none,
        publicURL: @escaping @Sendable () -> String = { "" },
        failurePage: @escaping @Sendable (Failure, Request, WebContext) async -> Response
    ) {
        self.meters = meters
        self.logger = logger
        self.standing = standing
        self.publicURL = publicURL
        self.failurePage = failurePage
    }

    /// Answers every request, also the failed ones: it throws nothing.
    package func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            try refuseOtherOrigins(request, context)
            response = try await next(request, context)
        } catch {
            response = await fail(error, request, context)
        }
        if request.method == .head { response = response.createHeadResponse() }
        for (name, value) in SecurityHeaders.fields + standing.fields where response.headers[name] == nil {
            response.headers[name] = value
        }
        let elapsed = start.duration(to: .now).components
        let ms = Double(elapsed.seconds) * 1000 + Double(elapsed.attoseconds) / 1e15
        let route = context.endpointPath ?? "none"
        meters.count(route: route, status: response.status.code, ms: ms)
        logger.debug("Answered", metadata: [
            "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)", "ms": "\(ms)",
        ])
        return response
    }

    private func fail(_ error: any Error, _ request: Request, _ context: WebContext) async -> Response {
        let failure = Failure(error)
        if failure.status.code >= 500 {
            logger.error("A request failed", metadata: [
                "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(failure.status.code)",
                "code": "\(failure.code)", "cause": "\(error)",
            ])
        }
        var response = await failurePage(failure, request, context)
        if let seconds = failure.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }

    /// A form that another site's page sends carries that site's name: it is refused. A page that hides its name is believed only
    /// when the browser says that it is ours.
    private func refuseOtherOrigins(_ request: Request, _ context: WebContext) throws {
        // The interface for machines knows no cookies: nobody's sign-in can be borrowed there, and pages of any site may ask.
        guard request.method != .get, request.method != .head, !request.uri.path.hasPrefix("/api/") else { return }
        let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        if let site, site != "same-origin", site != "none" { throw ForeignOrigin() }
        guard let origin = request.headers[.origin], let host = request.head.authority else { return }
        let isHere = origin == "https://\(host)" || (!context.isSecure && origin == "http://\(host)")
        let isOurs = isHere || origin == publicURL() || (origin == "null" && site != nil)
        guard isOurs else { throw ForeignOrigin() }
    }
}

/// A request that changes something and comes from a page of another site.
struct ForeignOrigin: Refusal {
    var code: String { "foreign_origin" }
    var status: Int { 403 }
    var reason: String { "This form was sent from another site's page. Open the page here and send it again." }
}

/// Headers that every answer carries.
package enum SecurityHeaders {
    /// Nothing inline, nothing from elsewhere, no framing.
    package static let policy = """
        default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; \
        media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    /// As pairs for pages that are kept as bytes.
    package static let pairs = [
        ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ]

    static let fields: [(HTTPField.Name, String)] = pairs.compactMap { name, value in
        HTTPField.Name(name).map { ($0, value) }
    }
}
