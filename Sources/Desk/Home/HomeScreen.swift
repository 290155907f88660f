import Hub
import Orders
import Staff
import Storage
import Values
import Web

/// The first screen: what waits, and what happened last.
struct HomeScreen: Sendable {
    private static let changesShown = 8

    func register(on router: inout DeskRouter) {
        router.get("", needs: .session) { .page(try await Self.page($0)) }
    }

    private static func page(_ call: DeskCall) async throws -> DeskPage {
        let (words, person) = (call.words, call.person)
        let mine = !person.may(.seeChanges)
        let changes = try await call.hub.database.read { tx in
            var filter = Change.Filter()
            if mine { filter.author = person.key }
            return try Change.list(filter, limit: changesShown, in: tx)
        }
        let rows: [Fields] = changes.map { change in
            [
                "who": change.author.name, "what": ChangeScreens.sentence(change, words),
                "url": mine ? nil : ChangeScreens.url(change),
                "iso": "\(change.at)", "when": DeskTime.text(change.at, in: call.zone),
            ]
        }
        let waiting: [Fields] = try await Waiting.lines(call).map { line in
            ["count": "\(line.count)", "text": line.text, "url": line.url, "tone": line.count > 0 ? "waiting" : "quiet"]
        }
        return DeskPage(
            template: "home", title: words("hello", person.name), section: "home",
            fields: [
                "changes": rows, "hasChanges": (!rows.isEmpty).orNil, "waiting": waiting,
                "hasWaiting": (!waiting.isEmpty).orNil, "changesTitle": words(mine ? "yourChanges" : "lastChanges"),
                "advice": person.hasSecondStep ? nil : "\(DeskRouter.root)/account/second-step",
            ])
    }
}

/// What waits for somebody with these permissions; each part of the desk adds its lines.
enum Waiting {
    /// So many of something, and where they are.
    struct Line: Sendable {
        let count: Int64
        let text: String
        let url: String
    }

    static func lines(_ call: DeskCall) async throws -> [Line] {
        guard call.may(.seeOrders) else { return [] }
        let count = try await call.hub.database.read { try Order.countToShip(in: $0) }
        return [Line(count: count, text: call.words("waitToShip"), url: "\(OrderScreens.home)?standing=to-ship")]
    }
}
