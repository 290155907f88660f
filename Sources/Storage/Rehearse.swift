extension Database {
    /// Runs `body` as a write that nobody ever sees: what it changed is taken back when it returns, and no topic is touched.
    ///
    /// For asking what would be if something were done, with the very code that does it.
    package func rehearse<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        do {
            return try await write { tx in throw Rehearsed(value: try body(tx)) }
        } catch let rehearsed as Rehearsed<Value> {
            return rehearsed.value
        }
    }
}

/// Carries a value out of a transaction that is rolled back.
private struct Rehearsed<Value: Sendable>: Error {
    let value: Value
}
