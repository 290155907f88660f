import Catalogue
import HTTPTypes
import Hub
import Hummingbird
import Pictures
import Staff
import Storage
import Values
import Web

/// The gallery of a product: its order, what each picture shows, and new ones.
enum ProductPictureScreen {
    private static let namesOffered = 300

    static func page(_ call: DeskCall, typed: FactForm? = nil, problem: (any Refusal)? = nil) async throws -> DeskPage {
        let key = try call.key("product", of: Product.self)
        let now = call.now
        let (product, pictures, names) = try await call.hub.database.read { tx in
            let product = try ProductFacts.read(key, at: now, in: tx)
            let pictures = try product.pictures.compactMap { try Picture.named($0, in: tx) }
            return (product, pictures, try Picture.search("", after: nil, limit: namesOffered, in: tx).map(\.name))
        }
        let text = problem.map(call.refusalText)
        let rows: [Fields] = pictures.enumerated().map { place, picture in
            let alt = FactInput(
                name: "alt.\(picture.name)", label: call.words("fact_alt"), value: product["alt.\(picture.name)"], kind: .area,
                note: product["alt.\(picture.name)"].isEmpty ? call.words("missing") : nil)
            return PictureScreens.thumb(picture).merging([
                "name": picture.name, "url": PictureScreens.url(picture.key),
                "alt": alt.typed(typed, (problem?.field, text)).fields,
                "up": "up:\(picture.name)", "down": "down:\(picture.name)", "isFirst": (place == 0).orNil,
                "isLast": (place == pictures.count - 1).orNil,
                "away": "away:\(picture.name)", "number": "\(place + 1)",
            ])
        }
        return ProductScreens.page("product-pictures", product, tab: "pictures", call, status: problem?.status ?? 200, [
            "action": "\(ProductScreens.url(key))/pictures", "upload": "\(ProductScreens.url(key))/upload", "rows": rows,
            "hasRows": (!rows.isEmpty).orNil, "names": names.filter { !product.pictures.contains($0) }, "problem": text,
            "ownLanguage": product.language.ownName, "sorted": call.words("pictureMoved", "{0}", "{1}", "{2}"),
        ])
    }

    /// Saves the texts, and then moves, takes away or adds a picture where a button says so.
    static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        var facts = FactForm(form)
        let (act, add) = (facts.facts["act"] ?? "", facts.facts["add"] ?? "")
        let order = (facts.facts["order"] ?? "").split(separator: "\n").map(String.init)
        facts = facts.without(["act", "add", "order"])
        do {
            let outcome = try await facts.save(call, screen: "product-pictures")
            guard case .saved = outcome, !act.isEmpty || !add.isEmpty || !order.isEmpty else {
                return try ProductTextScreen.answer(outcome, call, "/pictures", facts)
            }
            try await change(call) { names in
                if !order.isEmpty { return ordered(names, order) }
                if !add.isEmpty { return names.contains(add) ? names : names + [add] }
                return moved(names, act)
            }
            let key = try call.key("product", of: Product.self)
            return .see("\(ProductScreens.url(key))/pictures", Flash("saidSavedProduct"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, typed: facts, problem: refusal))
        }
    }

    /// Names in a wanted order; what somebody else has added meanwhile stays behind the others, and what is gone stays gone.
    static func ordered(_ names: [String], _ wanted: [String]) -> [String] {
        var rest = names
        let known = wanted.filter { name in
            guard let place = rest.firstIndex(of: name) else { return false }
            rest.remove(at: place)
            return true
        }
        return known + rest
    }

    static func moved(_ names: [String], _ act: String) -> [String] {
        let parts = act.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let place = names.firstIndex(of: parts[1]) else { return names }
        var names = names
        switch parts[0] {
        case "up" where place > 0: names.swapAt(place, place - 1)
        case "down" where place < names.count - 1: names.swapAt(place, place + 1)
        case "away": names.remove(at: place)
        default: break
        }
        return names
    }

    /// Takes files into the library and shows them behind the others.
    static func upload(_ call: DeskCall) async throws -> DeskAnswer {
        let upload = try await PictureScreens.read(call)
        do {
            let names = try await PictureScreens.take(upload.files, call)
            try await change(call) { known in known + names.filter { !known.contains($0) } }
            let key = try call.key("product", of: Product.self)
            return .see("\(ProductScreens.url(key))/pictures", Flash("saidUploaded", "\(names.count)"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, problem: refusal))
        }
    }

    private static func change(_ call: DeskCall, _ edit: @escaping @Sendable ([String]) -> [String]) async throws {
        let key = try call.key("product", of: Product.self)
        let (author, now, markets) = (call.author, call.now, call.markets.markets)
        try await call.hub.database.write { tx in
            let product = try ProductFacts.read(key, at: now, in: tx)
            let facts = ["pictures": edit(product.pictures).joined(separator: "\n")]
            let change = try Product.change(key, facts, at: now, markets: markets, in: tx)
            try ProductHistory.record(change, "changed", key, product["title"], by: author, at: now, in: tx)
        }
    }
}
