import Catalogue
import HTTPTypes
import Hub
import Staff
import Storage
import Values
import Web

/// Where pieces lie, in the order in which the till takes them.
struct LocationScreens: Sendable {
    static let home = "\(ProductScreens.home)/locations"
    private static let noun = "location"

    func register(on router: inout DeskRouter) {
        router.get("products/locations", needs: .permission(.countStock)) { .page(try await Self.page($0)) }
        router.get("products/locations.csv", needs: .permission(.countStock)) { call in
            try await DeskSheet.answer(call) { call, _ in try await Self.sheet(call) }
        }
        router.post("products/locations", needs: .permission(.countStock)) { try await Self.submit($0, $1) }
    }

    private static func page(_ call: DeskCall, problem: (any Refusal)? = nil) async throws -> DeskPage {
        let locations = try await call.hub.database.read { try Location.all(in: $0) }
        let rows: [Fields] = locations.enumerated().map { place, location in
            [
                "name": location.name, "code": location.code, "number": "\(place + 1)",
                "up": place > 0 ? "up:\(location.code)" : nil,
                "close": location.code == Stock.mainPlace ? nil : "close:\(location.code)",
            ]
        }
        return DeskPage(
            template: "locations", title: call.words("locations"), section: "products",
            crumbs: [.init(title: call.words("products"), url: ProductScreens.home)], status: .init(code: problem?.status ?? 200),
            fields: [
                "rows": rows, "action": home, "csv": "\(home).csv", "stock": StockScreen.home,
                "problem": problem.map(call.refusalText),
            ])
    }

    /// Locations as rows of a file, in the order in which the till takes.
    private static func sheet(_ call: DeskCall) async throws -> DeskList {
        let locations = try await call.hub.database.read { try Location.all(in: $0) }
        return DeskList(
            title: call.words("locations"), section: "products",
            columns: ["place", "code", "name"].map { DeskColumn($0, $0) },
            rows: locations.enumerated().map { place, location in
                DeskRow(cursor: location.code, cells: ["\(place + 1)", location.code, location.name].map { DeskCell($0) })
            }, empty: "")
    }

    private static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let (author, now, name) = (call.author, call.now, form["name"])
        let act = form["act"].split(separator: ":", maxSplits: 1).map(String.init)
        do {
            try await call.hub.database.write { tx in
                func record(_ action: String, _ location: Location) throws {
                    try Change.record(
                        action, noun, Key<Location>(raw: location.position), titled: location.name, by: author,
                        after: ["code": location.code], at: now, in: tx)
                }
                guard act.count == 2 else { return try record("opened", try Location.open(name, in: tx)) }
                let location = try Location.find(act[1], in: tx)
                if act[0] == "up" { try location.moveUp(in: tx) } else { try location.close(in: tx) }
                try record(act[0] == "up" ? "moved" : "closed", location)
            }
            return .see(home)
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, problem: refusal))
        }
    }
}
