import Exchange
import Foundation
import Synchronization

/// How far long work is, on one line of the terminal that is written over; nothing when nobody looks.
final class ProgressLine: Sendable {
    private struct State {
        var shown = ContinuousClock.now
        var width = 0
    }

    private static let pause = Duration.milliseconds(100)
    private let state = Mutex(State())
    private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1

    func show(_ progress: ImportProgress) {
        let percent = progress.total > 0 ? Int(progress.done * 100 / progress.total) : 0
        show("\(percent) %  \(progress.label)")
    }

    func show(_ text: String) {
        guard isTerminal else { return }
        state.withLock { state in
            guard state.shown.duration(to: .now) > Self.pause else { return }
            state.shown = .now
            write(text + String(repeating: " ", count: max(0, state.width - text.count)) + "\r")
            state.width = text.count
        }
    }

    func end() {
        guard isTerminal else { return }
        state.withLock { write(String(repeating: " ", count: $0.width) + "\r") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
