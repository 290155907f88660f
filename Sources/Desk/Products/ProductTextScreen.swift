import Catalogue
import HTTPTypes
import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// What a product is called and what is said of it, in all languages beside each other.
enum ProductTextScreen {
    static let screen = "product-texts"

    /// The product as it is, or as it was typed.
    static func page(
        _ call: DeskCall, typed: FactForm? = nil, problem: (any Refusal)? = nil
    ) async throws -> DeskPage {
        let key = try call.key("product", of: Product.self)
        let (now, person, markets) = (call.now, call.person.key, call.markets.markets)
        let (product, unsent) = try await call.hub.database.read { tx in
            (try ProductFacts.read(key, at: now, in: tx).showing(markets),
             try UnsentForm.find(of: person, at: screen, about: key, in: tx))
        }
        let kept = try unsent.map { FactForm(try Form(urlEncoded: $0.body, limits: .large)) }
        let isRestored = try typed == nil && !call.query()["restore"].isEmpty
        let shown = typed ?? (isRestored ? kept : nil)
        let waiting: Fields? = typed == nil && !isRestored && kept != nil ? unsent.map { unsent in
            [
                "when": DeskTime.fields(unsent.keptAt, in: call.zone), "restore": "\(ProductScreens.url(key))?restore=1",
                "forget": "\(ProductScreens.url(key))/forget",
            ]
        } : nil
        let text = problem.map(call.refusalText)
        let columns = languages(product, call).map { column($0, product, shown, (problem?.field, text), call) }
        let own = ownInputs(product, call.words).map { input($0, product, shown, (problem?.field, text)).fields }
        return ProductScreens.page("product", product, tab: "texts", call, status: problem?.status ?? 200, [
            "action": ProductScreens.url(key), "unsent": "\(ProductScreens.url(key))/unsent", "columns": columns, "own": own,
            "waiting": waiting, "problem": text, "acts": acts(product, call),
        ])
    }

    /// The product's own language first, then those that the markets speak.
    private static func languages(_ product: ProductFacts, _ call: DeskCall) -> [Language] {
        let spoken = Set(call.markets.markets.flatMap(\.languages))
        return [product.language] + Language.allCases.filter { $0 != product.language && spoken.contains($0) }
    }

    private static func column(
        _ language: Language, _ product: ProductFacts, _ typed: FactForm?, _ problem: (String?, String?), _ call: DeskCall
    ) -> Fields {
        let words = call.words
        let isOwn = language == product.language
        let ending = isOwn ? "" : ".\(language.path)"
        let rows = [("title", FactInput.Kind.area), ("html", .html)].map { name, kind -> Fields in
            var note: String?
            if !isOwn, product["\(name)\(ending)"].isEmpty, !product[name].isEmpty { note = words("missing") }
            let fact = FactInput(
                name: name + ending, label: words("fact_\(name)"), value: product[name + ending], kind: kind, note: note)
            return input(fact, product, typed, problem).fields
        }
        let isMissing = rows.contains { $0["note"] != nil }
        let badge: Fields = isOwn
            ? ["text": words("original"), "tone": "quiet"]
            : ["text": words(isMissing ? "missing" : "translated"), "tone": isMissing ? "waiting" : "good"]
        return ["language": language.ownName, "lang": language.rawValue, "inputs": rows, "badge": badge]
    }

    private static func ownInputs(_ product: ProductFacts, _ words: Words) -> [FactInput] {
        [
            FactInput(name: "kind", label: words("fact_kind"), value: product["kind"]),
            FactInput(name: "category", label: words("fact_category"), value: product["category"]),
            FactInput(name: "vendor", label: words("fact_vendor"), value: product["vendor"]),
            FactInput(name: "tags", label: words("fact_tags"), value: product["tags"]),
            FactInput(name: "tax_class", label: words("fact_tax_class"), value: product["tax_class"]),
        ]
    }

    private static func input(
        _ fact: FactInput, _ product: ProductFacts, _ typed: FactForm?, _ problem: (field: String?, text: String?)
    ) -> FactInput {
        fact.typed(typed, problem)
    }

    private static func acts(_ product: ProductFacts, _ call: DeskCall) -> [Fields] {
        guard call.may(.editProducts) else { return [] }
        let states: [Product.State] = switch product.state {
        case .active: [.draft, .archived]
        case .draft: [.active, .archived]
        case .archived: [.draft]
        }
        return states.map { state in
            [
                "action": "\(ProductScreens.url(product.key))/state", "state": state.rawValue,
                "title": call.words("make_\(state.rawValue)"),
                "note": call.words("make_\(state.rawValue)Note"), "isMain": (state == .active).orNil,
            ]
        }
    }

    /// Saves, shows the form again, or shows both texts where two people have changed the same.
    static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let facts = FactForm(form)
        do {
            return try await answer(facts.save(call, screen: screen), call, "", facts)
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, typed: facts, problem: refusal))
        }
    }

    /// Where one goes after a form was sent.
    static func answer(_ outcome: FactForm.Outcome, _ call: DeskCall, _ tab: String, _ form: FactForm) throws -> DeskAnswer {
        switch outcome {
        case .saved(let change):
            let key = try call.key("product", of: Product.self)
            return .see(ProductScreens.url(key) + tab, Flash(change.isNothing ? "saidNothingChanged" : "saidSavedProduct"))
        case .conflict(let merge, let product): return .page(ProductConflict.page(merge, product, form, call))
        }
    }

    /// Keeps what somebody is typing; nobody else sees it. What saving would refuse is kept too, and said at once.
    static func keep(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let key = try call.key("product", of: Product.self)
        let (person, now, body, markets) = (call.person.key, call.now, form.urlEncoded, call.markets.markets)
        let facts = FactForm(form)
        do {
            try await call.hub.database.write { try UnsentForm.keep(body, of: person, at: screen, about: key, now: now, in: $0) }
            try await call.hub.database.read { tx in
                let known = try ProductFacts.read(key, at: now, in: tx).showing(markets)
                let merge = FactMerge(facts.facts, marks: facts.marks, over: known)
                let mine = Dictionary(merge.conflicts.map { ($0.name, $0.mine) }, uniquingKeysWith: { first, _ in first })
                try Product.check(key, merge.changes.merging(mine) { $1 }, at: now, markets: markets, in: tx)
            }
            return .response(Response(status: .noContent))
        } catch let refusal as any Refusal where refusal.status != 404 {
            let label = refusal.field.map { ProductHistory.label($0, [:], call.words) }
            return try call.unsaved(refusal, label: label, isKept: refusal.field != "form")
        }
    }

    /// Throws away what was kept.
    static func forget(_ call: DeskCall) async throws -> DeskAnswer {
        let key = try call.key("product", of: Product.self)
        let person = call.person.key
        try await call.hub.database.write { try UnsentForm.forget(of: person, at: screen, about: key, in: $0) }
        return .see(ProductScreens.url(key))
    }

    /// Publishes, takes back or archives.
    static func setState(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let facts = FactForm(try Form(urlEncoded: "state=\(form["state"].filter(\.isLetter))"))
        return try await answer(facts.save(call, screen: "product-state"), call, "", facts)
    }
}

/// Two people have changed the same text: both are shown, and one decides.
enum ProductConflict {
    static func page(_ merge: FactMerge, _ product: ProductFacts, _ form: FactForm, _ call: DeskCall) -> DeskPage {
        let names = Dictionary(product.variants.map { ("\($0.key)", $0.name) }, uniquingKeysWith: { first, _ in first })
        let rows: [Fields] = merge.conflicts.map { conflict in
            [
                "name": conflict.name, "label": ProductHistory.label(conflict.name, names, call.words), "theirs": conflict.theirs,
                "mine": conflict.mine, "theirsName": FactForm.theirs(conflict.name), "markName": FactForm.mark(of: conflict.name),
                "mark": ProductFacts.mark(of: conflict.theirs),
                "isLong": (max(conflict.mine.count, conflict.theirs.count) > 60).orNil,
            ]
        }
        let others: [Fields] = merge.changes.sorted { $0.key < $1.key }.map { name, text in
            ["name": name, "value": text, "markName": FactForm.mark(of: name), "mark": ProductFacts.mark(of: product[name])]
        }
        return ProductScreens.page("product-conflict", product, tab: "", call, status: 409, [
            "action": call.request.uri.path, "rows": rows, "others": others,
        ])
    }
}
