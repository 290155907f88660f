import ArgumentParser
import Configuration
import Foundation
import Values
import Web

/// The settings of HTTPS and of proxies, as flags.
struct WebOptions: ParsableArguments {
    @Option(help: """
        PEM file with the certificate and its chain: the hub speaks HTTPS itself. Read again when it changes. \
        [tls.certificate, STADION_TLS_CERTIFICATE]
        """)
    var tlsCertificate: String?

    @Option(help: "PEM file with the certificate's key, without a passphrase. [tls.key, STADION_TLS_KEY]")
    var tlsKey: String?

    @Option(help: """
        A second port, without encryption, that only leads to the public address. [http.redirectPort, STADION_HTTP_REDIRECT_PORT]
        """)
    var redirectPort: String?

    @Option(help: """
        Folder of the answers to an ACME authority (webroot), shown at the second port. [http.acmeFolder, STADION_HTTP_ACME_FOLDER]
        """)
    var acmeFolder: String?

    @Option(help: """
        Seconds for which browsers are to come over HTTPS only (HSTS); 0 says nothing. [http.hsts, STADION_HTTP_HSTS; default: 0]
        """)
    var hsts: String?

    @Option(help: """
        Networks of the proxies before the hub, such as '10.0.0.0/8, 192.0.2.1', whose word about a fan's address counts. \
        [http.trustedProxies, STADION_HTTP_TRUSTED_PROXIES; default: none]
        """)
    var trustedProxies: String?

    @Option(help: """
        Which header the proxies write: x-forwarded (-For, -Proto) or forwarded (RFC 7239). [http.proxyHeader, \
        STADION_HTTP_PROXY_HEADER; default: x-forwarded]
        """)
    var proxyHeader: String?

    /// What was given, by the key of its setting.
    var flags: [(AbsoluteConfigKey, String?)] {
        [
            (["tls", "certificate"], tlsCertificate), (["tls", "key"], tlsKey), (["http", "redirectPort"], redirectPort),
            (["http", "acmeFolder"], acmeFolder), (["http", "hsts"], hsts), (["http", "trustedProxies"], trustedProxies),
            (["http", "proxyHeader"], proxyHeader),
        ]
    }
}

/// How one process is reached: by itself over HTTPS, behind proxies, or plainly.
struct WebSettings {
    /// Nil when the hub does not encrypt itself.
    let certificate: Certificate.Files?
    let redirectPort: Int?
    let acmeFolder: URL?
    let standing: StandingHeaders
    let trust: ProxyTrust

    init(_ reader: ConfigReader, publicURL: String?) throws {
        switch (reader.string(forKey: "tls.certificate"), reader.string(forKey: "tls.key")) {
        case (let chain?, let key?): certificate = .init(certificate: chain, key: key)
        case (nil, nil): certificate = nil
        case (nil, _): throw InvalidField("tls.certificate", "There is a key and no certificate; name both files.")
        case (_, nil): throw InvalidField("tls.key", "There is a certificate and no key; name both files.")
        }
        let isSecure = certificate != nil || publicURL?.hasPrefix("https:") == true
        redirectPort = try Self.port(reader, "http.redirectPort")
        if redirectPort != nil, !isSecure {
            throw InvalidField(
                "http.redirectPort", "There is nothing to lead to: set tls.certificate, or hub.url to an https address.")
        }
        acmeFolder = reader.string(forKey: "http.acmeFolder").map { URL(fileURLWithPath: $0) }
        if acmeFolder != nil, redirectPort == nil {
            throw InvalidField("http.acmeFolder", "The answers are shown at the second port; set http.redirectPort, usually to 80.")
        }
        let seconds = reader.string(forKey: "http.hsts", default: "0")
        guard let hsts = Int(seconds), (0...Self.hstsLimit).contains(hsts), hsts == 0 || isSecure else {
            throw InvalidField("http.hsts", "'\(seconds)' does not do; use seconds up to two years, and only with HTTPS.")
        }
        standing = .strictTransport(seconds: hsts)
        trust = try Self.trust(reader)
    }

    /// Two years, more than which the lists of browsers do not ask for.
    private static let hstsLimit = 63_072_000

    static func port(_ reader: ConfigReader, _ key: ConfigKey) throws -> Int? {
        guard let text = reader.string(forKey: key) else { return nil }
        guard let port = Int(text), (0...65_535).contains(port) else {
            throw InvalidField("\(key)", "'\(text)' is no port; use a number from 0 to 65535.")
        }
        return port
    }

    private static func trust(_ reader: ConfigReader) throws -> ProxyTrust {
        let word = reader.string(forKey: "http.proxyHeader", default: ProxyTrust.Header.xForwarded.rawValue)
        guard let header = ProxyTrust.Header(rawValue: word) else {
            throw InvalidField("http.proxyHeader", "'\(word)' is no header; use x-forwarded or forwarded.")
        }
        let list = reader.string(forKey: "http.trustedProxies", default: "")
        let ranges = try list.split(whereSeparator: { $0 == "," || $0 == " " }).map { text in
            guard let range = NetworkRange(text) else {
                throw InvalidField("http.trustedProxies", "'\(text)' is no network; use such as 10.0.0.0/8, fd00::/8 or 192.0.2.1.")
            }
            return range
        }
        return ProxyTrust(ranges, header)
    }

    /// The address of a socket, as browsers write it.
    func address(host: String, port: Int) -> String {
        let scheme = certificate == nil ? "http" : "https"
        let name = ["0.0.0.0", "::", "127.0.0.1", "::1"].contains(host) ? "localhost" : host
        let isUsual = port == (certificate == nil ? 80 : 443)
        return "\(scheme)://\(name.contains(":") ? "[\(name)]" : name)\(isUsual ? "" : ":\(port)")"
    }
}
