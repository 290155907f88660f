import Foundation
import HTTPTypes
import Hummingbird
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// The document, the routes and the schemas are one thing.
struct DocumentTests {
    private static let methods: Set<String> = ["get", "post", "put", "patch", "delete"]

    @Test
    func `every route under api is in the document and the other way round`() async throws {
        try await Booth.with(.sqlite) { booth in
            let document = try await booth.get("/openapi.json").json
            let documented = Set((document["paths"]?.members ?? []).flatMap { path in
                path.value.members.map { "\($0.name.uppercased()) /api/v1\(path.name == "/" ? "" : path.name)" }
            })
            // Methods that an operation does not have are routes too: they answer 405, and OPTIONS tells what there is.
            var routed: Set<String> = []
            for route in booth.router where route.path.hasPrefix("/api") {
                let path = Self.template(route.path)
                let name = "\(route.method.rawValue) \(path)"
                guard Self.methods.contains(route.method.rawValue.lowercased()) else { continue }
                let isRefused = try await booth.send(route.method, path.replacing("{", with: "").replacing("}", with: "")).status == 405
                if !isRefused { routed.insert(name) }
            }
            #expect(routed == documented)
            #expect(documented.count == booth.routes.operations.count)
        }
    }

    private static func template(_ path: String) -> String {
        path.split(separator: "/").map { part in
            part.hasPrefix(":") ? "/{\(part.dropFirst())}" : part.hasPrefix("{") ? "/\(part)" : "/\(part)"
        }.joined()
    }

    @Test
    func `operations have unique names, their path's parameters, and examples that fit`() async throws {
        try await Booth.with(.sqlite) { booth in
            let operations = booth.routes.operations
            #expect(Set(operations.map(\.id)).count == operations.count)
            for operation in operations {
                let inPath = operation.path.matches(of: /\{([a-z]+)\}/).map { String($0.output.1) }
                #expect(Set(operation.parameters.filter { $0.place == .path }.map(\.name)) == Set(inPath), "\(operation.id)")
                for note in operation.allParameters {
                    guard let example = note.example else { continue }
                    #expect(note.schema.violations(of: example).isEmpty, "\(operation.id) \(note.name)")
                }
                if let body = operation.body {
                    #expect(Schema.record(body.record).violations(of: body.example).isEmpty, "\(operation.id)")
                }
            }
        }
    }

    @Test
    func `every reference of the document leads somewhere and every schema is used`() async throws {
        try await Booth.with(.sqlite) { booth in
            let document = try await booth.get("/openapi.json").json
            let references = Set(document.references)
            for reference in references {
                var place: JSON? = document
                for part in reference.split(separator: "/").dropFirst() { place = place?[String(part)] }
                #expect(place != nil, "\(reference)")
            }
            let schemas = document["components"]?["schemas"]?.members.map(\.name) ?? []
            #expect(Set(schemas.map { "#/components/schemas/\($0)" }).subtracting(references).isEmpty)
            #expect(document["openapi"] == "3.1.0")
        }
    }

    @Test
    func `every link leads to an operation with all of its path, from members that the answer has`() async throws {
        try await Booth.with(.sqlite) { booth in
            let operations = booth.routes.operations
            var count = 0
            for (operation, answer) in operations.flatMap({ operation in operation.answers.map { (operation, $0) } }) {
                for link in answer.links {
                    count += 1
                    let target = try #require(operations.first { $0.id == link.operation }, "\(link.operation)")
                    let inPath = Set(target.parameters.filter { $0.place == .path }.map(\.name))
                    #expect(Set(link.parameters.map(\.name)) == inPath, "\(operation.id) to \(target.id)")
                    for (name, value) in link.parameters {
                        if value.hasPrefix("$request.path.") {
                            #expect(operation.parameters.contains { $0.place == .path && "$request.path.\($0.name)" == value }, "\(operation.id) \(name)")
                        } else {
                            let pointer = value.dropFirst("$response.body#/".count).split(separator: "/").map(String.init)
                            #expect(answer.schema?.has(pointer[...]) == true, "\(operation.id) \(value)")
                        }
                    }
                }
            }
            #expect(count >= 16)
            let document = try await booth.get("/openapi.json").json
            let links = document["paths"]?["/markets/{market}/{language}/films"]?["get"]?["responses"]?["200"]?["links"]
            #expect(links?["getFilm"]?["parameters"]?["slug"] == "$response.body#/items/0/slug")
        }
    }

    @Test
    func `the page for people names every operation and every code`() async throws {
        try await Booth.with(.sqlite) { booth in
            let page = try await booth.get("/").text
            for operation in booth.routes.operations {
                #expect(page.contains("<article id=\"\(operation.id)\">"), "\(operation.id)")
                for refused in operation.allRefusals { #expect(page.contains("id=\"\(refused.code)\""), "\(refused.code)") }
            }
            #expect(!page.contains("<script") && !page.contains("style="))
        }
    }
}

extension Schema {
    /// Whether a value that keeps the schema can have something at a pointer.
    fileprivate func has(_ pointer: ArraySlice<String>) -> Bool {
        guard let first = pointer.first else { return true }
        return switch self {
        case .record(let record): record.properties.first { $0.name == first }?.schema.has(pointer.dropFirst()) ?? false
        case .list(let element, _): Int(first) != nil && element.has(pointer.dropFirst())
        default: false
        }
    }
}

extension JSON {
    fileprivate var references: [String] {
        switch self {
        case .object(let members):
            members.flatMap { member in
                member.name == "$ref" ? [member.value.string ?? ""] : member.value.references
            }
        case .list(let values): values.flatMap(\.references)
        default: []
        }
    }
}
