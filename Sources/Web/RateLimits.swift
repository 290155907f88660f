import HTTPTypes
package import Hummingbird
package import Values

/// The rates of a hub. Answers from the page cache are not counted: they cost nothing.
package struct RateLimits: Sendable {
    /// Reads and writes of the API without a key, for each network address: a page that asks twice a second, and a person behind
    /// the same address as a few others.
    package var guest = Rate("guest", burst: 120, perMinute: 240)
    /// The API with a key: a partner's system that walks the whole catalogue.
    package var key = Rate("key", burst: 600, perMinute: 1_200)
    /// Forms that cost the hub or others something (checkout, paying, signing in), for each network address: enough for many fans
    /// behind one address, far too few for trying out stolen cards or passwords.
    package var form = Rate("form", burst: 120, perMinute: 60)

    /// The rates that a hub has when nobody sets others.
    package init() {}

    /// Sets requests a minute; the burst stays in proportion. Zero takes a limit away.
    package mutating func set(guest: Int?, key: Int?, form: Int?) {
        self.guest = self.guest.scaled(to: guest)
        self.key = self.key.scaled(to: key)
        self.form = self.form.scaled(to: form)
    }
}

extension Rate {
    fileprivate func scaled(to perMinute: Int?) -> Rate {
        guard let perMinute, self.perMinute > 0 else { return self }
        return Rate(name, burst: max(1, burst * perMinute / self.perMinute), perMinute: perMinute)
    }
}

extension RateLimiter {
    /// Counts a request of the API against its key, or against its network address when it has none.
    package func take(
        _ request: Request, _ context: WebContext, key: String?, _ limits: RateLimits, at now: Instant
    ) -> RateVerdict {
        if let key { return take("key/\(key)", limits.key, at: now) }
        return take(Network.of(context.peer), limits.guest, at: now)
    }

    /// Counts against a network address; one on this machine has no limit, since it is the operator's own proxy.
    package func take(_ network: String?, _ rate: Rate, at now: Instant) -> RateVerdict {
        guard let network else { return take("", Rate(rate.name, burst: rate.burst, perMinute: 0), at: now) }
        return take("\(rate.name)/\(network)", rate, at: now)
    }
}

/// Addresses as far as limits care.
package enum Network {
    /// The network that one customer of a provider has: an IPv4 address, or the first 64 bits of an IPv6 one; nil for this machine.
    package static func of(_ address: String) -> String? {
        guard let address = IPAddress(address.prefix { $0 != "%" }), !loopback.contains(where: { $0.contains(address) }) else {
            return nil
        }
        return address.isFour ? address.description : address.bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }

    private static let loopback = ["127.0.0.0/8", "::1"].compactMap { NetworkRange($0) }
}

/// Limits the forms that cost something, in front of their routes.
package struct FormLimits: RouterMiddleware {
    private let limiter: RateLimiter
    private let limits: RateLimits
    private let now: @Sendable () -> Instant

    /// The last parts of the addresses of such forms.
    private static let ends: Set<Substring> = ["checkout", "pay", "sign-in"]

    /// Limits by the clock `now`.
    package init(_ limiter: RateLimiter, _ limits: RateLimits, now: @escaping @Sendable () -> Instant) {
        self.limiter = limiter
        self.limits = limits
        self.now = now
    }

    /// Refuses a form that comes too often from one network.
    package func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if request.method == .post, let end = request.uri.path.split(separator: "/").last, Self.ends.contains(end) {
            let verdict = limiter.take(Network.of(context.peer), limits.form, at: now())
            guard verdict.isAllowed else { throw RateRefusal(verdict) }
        }
        return try await next(request, context)
    }
}
