import Catalogue
import HTTPTypes
import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// Products: their list, and one screen for each job on a product.
struct ProductScreens: Sendable {
    static let home = "\(DeskRouter.root)/products"
    private static let see = Need.permission(.seeProducts)
    private static let edit = Need.permission(.editProducts)

    /// Products by title, handle or article number.
    static let finder = DeskFinder(needs: .seeProducts) { text, limit, call in
        guard let home = call.markets.home else { return [] }
        let now = call.now
        var filter = ProductRow.Filter()
        filter.text = text
        let wanted = filter
        let rows = try await call.hub.database.read { try ProductRow.list(wanted, in: home, at: now, limit: limit, in: $0) }
        return rows.map { Found(title: $0.title, kind: call.words("product"), url: url($0.key)) }
    }

    func register(on router: inout DeskRouter) {
        router.list("products", needs: Self.see) { call, window in try await ProductList.read(call, window) }
        router.form("products/new", needs: Self.edit, show: { Self.newForm($0) }, submit: { try await Self.create($0, $1) })
        NameScreens().register(on: &router)
        LocationScreens().register(on: &router)
        StockScreen.register(on: &router)
        router.get("products/:product", needs: Self.see) { .page(try await ProductTextScreen.page($0)) }
        router.post("products/:product", needs: Self.edit, isLarge: true) { try await ProductTextScreen.submit($0, $1) }
        router.post("products/:product/unsent", needs: Self.edit, isLarge: true) { try await ProductTextScreen.keep($0, $1) }
        router.post("products/:product/forget", needs: Self.edit) { call, _ in try await ProductTextScreen.forget(call) }
        router.post("products/:product/state", needs: Self.edit) { try await ProductTextScreen.setState($0, $1) }
        for screen in MatrixScreen.allCases {
            let path = "products/:product/\(screen.rawValue)"
            router.get(path, needs: Self.see) { .page(try await screen.page($0)) }
            router.post(path, needs: screen.need, isLarge: true) { try await screen.submit($0, $1) }
        }
        router.post("products/:product/options", needs: Self.edit, isLarge: true) { try await OptionForm.submit($0, $1) }
        router.post("products/:product/plan", needs: Self.edit, isLarge: true) { try await PricePlan.submit($0, $1) }
        router.get("products/:product/pictures", needs: Self.see) { .page(try await ProductPictureScreen.page($0)) }
        router.post("products/:product/pictures", needs: Self.edit, isLarge: true) { try await ProductPictureScreen.submit($0, $1) }
        router.receive("products/:product/upload", needs: Self.edit, isTokenInside: true) {
            try await ProductPictureScreen.upload($0)
        }
        router.get("products/:product/history", needs: Self.see) { .page(try await ProductHistory.page($0)) }
        router.post("products/:product/undo/:change", needs: Self.edit) { call, _ in try await ProductHistory.takeBack(call) }
    }

    static func url(_ key: Key<Product>) -> String { "\(home)/\(key)" }

    /// A screen of one product, with the tabs of all of them.
    static func page(
        _ template: String, _ product: ProductFacts, tab: String, _ call: DeskCall, status: Int = 200, _ fields: Fields
    ) -> DeskPage {
        let words = call.words
        let tabs: [Fields] = ["texts", "variants", "prices", "stock", "pictures", "history"].map { name in
            [
                "title": words("tab_\(name)"), "url": url(product.key) + (name == "texts" ? "" : "/\(name)"),
                "current": (name == tab).orNil,
            ]
        }
        let market = call.markets.markets.first { product["markets"].split(separator: " ").contains(Substring($0.code.text)) }
        let state: Fields = ["text": words("product_\(product.state.rawValue)"), "tone": tone(product.state).rawValue]
        let shown: Fields = [
            "tabs": tabs, "state": state,
            "handle": product.handle.text, "revision": "\(product.revision)", "canEdit": call.may(.editProducts).orNil,
            "canCount": call.may(.countStock).orNil,
            "onSite": market.map { "/\($0.code.path)/\($0.languages[0].path)/products/\(product.handle)" },
        ]
        return DeskPage(
            template: template, title: product["title"], section: "products",
            crumbs: [.init(title: words("products"), url: home)], status: .init(code: status), fields: shown.merging(fields))
    }

    static func tone(_ state: Product.State) -> DeskCell.Tone {
        switch state {
        case .active: .good
        case .draft: .waiting
        case .archived: .quiet
        }
    }

    private static func newForm(_ call: DeskCall) -> DeskForm {
        let words = call.words
        return DeskForm(
            title: words("newProduct"), section: "products", crumbs: [.init(title: words("products"), url: home)],
            lead: words("newProductLead"),
            groups: [.init(fields: [
                DeskField(name: "title", label: words("fact_title"), autocomplete: "off", isWide: true),
                DeskField(
                    name: "handle", label: words("handle"), hint: words("handleHint"), isRequired: false, autocomplete: "off"),
                DeskField(
                    name: "language", label: words("fact_language"),
                    value: (call.markets.home?.languages.first ?? .english).path,
                    kind: .choice(Language.allCases.map { ($0.path, $0.ownName) })),
            ])],
            submit: words("createProduct"))
    }

    private static func create(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let (author, now, markets) = (call.author, call.now, call.markets.markets)
        let language = Language(path: form["language"]) ?? .english
        let (title, handle) = (form["title"], form["handle"])
        let key = try await call.hub.database.write { tx in
            let key = try Product.create(title, handle: handle, language: language, at: now, markets: markets, in: tx)
            try Change.record(
                "created", ProductHistory.noun, key, titled: title, by: author,
                after: ["title": title, "language": language.rawValue], at: now, in: tx)
            return key
        }
        return .see(url(key), Flash("saidCreated", title))
    }
}
