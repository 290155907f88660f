import ArgumentParser
import Hub
import Staff
import Storage
import Values

/// Keys with which machines use the API.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make, list and revoke the keys with which machines use the API.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a key and show its secret, once.")

        @OptionGroup var options: SettingsOptions

        @Option(name: .customLong("for"), help: "Whom or what it is for, such as 'warehouse'.")
        var owner: String

        @Option(help: "What it is good for, with commas between: \(ApiKey.Scope.allCases.map(\.rawValue).joined(separator: ", ")).")
        var scopes: String

        @Option(help: "Until when it is good, such as 2027-01-01T00:00:00Z; default: until it is revoked.")
        var expires: String?

        func run() async throws {
            try await Failing.clearly {
                let scopes = try self.scopes.split(separator: ",").map { name in
                    guard let scope = ApiKey.Scope(rawValue: name.filter { $0 != " " }) else {
                        throw InvalidField("scopes", "There is no scope '\(name)'; choose from \(Keys.scopeNames).")
                    }
                    return scope
                }
                let expiry = try expires.map { text in
                    guard let instant = Instant(text) else {
                        throw InvalidField("expires", "'\(text)' is no time; use one such as 2027-01-01T00:00:00Z.")
                    }
                    return instant
                }
                let owner = self.owner
                let made = try await Keys.withHub(options) { hub in
                    let now = hub.now()
                    return try await hub.database.write {
                        try ApiKey.create(named: owner, for: Set(scopes), until: expiry, at: now, in: $0)
                    }
                }
                Terminal.say(made.secret)
                Terminal.say("This is the secret of key \(made.key.prefix). It is not kept and cannot be shown again.")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the keys, the newest first.")

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Failing.clearly {
                let (keys, now) = try await Keys.withHub(options) { hub in
                    (try await hub.database.read { try ApiKey.all(in: $0) }, hub.now())
                }
                for key in keys {
                    let state = key.revokedAt.map { "revoked \($0)" } ?? (key.isGood(at: now) ? "good" : "expired")
                    let used = key.lastUsedAt.map { "used \($0)" } ?? "never used"
                    let scopes = key.scopes.sorted().map(\.rawValue).joined(separator: ",")
                    Terminal.say("\(key.prefix)  \(state)  \(used)  \(scopes)  \(key.name)")
                }
                if keys.isEmpty { Terminal.say("There are no keys.") }
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a key at once.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The key's first ten characters after 'stadion_', as the list shows them.")
        var prefix: String

        func run() async throws {
            try await Failing.clearly {
                let prefix = self.prefix
                try await Keys.withHub(options) { hub in
                    let now = hub.now()
                    try await hub.database.write { try ApiKey.revoke(prefix, at: now, in: $0) }
                }
                Terminal.say("The key \(prefix) is revoked.")
            }
        }
    }

    private static let scopeNames = ApiKey.Scope.allCases.map(\.rawValue).joined(separator: ", ")

    /// Opens the hub that the settings name for one piece of work.
    private static func withHub<Value: Sendable>(
        _ options: SettingsOptions, _ body: (Hub) async throws -> Value
    ) async throws -> Value {
        let settings = try await options.resolve()
        let hub = try await Hub.open(settings.hub, logger: settings.logger())
        do {
            let value = try await body(hub)
            await hub.close()
            return value
        } catch {
            await hub.close()
            throw error
        }
    }
}
