import Foundation

/// A fan's browser without scripts: keeps cookies and a connection, fills in forms, follows nothing by itself.
final class Fan {
    let port: Int
    private var wire: Wire?
    private var cookies: [String: String] = [:]

    init(port: Int) { self.port = port }

    /// Lets a fan visit a hub, on a thread of its own.
    static func visit<Value: Sendable>(
        _ hub: HubProcess, _ body: @escaping @Sendable (Fan) throws -> Value
    ) async throws -> Value {
        let port = hub.port
        return try await onThread { try body(Fan(port: port)) }
    }

    func get(_ path: String, _ headers: [String: String] = [:]) throws -> Answer { try ask("GET", path, headers, nil) }

    func head(_ path: String) throws -> Answer { try ask("HEAD", path, [:], nil) }

    func post(_ path: String, _ fields: [String: String], _ headers: [String: String] = [:]) throws -> Answer {
        try ask("POST", path, headers.merging(["Content-Type": Self.formType]) { mine, _ in mine }, Self.encoded(fields))
    }

    func post(_ path: String, body: String, _ headers: [String: String]) throws -> Answer {
        try ask("POST", path, headers, body)
    }

    /// An empty request of any method.
    func send(_ method: String, _ path: String) throws -> Answer { try ask(method, path, ["Content-Type": Self.formType], "") }

    /// A page that must be there.
    func page(_ path: String) throws -> Page { try Page(get(path), path) }

    /// The text of a request as it travels, for those who send it themselves.
    func request(_ method: String, _ path: String, _ headers: [String: String] = [:], _ body: String? = nil) -> String {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost:\(port)", "User-Agent: Fan"]
        let kept = cookies.filter { path.hasPrefix("/\($0.key.suffix(2))/") }.map { "\($0.key)=\($0.value)" }
        if !kept.isEmpty { lines.append("Cookie: \(kept.joined(separator: "; "))") }
        lines += headers.map { "\($0.key): \($0.value)" }
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }

    /// Makes a basket cookie as if the hub had set it.
    func setCookie(_ name: String, _ value: String) { cookies[name] = value }
    func cookie(_ name: String) -> String? { cookies[name] }

    private func ask(_ method: String, _ path: String, _ headers: [String: String], _ body: String?) throws -> Answer {
        let wire = try self.wire ?? Wire(port: port)
        self.wire = nil
        try wire.send(request(method, path, headers, body))
        let answer = try wire.answer(hasBody: method != "HEAD")
        if headers["Connection"] != "close", answer["Connection"]?.lowercased() != "close" { self.wire = wire }
        for header in answer.headers where header.name.lowercased() == "set-cookie" {
            let pair = header.value.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
            cookies[pair[0]] = pair[1]
        }
        return answer
    }

    static let formType = "application/x-www-form-urlencoded"

    static func encoded(_ fields: [String: String]) -> String {
        fields.map { "\(encoded($0.key))=\(encoded($0.value))" }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."~"))) ?? ""
    }
}

/// Runs blocking work on a thread of its own, as part of the calling task, so that what it expects belongs to the test.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withTaskExecutorPreference(ThreadEach()) { try work() }
}

/// Runs each piece of a task on a new thread.
private final class ThreadEach: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        Thread.detachNewThread { job.runSynchronously(on: executor) }
    }
}
