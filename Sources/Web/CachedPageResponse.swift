import HTTPTypes
package import Hummingbird
import NIOCore
package import Values

extension CachedPage {
    /// The page as an answer on Hummingbird's own path: for the first reader, for HEAD, and for connections that are busy.
    package func response(to request: Request) -> Response {
        let isZipped = zipped != nil && request.headers[.acceptEncoding]?.contains("gzip") == true
        let chosen = isZipped ? zipped ?? plain : plain
        let isKnown = request.headers[.ifNoneMatch]?.contains(etag) == true
        guard isKnown else {
            return Response(status: .ok, headers: Self.fields(chosen.head), body: .init(byteBuffer: chosen.body))
        }
        var response = Response(status: .notModified, headers: Self.fields(chosen.notModified))
        response.headers[.contentLength] = nil
        return response
    }

    /// The header lines of a head, without the status line and without the length, which the body brings.
    private static func fields(_ head: ByteBuffer) -> HTTPFields {
        var fields = HTTPFields()
        for line in String(buffer: head).split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let name = HTTPField.Name(String(parts[0])), name != .contentLength else { continue }
            fields[name] = parts[1].drop { $0 == " " }.description
        }
        return fields
    }
}

extension PageCache {
    /// Answers with the kept page of the request's address, or makes it and keeps it.
    ///
    /// When the database is away, a page that is out of date but shows nothing closed is better than none.
    package func serve(
        _ request: Request, now: @Sendable () -> Instant, make: () async throws -> CachedPage
    ) async throws -> Response {
        let address = request.uri.string
        if let page = fresh(address, at: now()) { return page.response(to: request) }
        do {
            let generation = generation
            let page = try await make()
            put(page, at: address, generation: generation)
            return page.response(to: request)
        } catch let fault as Fault {
            guard let page = stale(address, at: now()) else { throw fault }
            var response = page.response(to: request)
            response.headers[.cacheControl] = "no-cache"
            return response
        }
    }
}
