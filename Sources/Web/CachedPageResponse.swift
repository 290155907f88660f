import HTTPTypes
package import Hummingbird
import NIOCore
package import Values

extension CachedPage {
    /// The page as an answer on Hummingbird's own path: for the first reader, for HEAD, and for connections that are busy.
    package func response(to request: Request) -> Response {
        let answer = response(to: request.headers)
        let body = answer.body.map { ResponseBody(byteBuffer: $0) } ?? .init()
        var response = Response(status: answer.head.status, headers: answer.head.headerFields, body: body)
        if answer.body == nil { response.headers[.contentLength] = nil }
        return response
    }

    /// The page as an answer to a GET with these headers; no body when the reader has it already.
    func response(to headers: HTTPFields) -> (head: HTTPResponse, body: ByteBuffer?) {
        let isZipped = zipped != nil && headers[.acceptEncoding]?.contains("gzip") == true
        let chosen = isZipped ? zipped ?? plain : plain
        var head = HTTPResponse(status: .ok, headerFields: chosen.fields)
        if headers[.ifNoneMatch]?.contains(etag) == true {
            head.status = .notModified
            head.headerFields[.contentEncoding] = nil
            return (head, nil)
        }
        head.headerFields[.contentLength] = "\(chosen.body.readableBytes)"
        return (head, chosen.body)
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
