package import Staff
import Storage
import Values

// A hub without people is opened by whoever reads its terminal: the code stands there, works until the first person is made, and
// is the same on every node.

/// The hub's name as it was given at the first start.
enum HubName {
    static func find(in tx: Transaction) throws -> String? {
        try tx.first("SELECT value FROM hub_names WHERE name = 'hub'") { $0.text(0) }
    }

    static func save(_ name: String, in tx: Transaction) throws {
        try tx.run("""
            INSERT INTO hub_names (name, value) VALUES ('hub', \(name))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
        tx.touch(.settings)
    }
}

extension Hub {
    private static let setupSecret = "setup"
    /// 60 bits in three groups of four.
    private static let codeLength = 12
    private static let nameLimit = 60

    /// The code that opens a hub without people, as `K3M9-02TD-7QAB`; nil once there is somebody.
    package func setupCode() async throws -> String? {
        if try await database.read({ try Person.exist(in: $0) }) { return nil }
        let secret = try await database.write { tx -> String? in
            try Person.exist(in: tx) ? nil : Secret.named(Self.setupSecret, in: tx)
        }
        guard let secret else { return nil }
        let digits = Array(secret.prefix(Self.codeLength).uppercased())
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// Whether a code opens the hub: blanks, hyphens and case do not count.
    package func opens(_ code: String) async throws -> Bool {
        guard let right = try await setupCode() else { throw StaffRefusal.alreadySetUp }
        func bare(_ text: String) -> [UInt8] { text.uppercased().utf8.filter { $0 != 45 && $0 != 32 } }
        let (typed, known) = (bare(code), bare(right))
        return typed.count == known.count && zip(typed, known).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Names the hub: 1 to 60 characters.
    package func rename(_ name: String) async throws {
        guard !name.isEmpty, name.count <= Self.nameLimit, name.unicodeScalars.allSatisfy({ $0.value >= 32 }) else {
            throw InvalidField("hub_name", "Enter a name of at most \(Self.nameLimit) characters.")
        }
        try await database.write { try HubName.save(name, in: $0) }
    }

    /// The markets that can be opened with their taxes and delivery as a start, the first one home.
    package static var knownMarkets: [(code: String, name: String)] { DemoMarkets.all }

    /// Opens some of the known markets; refuses none and unknown ones.
    package func open(markets codes: Set<String>) async throws {
        guard !codes.isEmpty, codes.isSubset(of: Self.knownMarkets.map(\.code)) else {
            throw InvalidField("markets", "Choose at least one market.")
        }
        try await database.write { try DemoMarkets.save(codes, in: $0) }
    }

    /// Makes the first person with the code from the terminal, which is used up by it.
    package func makeFirstPerson(
        _ entry: PersonEntry, _ password: String, code: String, from visitor: Visitor
    ) async throws -> Door.Entry {
        guard try await opens(code) else { throw StaffRefusal.wrongSetupCode }
        return try await door.openHub(entry, password, from: visitor, at: now()) { tx in
            guard try tx.run("DELETE FROM secrets WHERE name = \(Self.setupSecret)") == 1 else { throw StaffRefusal.alreadySetUp }
        }
    }

    /// The demo's person and their password, made when the hub has nobody; nil when somebody has chosen another password.
    package func demoPerson() async throws -> (email: String, password: String)? {
        let email = "demo@stadion.example"
        let secret = try await database.write { try Secret.named("demo-person", in: $0) }
        let digits = Array(secret.prefix(16))
        let password = stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: "-")
        if let code = try await setupCode() {
            let entry = try PersonEntry(name: "Demo", email: email, language: .english, roles: [.administrator])
            _ = try await makeFirstPerson(entry, password, code: code, from: Visitor(address: "", agent: "stadion demo"))
        }
        let person = try await database.read { try Person.find(email: email, in: $0) }
        guard let person, person.state == .active, person.passwordAt == person.createdAt else { return nil }
        return (email, password)
    }
}
