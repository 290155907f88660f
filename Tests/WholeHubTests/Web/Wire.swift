import Foundation

/// One TCP connection to a hub, byte by byte: blocking, so it belongs on a thread of its own (`visit`).
final class Wire {
    private static let timeoutSeconds = 20
    private static let stream = Int32(SOCK_STREAM.rawValue)

    private let socket: Int32
    private var buffer: [UInt8] = []

    /// Connects to a port of this machine.
    init(port: Int) throws {
        socket = Glibc.socket(AF_INET, Self.stream | Int32(SOCK_CLOEXEC.rawValue), 0)
        var timeout = timeval(tv_sec: Self.timeoutSeconds, tv_usec: 0)
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
        }
        guard code == 0 else { throw BrokenWire("cannot connect: errno \(errno)") }
    }

    deinit { close(socket) }

    /// Sends all of a text.
    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw BrokenWire("cannot send: errno \(errno)") }
            sent += count
        }
    }

    /// Reads one whole answer; `hasBody` is false for the answer to HEAD.
    func answer(hasBody: Bool = true) throws -> Answer {
        let end: [UInt8] = [13, 10, 13, 10]
        while buffer.firstRange(of: end) == nil { try fill() }
        guard let range = buffer.firstRange(of: end) else { throw BrokenWire("no head") }
        let head = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
        buffer.removeSubrange(..<range.upperBound)
        var answer = try Answer(head: head)
        if !hasBody || answer.status == 304 || answer.status == 204 { return answer }
        answer.body = try answer["Transfer-Encoding"] == "chunked"
            ? chunks() : take(Int(answer["Content-Length"] ?? "") ?? 0)
        return answer
    }

    /// Waits until the hub has taken everything that was sent out of its socket (proc(5), `/proc/net/tcp`).
    func waitUntilRead(by port: Int) throws {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
        }
        let (hub, mine) = (Self.hex(port), Self.hex(Int(address.sin_port.bigEndian)))
        let end = ContinuousClock.now + .seconds(Self.timeoutSeconds)
        while ContinuousClock.now < end {
            let table = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/net/tcp")).readToEnd() ?? Data()
            let line = String(decoding: table, as: UTF8.self).split(separator: "\n").first { $0.contains("0100007F:\(hub) 0100007F:\(mine) ") }
            if let line, line.split(separator: " ")[4].hasSuffix(":00000000") { return }
            usleep(1000)
        }
        throw BrokenWire("nobody reads")
    }

    private static func hex(_ port: Int) -> String {
        let digits = String(port, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// Whether the other side has closed and left nothing unread.
    func isAtEnd() throws -> Bool {
        var byte: UInt8 = 0
        let count = recv(socket, &byte, 1, Int32(MSG_PEEK))
        guard count >= 0 || errno == ECONNRESET else { throw BrokenWire("cannot read: errno \(errno)") }
        return count <= 0 && buffer.isEmpty
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            while buffer.firstRange(of: [13, 10]) == nil { try fill() }
            guard let range = buffer.firstRange(of: [13, 10]),
                let size = Int(String(decoding: buffer[..<range.lowerBound], as: UTF8.self), radix: 16)
            else { throw BrokenWire("a chunk without a size") }
            buffer.removeSubrange(..<range.upperBound)
            body += try take(size)
            _ = try take(2)
            if size == 0 { return body }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { try fill() }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    private func fill() throws {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(socket, &chunk, chunk.count, 0)
        guard count > 0 else { throw BrokenWire(count == 0 ? "closed by the hub" : "cannot read: errno \(errno)") }
        buffer += chunk[..<count]
    }
}

/// A connection that ended or stayed silent.
struct BrokenWire: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// What a hub answered.
struct Answer: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    var body: [UInt8] = []

    init(head: String) throws {
        let lines = head.split(separator: "\r\n").map(String.init)
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw BrokenWire("no status in \(head)")
        }
        self.status = status
        headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
        }
    }

    /// The first header of a name.
    subscript(name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}
