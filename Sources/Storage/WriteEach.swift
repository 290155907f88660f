package import Values

/// What became of one of several things that were written.
package enum Written<Value: Sendable>: Sendable {
    /// What writing it returned.
    case done(Value)
    /// Why it was not written; nothing of it was kept.
    case refused(any Refusal)
}

extension Database {
    /// Writes many things one after the other in one transaction, and each in a transaction of its own when one of them
    /// is refused, so that a refusal takes only its own thing with it. Gives what `body` returned or the refusal, in
    /// the order of `elements`.
    ///
    /// With `keeps: false` everything is rolled back in the end: the answers say what would have happened.
    package func writeEach<Element: Sendable, Value: Sendable>(
        _ elements: [Element], keeps: Bool = true, _ body: @escaping @Sendable (Element, Transaction) throws -> Value
    ) async throws -> [Written<Value>] {
        guard !elements.isEmpty else { return [] }
        do {
            return try await writeTogether(elements, keeps: keeps, body).map { .done($0) }
        } catch let refusal as any Refusal {
            if elements.count == 1 { return [.refused(refusal)] }
        }
        var outcomes: [Written<Value>] = []
        for element in elements { outcomes += try await writeEach([element], keeps: keeps, body) }
        return outcomes
    }

    private func writeTogether<Element: Sendable, Value: Sendable>(
        _ elements: [Element], keeps: Bool, _ body: @escaping @Sendable (Element, Transaction) throws -> Value
    ) async throws -> [Value] {
        do {
            return try await write { tx in
                let values = try elements.map { try body($0, tx) }
                guard keeps else { throw Rehearsed(values: values) }
                return values
            }
        } catch let rehearsed as Rehearsed<Value> {
            return rehearsed.values
        }
    }
}

/// Thrown to roll a write back whose outcome is wanted all the same.
private struct Rehearsed<Value: Sendable>: Error {
    let values: [Value]
}
