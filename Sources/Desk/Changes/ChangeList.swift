import Hub
import Staff
import Storage
import Values
import Web

/// The audit log as a table, with filters.
enum ChangeList {
    private static let namesShown = 4

    static func read(_ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let words = call.words
        let filter = try filter(call)
        let after = window.key(of: Change.self)
        let (changes, people, nouns) = try await call.hub.database.read { tx in
            let changes = try Change.list(filter, after: after, limit: window.limit + 1, in: tx)
            return (changes, try Person.all(in: tx), try Change.nouns(in: tx))
        }
        return DeskList(
            title: words("changes"), section: "changes",
            columns: [
                DeskColumn("at", words("when"), .time), DeskColumn("who", words("who")), DeskColumn("action", words("did")),
                DeskColumn("noun", words("kind")), DeskColumn("title", words("what")), DeskColumn("names", words("whatChanged")),
                DeskColumn("before", words("before"), isForFileOnly: true),
                DeskColumn("after", words("after"), isForFileOnly: true),
            ],
            rows: changes.map { row($0, call) }, filters: filters(people, nouns, words), empty: words("noChanges"))
    }

    private static func row(_ change: Change, _ call: DeskCall) -> DeskRow {
        let words = call.words
        let names = Difference.between(change.before, change.after).map(\.name)
        let shown = names.prefix(namesShown).map { ChangeScreens.part($0, words) }
        return DeskRow(url: ChangeScreens.url(change), cursor: change.key.description, cells: [
            .time(change.at, in: call.zone), DeskCell(change.author.name),
            DeskCell(ChangeScreens.did(change.action, words), file: change.action),
            DeskCell(ChangeScreens.noun(change.noun, words), file: change.noun), DeskCell(change.title),
            DeskCell(
                shown.joined(separator: ", ") + (names.count > namesShown ? " …" : ""),
                file: names.joined(separator: " ")),
            DeskCell(change.before ?? ""), DeskCell(change.after ?? ""),
        ])
    }

    private static func filter(_ call: DeskCall) throws -> Change.Filter {
        let query = try call.query()
        var filter = Change.Filter()
        filter.author = Key(query["person"])
        filter.noun = query["noun"].orNil
        filter.subject = Key<Change>(query["subject"])?.raw
        filter.from = try call.day(query["from"], "from")
        filter.to = try call.day(query["to"], "to")?.adding(seconds: 86_400)
        return filter
    }

    private static func filters(_ people: [Person], _ nouns: [String], _ words: Words) -> [DeskField] {
        let people = people.map { ($0.key.description, $0.name) }
        let nouns = nouns.map { ($0, ChangeScreens.noun($0, words)) }
        return [
            DeskField(name: "person", label: words("who"), kind: .choice([("", words("everybody"))] + people), isRequired: false),
            DeskField(name: "noun", label: words("kind"), kind: .choice([("", words("all"))] + nouns), isRequired: false),
            DeskField(name: "subject", label: "", kind: .hidden, isRequired: false),
            DeskField(name: "from", label: words("from"), kind: .date, isRequired: false),
            DeskField(name: "to", label: words("to"), kind: .date, isRequired: false),
        ]
    }
}

extension DeskCall {
    /// The beginning of a day in the desk's zone; nil for no text, a refusal for text that is no date.
    func day(_ text: String, _ field: String) throws -> Instant? {
        guard !text.isEmpty else { return nil }
        guard text.utf8.count == 10, let instant = CivilTime(text)?.instants(in: zone).first else {
            throw InvalidField(field, words("badDate"))
        }
        return instant
    }
}
