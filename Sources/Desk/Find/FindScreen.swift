import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Staff
import Storage
import Values
import Web

/// Finds anything by a few letters: what the palette shows, and a page of its own for those without a script.
struct FindScreen: Sendable {
    /// Of each kind of thing, so that none hides the others.
    private static let perKind = 6

    func register(on router: inout DeskRouter) {
        router.get("find", needs: .session) { call in
            let text = try call.query()["q"]
            let found = try await Self.find(text, call)
            let rows: [Fields] = found.map { ["title": $0.title, "kind": $0.kind, "url": $0.url] }
            return .page(DeskPage(
                template: "find", title: call.words("find"),
                fields: [
                    "q": text, "found": rows, "hasFound": (!rows.isEmpty).orNil, "isEmpty": (rows.isEmpty && !text.isEmpty).orNil,
                ]))
        }
        router.get("find.json", needs: .session) { call in
            let found = try await Self.find(try call.query()["q"], call)
            let data = try JSONEncoder().encode(found)
            return .response(Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(bytes: data))))
        }
    }

    /// Screens first, then things; nothing that the person may not see.
    private static func find(_ text: String, _ call: DeskCall) async throws -> [Found] {
        let wanted = text.lowercased()
        let person = call.person
        func screens(_ sections: [DeskMenu.Section]) -> [Found] {
            sections.filter { $0.isOpen(to: person) }.map { section in
                Found(title: call.words(section.word), kind: call.words("screen"), url: section.url)
            }
        }
        guard !wanted.isEmpty else { return screens(DeskMenu.sections) }
        var found = screens(DeskMenu.sections + DeskMenu.places).filter { $0.title.lowercased().contains(wanted) }
        for finder in DeskFinders.all where finder.needs.map(person.may) ?? true {
            found += try await finder.find(text, perKind, call).prefix(perKind)
        }
        return found
    }
}

/// One thing that was found.
struct Found: Sendable, Encodable {
    let title: String
    /// What kind of thing, as people call it.
    let kind: String
    let url: String
}

/// Where the palette looks: one entry a kind of thing.
struct DeskFinder: Sendable {
    let needs: Permission?
    /// Finds up to so many by a text that is not empty.
    let find: @Sendable (String, Int, DeskCall) async throws -> [Found]
}

/// All of them.
enum DeskFinders {
    static let all = [StoryScreens.finder, ProductScreens.finder, PictureScreens.finder, OrderScreens.finder, PeopleScreens.finder]
        + CardScreens.finders
}
