import Foundation
import NIOSSL
import Synchronization
package import Values

/// The certificate and key that new connections are opened with. They are read again when their files change; connections that are
/// open keep what they began with, so nobody notices.
package final class Certificate: Sendable {
    /// Where certificate and key lie, both in PEM form; the certificate's file holds the whole chain, its own first.
    package struct Files: Sendable {
        let certificate: String
        let key: String

        /// Paths of a chain and of its key, which has no passphrase.
        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// What a look at the files brought.
    package enum News: Sendable, Equatable {
        /// New connections get the new certificate, which is good until then.
        case replaced(expires: Instant)
        /// The files changed into something that cannot be used: the old certificate stays.
        case refused(String)
    }

    private struct State {
        var loaded: Loaded
        /// What the files looked like when they were loaded, when they were refused, and at the last look.
        var used: Marks
        var refused: Marks?
        var seen: Marks
    }

    private let files: Files
    private let state: Mutex<State>

    /// Reads both files, or refuses them with the setting that is at fault and what to do.
    package init(_ files: Files) throws {
        self.files = files
        let marks = Marks(files)
        state = Mutex(State(loaded: try Loaded(files), used: marks, seen: marks))
    }

    /// What a new connection is opened with.
    var context: NIOSSLContext { state.withLock { $0.loaded.context } }

    /// From when on browsers refuse the certificate that is in use.
    package var expires: Instant { state.withLock { $0.loaded.expires } }

    /// Looks at the files, and reads them when they have changed and then stayed the same for a whole pause between two looks:
    /// whoever copies two files has both in place by then. Nil when there is nothing new; each refusal is told once.
    package func look(at now: Instant) -> News? {
        state.withLock { state in
            let marks = Marks(files)
            guard marks != state.used, marks != state.refused else { return nil }
            guard marks == state.seen else {
                state.seen = marks
                return nil
            }
            do {
                let loaded = try Loaded(files)
                guard loaded.expires > now || state.loaded.expires <= now else {
                    throw InvalidField("tls.certificate", "\(files.certificate) expired at \(loaded.expires); renew it.")
                }
                state.loaded = loaded
                state.used = marks
                state.refused = nil
                return .replaced(expires: loaded.expires)
            } catch {
                state.refused = marks
                return .refused((error as? any Refusal)?.reason ?? "\(error)")
            }
        }
    }

    /// Files as they were read.
    private struct Loaded {
        let context: NIOSSLContext
        let expires: Instant

        init(_ files: Files) throws {
            let chain = try Self.chain(files.certificate)
            let key = try Self.key(files.key)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["h2", "http/1.1"]
            do {
                context = try NIOSSLContext(configuration: configuration)
            } catch {
                throw InvalidField("tls.key", "The key in \(files.key) does not belong to the certificate in \(files.certificate).")
            }
            expires = Instant(ms: Int64(chain.map(\.notValidAfter).min() ?? 0) * 1000)
        }

        private static func chain(_ path: String) throws -> [NIOSSLCertificate] {
            try readable(path, "tls.certificate")
            guard let chain = try? NIOSSLCertificate.fromPEMFile(path), !chain.isEmpty else {
                throw InvalidField("tls.certificate", "\(path) holds no certificates in PEM form.")
            }
            return chain
        }

        private static func key(_ path: String) throws -> NIOSSLPrivateKey {
            try readable(path, "tls.key")
            guard let key = try? NIOSSLPrivateKey(file: path, format: .pem) else {
                throw InvalidField("tls.key", "\(path) holds no key in PEM form without a passphrase.")
            }
            return key
        }

        private static func readable(_ path: String, _ field: String) throws {
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw InvalidField(field, "\(path) is not there or may not be read by this user.")
            }
        }
    }

    /// What tells a changed file from the one before, through links: which file it is, when it was written, how long it is.
    private struct Marks: Equatable {
        private let marks: [[Int64]]

        init(_ files: Files) {
            marks = [files.certificate, files.key].map { path in
                var found = stat()
                guard stat(path, &found) == 0 else { return [] }
                return [
                    Int64(found.st_ino), Int64(found.st_size), Int64(found.st_mtim.tv_sec), Int64(found.st_mtim.tv_nsec),
                ]
            }
        }
    }
}
