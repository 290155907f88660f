import Orders
import Storage
import Supply
import TestKit
import Values

/// A market with goods to sell, and the steps of buying them in a few words.
struct Till: Sendable {
    static let now = Instant(ms: 1_517_443_200_000)

    let database: Database
    let market: Market
    let items: [String: ItemKey]

    struct Unsound: Error { let problems: [String] }

    /// Goods are written as `name | price in minor units | tax class | pieces`, and `| pieces a buyer may have` where that is limited.
    static func with(
        _ engine: Engine, _ place: Place = .korea, _ goods: String, _ body: (Till) async throws -> Void
    ) async throws {
        let migrations = SupplySchema.migrations + OrderSchema.migrations + Stall.migrations
        try await TestDatabase.with(engine, migrations) { opened in
            let market = try place.market
            let items = try await opened.database.write { tx in
                try place.setRates(in: tx)
                return try Dictionary(uniqueKeysWithValues: TextTable.rows(goods).map { try add($0, in: tx) })
            }
            let till = Till(database: opened.database, market: market, items: items)
            try await body(till)
            let problems = try await till.problems()
            guard problems.isEmpty else { throw Unsound(problems: problems) }
        }
    }

    private static func add(_ row: [String], in tx: Transaction) throws -> (String, ItemKey) {
        let item = try tx.newKey(Item.self)
        let cell = try Cell.create("stock/\(row[0])", capacity: Int64(row[3]) ?? 0, at: now, in: tx)
        try tx.run("""
            INSERT INTO goods (item, name, price_minor, tax_class, cell, buyer_limit)
            VALUES (\(item), \(row[0]), \(Int64(row[1]) ?? 0), \(row[2]), \(cell), \(row.count > 4 ? Int64(row[4]) ?? 0 : 0))
            """)
        return (row[0], item)
    }

    /// What the audits say.
    func problems() async throws -> [String] {
        try await database.read { try SupplyAudit.problems(in: $0) + OrderAudit.problems(in: $0) }
    }

    /// A new basket with goods written as `2 scarf, 1 book`.
    func basket(_ wanted: String) async throws -> Token {
        try await database.write { tx in
            let token = try Basket.create(in: market.code, at: Self.now, in: tx).token
            for line in wanted.split(separator: ",") {
                let words = line.split(separator: " ")
                try add(String(words[1]), Int64(words[0]) ?? 0, to: token, in: tx)
            }
            return token
        }
    }

    @discardableResult
    func add(_ name: String, _ quantity: Int64, to token: Token, in tx: Transaction) throws -> Offer {
        guard let basket = try Basket.find(token, in: market.code, in: tx) else { throw NotFound("basket") }
        return try basket.add(
            items[name] ?? Key(raw: 1), quantity: quantity, from: nil, offeredBy: Stall(), in: market, language: .english, at: Self.now, in: tx)
    }

    func quote(_ token: Token, region: String = "NY") async throws -> Quote {
        try await database.read { tx in
            guard let basket = try Basket.find(token, in: market.code, in: tx) else { throw NotFound("basket") }
            return try Quote.make(basket, by: nil, region: region, offeredBy: Stall(), in: market, language: .english, at: Self.now, in: tx)
        }
    }

    /// A request for what the basket costs now.
    func request(
        _ token: Token, total: Int64? = nil, key: String = Token.random().text, email: String = "fan@example.com"
    ) async throws -> OrderRequest {
        let quoted = try await quote(token).total
        guard let email = EmailAddress(email) else { throw InvalidField("email", email) }
        let address = Address(
            name: "Kim Yuna", line1: "1 Olympic-ro", line2: "", city: "Gangneung", region: market.code.text == "US" ? "NY" : "",
            postcode: market.code.text == "US" ? "10001" : "25535", country: market.code)
        return OrderRequest(
            basket: token, language: .english, email: email, address: address,
            expectedTotal: total.map { Money(minor: $0, market.currency) } ?? quoted, idempotencyKey: key)
    }

    func place(_ request: OrderRequest, after seconds: Int64 = 0) async throws -> Placement {
        try await database.write { tx in
            try Order.place(
                request, offeredBy: Stall(), payWith: "test", in: market, at: Self.now.adding(seconds: seconds), in: tx)
        }
    }

    /// A placed order for goods written as `2 scarf, 1 book`, and its payment.
    func order(_ wanted: String, email: String = "fan@example.com") async throws -> (Order, Payment) {
        guard case .placed(let order, let payment) = try await place(try await request(try await basket(wanted), email: email)) else {
            throw NotFound("order")
        }
        return (order, payment)
    }

    @discardableResult
    func finalise(_ payment: Payment, _ outcome: PaymentOutcome, after seconds: Int64 = 0) async throws -> Order {
        try await database.write { tx in
            try Payment.finalise(
                payment.key, outcome, offeredBy: Stall(), in: market, at: Self.now.adding(seconds: seconds), in: tx)
        }
    }

    func find(_ order: Order) async throws -> Order { try await database.read { try Order.find(order.key, in: $0) } }
    func find(_ payment: Payment) async throws -> Payment { try await database.read { try Payment.find(payment.key, in: $0) } }

    /// What became of an order and a payment: `placed/paid succeeded`.
    func state(_ order: Order, _ payment: Payment) async throws -> String {
        let (order, payment) = (try await find(order), try await find(payment))
        return "\(order.status)/\(order.payment) \(payment.state.rawValue)"
    }

    /// What is stored of the goods, as `name capacity/held/sold`.
    func stock() async throws -> String {
        try await database.read { tx in
            try tx.all("SELECT name, capacity, held, sold FROM cells WHERE name LIKE 'stock/%' ORDER BY key") {
                "\($0.text(0).dropFirst(6)) \($0.int(1))/\($0.int(2))/\($0.int(3))"
            }
        }.joined(separator: ", ")
    }

    /// The facts in the outbox, by kind.
    func facts() async throws -> [String] { try await database.read { try $0.peekFacts(limit: 1_000).map(\.kind) } }

    /// How many rows each table has.
    func rows() async throws -> [String: Int64] {
        try await database.read { tx in
            let tables: SQL = tx.engine == .sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()"
            let names = try tx.all(tables) { $0.text(0) }
            return try Dictionary(uniqueKeysWithValues: names.map { name in
                (name, try tx.count(SQL(stringLiteral: "SELECT count(*) FROM \(name)")))
            })
        }
    }

    /// Which tables grew or shrank since then, and by how much: `orders 1, payments 1`.
    func changes(since before: [String: Int64]) async throws -> String {
        try await rows().merging(before) { $0 - $1 }.filter { $0.value != 0 }.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

/// Where a test sells.
enum Place {
    /// Won without decimals, 10 % included.
    case korea
    /// Dollars with cents; 8.875 % added in New York, books at 4.5 %, food at nothing.
    case america
    /// Dinars with three decimals, 5 % added.
    case kuwait

    var market: Market {
        get throws {
            let (code, currency, zone, mode): (String, String, String, Market.TaxMode) = switch self {
            case .korea: ("KR", "KRW", "Asia/Seoul", .included)
            case .america: ("US", "USD", "America/New_York", .added)
            case .kuwait: ("KW", "KWD", "Asia/Kuwait", .added)
            }
            guard let code = MarketCode(code), let currency = Currency(currency) else { throw NotFound("market") }
            return Market(
                code: code, name: code.text, currency: currency, zoneName: zone, languages: [.english], taxMode: mode)
        }
    }

    func setRates(in tx: Transaction) throws {
        let rates: [(String, String, Int64)] = switch self {
        case .korea: [("standard", "", 100_000), ("books", "", 0)]
        case .america: [("standard", "", 0), ("standard", "NY", 88_750), ("books", "NY", 45_000), ("food", "NY", 0)]
        case .kuwait: [("standard", "", 50_000)]
        }
        for (name, region, ppm) in rates {
            try TaxTable.set(
                TaxRate(ppm: ppm), for: TaxClass(name), in: try market.code, region: region, from: Instant(ms: 0), in: tx)
        }
    }
}
