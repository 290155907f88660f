import Foundation
import Hub
import Hummingbird
import Web

extension ApiRoutes {
    var referenceOperations: [Operation] {
        [
            Operation(
                id: "getDocument", method: .get, path: "/openapi.json", tag: .contract, summary: "This document",
                parameters: [Shared.ifNoneMatch.note],
                answers: [
                    .init(status: .ok, about: "OpenAPI 3.1.", schema: .anything, headers: [.etag]), .notModified,
                ], handle: { call in call.answer(document.json, cache: "no-cache") }),
            Operation(
                id: "getReference", method: .get, path: "/", tag: .contract, summary: "This document for people",
                answers: [.init(status: .ok, about: "A page.", mediaType: "text/html")],
                handle: { _ in Self.page(ReferencePage.html(document), "text/html; charset=utf-8") }),
            Operation(
                id: "getReferenceStyle", method: .get, path: "/reference.css", tag: .contract, summary: "How that page looks",
                answers: [.init(status: .ok, about: "A stylesheet.", mediaType: "text/css")],
                handle: { _ in Self.page(ReferencePage.style, "text/css; charset=utf-8") }),
        ]
    }

    private var document: OpenApiDocument {
        OpenApiDocument(operations: operations, name: hub.settings.name, root: hub.settings.publicURL)
    }

    private static func page(_ text: String, _ mediaType: String) -> Response {
        var response = Self.text(text, mediaType: mediaType)
        response.headers[.cacheControl] = "public, max-age=300"
        return response
    }
}
