import Foundation

/// Waiting for a state, never for a time.
///
/// Seconds are those of a machine that has a processor to spare: on one where more wants to run than there are processors they last
/// as much longer, so that a promise such as "within a second" is tested strictly where it is calm, and fairly where it is not.
package struct Deadline: Error, CustomStringConvertible {
    /// What did not come true.
    package let state: String
    /// How long was waited for it.
    package let seconds: Double

    package var description: String { "\(state): not within \(seconds) seconds" }

    /// Returns as soon as `holds` says yes, which it is asked again and again; throws when the time is over.
    package static func wait(for state: String, seconds: Double = 10, _ holds: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(seconds * slack)
        while try await !holds() {
            guard ContinuousClock.now < end else { throw Deadline(state: state, seconds: seconds) }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// How many times longer things take now: what wants to run in the last minute for each processor, and at least once.
    private static var slack: Double {
        var load = [0.0, 0.0, 0.0]
        guard getloadavg(&load, 3) > 0 else { return 1 }
        return max(1, load[0] / Double(ProcessInfo.processInfo.activeProcessorCount))
    }
}
