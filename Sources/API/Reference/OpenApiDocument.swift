import HTTPTypes
import Staff
import Values
import Web

/// The OpenAPI 3.1 document of a list of operations.
struct OpenApiDocument: Sendable {
    let operations: [Operation]
    let name: String
    let root: String

    var json: JSON {
        [
            "openapi": "3.1.0", "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
            "info": [
                "title": .text("\(name): interface for machines"), "version": "1",
                "summary": "Stories, products, baskets and orders.", "description": .text(Self.about),
            ],
            "servers": [["url": .text(root + ApiFrame.root)]],
            "tags": .list(Operation.Tag.allCases.map { ["name": .text($0.rawValue), "description": .text($0.about)] }),
            "paths": JSON(paths),
            "components": [
                "schemas": JSON(schemas),
                "securitySchemes": [
                    "key": [
                        "type": "http", "scheme": "bearer",
                        "description": .text(
                            "An API key with scopes: "
                                + ApiKey.Scope.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
                                + ". Made with `stadion keys create`."),
                    ]
                ],
                "headers": JSON(Self.commonHeaders.map { ($0.name, Self.header($0)) }),
            ],
        ]
    }

    private static let about = """
        Reads need no key. Every read for everybody has an ETag, may be kept for some seconds and never past the moment at which \
        something opens, closes or costs something else. What is not open in a market yet answers like what never was.

        Failures are problem documents (RFC 9457) with a stable `code`. Lists go on with `next_cursor`, which is also in \
        the address of `Link: rel="next"`. Amounts are whole minor units with their currency. Unknown members of \
        bodies and unknown parameters are refused. Pages of any site may ask (CORS); there are no cookies here.

        Limits: `RateLimit` and `RateLimit-Policy` say how many requests are left. Answers from the cache are not counted.
        """

    private static let commonHeaders = [
        HeaderNote(name: "RateLimit", about: "How many requests may come at once now, and when the whole burst is free again."),
        HeaderNote(name: "RateLimit-Policy", about: "The burst and the time in which it fills again."),
        HeaderNote(name: "Retry-After", about: "Seconds after which the request may succeed."),
    ]

    private static func header(_ note: HeaderNote) -> JSON {
        ["description": .text(note.about), "schema": ["type": "string"]]
    }

    private var paths: [(String, JSON)] {
        var order: [String] = []
        for operation in operations where !order.contains(operation.path) { order.append(operation.path) }
        return order.map { path in
            let group = operations.filter { $0.path == path }
            return (path, JSON(group.map { ($0.method.rawValue.lowercased(), $0.json) }))
        }
    }

    private var schemas: [(String, JSON)] {
        var named = Schema.record(Problem.shape.record).named
        for operation in operations {
            if let body = operation.body { named.merge(Schema.record(body.record).named) { first, _ in first } }
            for answer in operation.answers { named.merge(answer.schema?.named ?? [:]) { first, _ in first } }
        }
        return named.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Operation {
    fileprivate var json: JSON {
        let security: JSON = scope == nil ? [[:], ["key": []]] : [["key": []]]
        let request: JSON? = body.map { body in
            [
                "required": true,
                "content": ["application/json": ["schema": Schema.record(body.record).json, "example": body.example]],
            ]
        }
        return [
            "operationId": .text(id), "tags": [.text(tag.rawValue)], "summary": .text(summary),
            "description": about.isEmpty && scope == nil ? nil : .text(fullText), "security": security,
            "parameters": allParameters.isEmpty ? nil : .list(allParameters.map(\.json)), "requestBody": request,
            "responses": JSON(responses),
        ]
    }

    private var fullText: String {
        [about, scope.map { "Needs an API key with the scope `\($0.rawValue)`." } ?? ""].filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private var responses: [(String, JSON)] {
        let good = answers.map { ("\($0.status.code)", $0.json) }
        let bad = Dictionary(grouping: allRefusals, by: \.status).sorted { $0.key < $1.key }.map { status, list in
            ("\(status)", Refused.json(list))
        }
        return (good + bad).sorted { $0.0 < $1.0 }
    }
}

extension Operation.Answer {
    fileprivate var json: JSON {
        let content: JSON? = mediaType.map { mediaType in
            let inside: JSON = schema.map { ["schema": $0.json] } ?? ["schema": ["type": "string"]]
            return JSON([(mediaType, inside)])
        }
        let next: JSON? = links.isEmpty ? nil : JSON(links.map { link in
            (link.operation, [
                "operationId": .text(link.operation), "parameters": JSON(link.parameters.map { ($0.name, .text($0.value)) }),
            ])
        })
        let named = headers.map { note -> (String, JSON) in
            (note.name, ["description": .text(note.about), "schema": ["type": "string"]])
        }
        let common = ["RateLimit", "RateLimit-Policy"].map { ($0, JSON.reference("headers/\($0)")) }
        return ["description": .text(about), "headers": JSON(named + common), "content": content, "links": next]
    }
}

extension Operation.Refused {
    fileprivate static func json(_ list: [Self]) -> JSON {
        let lines = list.map { "`\($0.code)`: \($0.about)" }
        let needsRetry = list.contains { $0.status == 429 || $0.status == 503 || $0.code == "idempotency_in_flight" }
        let retry: JSON? = needsRetry ? ["Retry-After": .reference("headers/Retry-After")] : nil
        return [
            "description": .text(lines.joined(separator: "\n\n")), "headers": retry,
            "content": ["application/problem+json": ["schema": .reference("schemas/Problem")]],
        ]
    }
}

extension JSON {
    fileprivate static func reference(_ path: String) -> JSON { ["$ref": .text("#/components/\(path)")] }
}
