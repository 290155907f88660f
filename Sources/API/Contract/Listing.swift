import Hummingbird
import Values
import Web

// Lists for everybody: each is declared, narrowed down, cut into pages and continued in the same way.

/// A page of a list.
struct Listed<Value: Sendable>: Sendable {
    let items: [Value]
    let next: String?

    /// The same page of what the items look like from outside.
    func showing<Seen>(_ show: ([Value]) throws -> [Seen]) rethrows -> Listed<Seen> {
        Listed<Seen>(items: try show(items), next: next)
    }
}

/// The part of a list that a request asks for. Its cursor belongs to the list, the place and the filters of the request.
struct ListWindow: Sendable {
    /// How many are shown at most.
    let limit: Int
    private let list: String
    private let cursor: String?

    init(_ call: ApiCall) throws {
        limit = try call.value(Shared.limit)
        cursor = try call.value(Shared.cursor)
        let own: Set = ["query/\(Shared.limit.note.name)", "query/\(Shared.cursor.note.name)"]
        let filters = call.values.filter { !$0.key.hasPrefix("header/") && !own.contains($0.key) }.sorted { $0.key < $1.key }
        let texts = filters.map { "\($0.key)=\(String(decoding: $0.value.data, as: UTF8.self))" }
        list = ([call.operation.id] + texts).joined(separator: "&")
    }

    /// How many to look for: one more than is shown says whether there are more.
    var reach: Int { limit + 1 }

    /// Where the list goes on, or nil for its start; refuses a cursor that is of another list or makes no sense.
    func after<Mark>(_ read: (String) -> Mark?) throws -> Mark? {
        guard let text = try Cursor.unpack(cursor, of: list) else { return nil }
        guard let mark = read(text) else { throw Cursor.broken }
        return mark
    }

    /// The page of what was found; `mark` says where an item stands.
    func page<Item, Mark: CustomStringConvertible>(_ found: [Item], by mark: (Item) -> Mark) -> Listed<Item> {
        let shown = Array(found.prefix(limit))
        let next = found.count > limit ? shown.last.map { Cursor.pack("\(mark($0))", of: list) } : nil
        return Listed(items: shown, next: next)
    }
}

extension Shape {
    /// A page of a list, whose items stand in some order; `more` says what else the page has.
    static func page<Item>(
        _ name: String, of item: Shape<Item>, _ order: String, more: [Shape<Value>.Member] = [],
        _ listed: @escaping @Sendable (Value) -> Listed<Item>
    ) -> Shape<Value> {
        Shape<Value>(name, "A page of a list.", [
            .list("items", order, item, limit: Int(Cursor.pageLimit)) { listed($0).items },
            .optionalRule("next_cursor", "Where the list goes on; null at its end.", Rules.cursor) { listed($0).next },
        ] + more)
    }

    /// A page of a list and nothing else.
    static func page<Item>(_ name: String, of item: Shape<Item>, _ order: String) -> Shape<Value> where Value == Listed<Item> {
        page(name, of: item, order) { $0 }
    }
}

extension Operation {
    private static let place = "/markets/{market}/{language}/"

    /// A list of what is open in a market; `one` asks for an item by its member `part`.
    static func list<Page>(
        _ id: String, _ section: String, _ tag: Tag, _ summary: String, _ about: String, filters: [ParameterNote] = [],
        answers page: Shape<Page>, one: String, by part: String = "slug",
        handle: @escaping @Sendable (ApiCall) async throws -> Response
    ) -> Operation {
        let good = Answer.json(.ok, "A page of the list.", page, .etag, .link)
        return Operation(
            id: id, method: .get, path: place + section, tag: tag, summary: summary, about: about,
            parameters: [Shared.market.note, Shared.language.note] + filters
                + [Shared.limit.note, Shared.cursor.note, Shared.ifNoneMatch.note],
            answers: [good.leading(to: .here(one, part, "/items/0/\(part)")), .notModified], refusals: [.market], handle: handle)
    }

    /// One thing that is open in a market.
    static func one<Value, Part>(
        _ id: String, _ section: String, _ part: Parameter<Part>, _ tag: Tag, _ noun: String, answers shape: Shape<Value>,
        handle: @escaping @Sendable (ApiCall) async throws -> Response
    ) -> Operation {
        Operation(
            id: id, method: .get, path: "\(place)\(section)/{\(part.note.name)}", tag: tag, summary: "One \(noun)",
            about: "One that is not open in the market answers like one that never was.",
            parameters: [Shared.market.note, Shared.language.note, part.note, Shared.ifNoneMatch.note],
            answers: [.json(.ok, "The \(noun).", shape, .etag), .notModified], refusals: [.missing("market or \(noun)")],
            handle: handle)
    }
}

extension Operation.Refused {
    /// A market or language that the hub does not have.
    static let market = missing("market")

    static func missing(_ what: String) -> Self { Self(status: 404, code: "not_found", about: "There is no such \(what) here.") }
}

extension ApiRoutes {
    /// A page of a list for everybody, kept like every such answer; one that is asked for in too many ways is made each time.
    func listed<Page>(
        _ call: ApiCall, _ shape: Shape<Page>, isKept: Bool = true, next: @escaping @Sendable (Page) -> String?,
        _ read: @escaping @Sendable (ApiReading, ListWindow) throws -> Page
    ) async throws -> Response {
        let window = try ListWindow(call)
        return try await kept(call, isKept: isKept) { reading in
            let page = try read(reading, window)
            reading.next = next(page).map { Self.next(call, $0, root: reading.root) }
            return shape.json(page)
        }
    }

    /// The same for a page that is nothing else.
    func listed<Seen>(
        _ call: ApiCall, _ shape: Shape<Listed<Seen>>, _ read: @escaping @Sendable (ApiReading, ListWindow) throws -> Listed<Seen>
    ) async throws -> Response {
        try await listed(call, shape, next: \.next, read)
    }
}
