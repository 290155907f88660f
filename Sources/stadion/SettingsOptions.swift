import ArgumentParser
import Configuration
import Foundation
import Hub
import Logging
import Partners
import SystemPackage
import Values
import Web

/// Every setting, as a flag. The same settings are read from the environment and from a file.
struct SettingsOptions: ParsableArguments {
    @Option(help: "YAML file with settings; default: stadion.yaml in this folder, when it is there.")
    var config: String?

    @Option(help: "Folder of the SQLite files and of mails without a server. [data, STADION_DATA; default: ./stadion-data]")
    var data: String?

    @Option(help: "postgres:// address; without it everything is in the folder. [database, STADION_DATABASE]")
    var database: String?

    @Option(help: "Address to listen on. [http.host, STADION_HTTP_HOST; default: 127.0.0.1]")
    var host: String?

    @Option(help: "Port to listen on; 0 takes a free one. [http.port, STADION_HTTP_PORT; default: 8080]")
    var port: String?

    @Option(
        name: [.customLong("public-url"), .customLong("url")],
        help: """
            Address under which fans reach the hub, in mails, feeds and sitemaps. [hub.url, STADION_HUB_URL; default: the \
            address that it listens on]
            """)
    var publicURL: String?

    @Option(help: "Name of the hub. [hub.name, STADION_HUB_NAME; default: Stadion]")
    var name: String?

    @OptionGroup var web: WebOptions
    @OptionGroup var limits: LimitOptions

    @Option(help: "Sender of mails, as 'Name <address>'. [mail.sender, STADION_MAIL_SENDER]")
    var mailSender: String?

    @Option(help: "smtp:// or smtps:// address; without it mails are files in DATA/mail. [mail.server, STADION_MAIL_SERVER]")
    var mailServer: String?

    @Option(help: """
        User at the mail server; the password only by mail.password or STADION_MAIL_PASSWORD. [mail.user, STADION_MAIL_USER]
        """)
    var mailUser: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical. [log.level, STADION_LOG_LEVEL; default: info]")
    var logLevel: String?

    /// What the settings come to, or an error that names the setting and says what it must be.
    func resolve() async throws -> Settings {
        let reader = ConfigReader(providers: try await providers())
        let host = reader.string(forKey: "http.host", default: "127.0.0.1")
        let port = try WebSettings.port(reader, "http.port") ?? 8080
        let levelText = reader.string(forKey: "log.level", default: "info")
        guard let level = Logger.Level(rawValue: levelText) else {
            throw InvalidField("log.level", "'\(levelText)' is no level; use debug, info, notice, warning or error.")
        }
        var hub = HubSettings(dataFolder: URL(fileURLWithPath: reader.string(forKey: "data", default: "stadion-data")))
        hub.databaseURL = try Self.databaseURL(reader.string(forKey: "database", isSecret: true))
        hub.name = reader.string(forKey: "hub.name", default: hub.name)
        let given = try reader.string(forKey: "hub.url").map(Self.publicURL)
        let web = try WebSettings(reader, publicURL: given)
        hub.publicURL = given ?? web.address(host: host, port: port)
        hub.mailSender = reader.string(forKey: "mail.sender", default: hub.mailSender)
        hub.mailServer = reader.string(forKey: "mail.server").map { server in
            Mailer.Server(
                url: server, user: reader.string(forKey: "mail.user", default: ""),
                password: reader.string(forKey: "mail.password", isSecret: true, default: ""))
        }
        return Settings(
            hub: hub, host: host, port: port, isAddressGiven: given != nil, web: web, logLevel: level,
            limits: try LimitOptions.limits(reader))
    }

    private func providers() async throws -> [any ConfigProvider] {
        let flags: [(AbsoluteConfigKey, String?)] = [
            (["data"], data), (["database"], database), (["http", "host"], host), (["http", "port"], port),
            (["hub", "url"], publicURL), (["hub", "name"], name), (["mail", "sender"], mailSender),
            (["mail", "server"], mailServer), (["mail", "user"], mailUser), (["log", "level"], logLevel),
        ]
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, value) in flags + web.flags + limits.flags {
            values[key] = value.map { ConfigValue(.string($0), isSecret: false) }
        }
        return [
            InMemoryProvider(name: "flags", values: values),
            EnvironmentVariablesProvider().prefixKeys(with: "stadion"), try await file(),
        ]
    }

    private func file() async throws -> FileProvider<YAMLSnapshot> {
        let path = config ?? "stadion.yaml"
        do {
            return try await FileProvider<YAMLSnapshot>(filePath: FilePath(path), allowMissing: config == nil)
        } catch {
            throw InvalidField("config", "The file \(path) cannot be read as settings: \(error)")
        }
    }

    private static func databaseURL(_ text: String?) throws -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else {
            throw InvalidField("database", "Use an address such as postgres://user:password@host:5432/name.")
        }
        return text
    }

    private static func publicURL(_ text: String) throws -> String {
        guard let url = URL(string: text), url.scheme == "http" || url.scheme == "https", url.host != nil else {
            throw InvalidField("hub.url", "'\(text)' is no address; use one such as https://hub.example.org.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}

/// What one process runs with.
struct Settings {
    var hub: HubSettings
    let host: String
    let port: Int
    /// Whether the operator said under which address the hub is reached; else it follows from the socket.
    let isAddressGiven: Bool
    let web: WebSettings
    let logLevel: Logger.Level
    let limits: RateLimits

    /// The logger of the process.
    func logger() -> Logger {
        var logger = Logger(label: "stadion") { _ in LineLog() }
        logger.logLevel = logLevel
        return logger
    }
}
