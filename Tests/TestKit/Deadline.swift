/// Waiting for a state, never for a time.
package struct Deadline: Error, CustomStringConvertible {
    /// What did not come true.
    package let state: String
    /// How long was waited for it.
    package let seconds: Double

    package var description: String { "\(state): not within \(seconds) seconds" }

    /// Returns as soon as `holds` says yes, which it is asked again and again; throws when the time is over.
    package static func wait(for state: String, seconds: Double = 10, _ holds: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try await !holds() {
            guard ContinuousClock.now < end else { throw Deadline(state: state, seconds: seconds) }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
