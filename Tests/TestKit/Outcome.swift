import Values

/// What became of something that many did at once.
package enum Outcome<Value: Sendable>: Sendable {
    case done(Value)
    case refused(code: String)
    case failed(any Error)

    /// The value, when it was done.
    package var value: Value? { if case .done(let value) = self { value } else { nil } }
    /// The code of the refusal, when it was refused.
    package var refusal: String? { if case .refused(let code) = self { code } else { nil } }
    /// The error, when it failed in another way.
    package var failure: (any Error)? { if case .failed(let error) = self { error } else { nil } }

    /// Runs `body` and keeps what became of it.
    package static func of(_ body: () async throws -> Value) async -> Outcome {
        do {
            return .done(try await body())
        } catch let refusal as any Refusal {
            return .refused(code: refusal.code)
        } catch {
            return .failed(error)
        }
    }

    /// Runs `body` so many times at once.
    package static func all(_ count: Int, _ body: @escaping @Sendable (Int) async throws -> Value) async -> [Outcome] {
        await withTaskGroup(of: (Int, Outcome).self) { group in
            for number in 0..<count { group.addTask { (number, await of { try await body(number) }) } }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
