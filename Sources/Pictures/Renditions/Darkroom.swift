package import Foundation
package import Storage
import Synchronization
import Values

/// Where renditions are made: a few at a time, each once, and kept in a folder.
///
/// Encoding takes a processor for up to a second, so it happens on threads of its own, never on those that all tasks share, and a
/// bounded number waits; who comes when the queue is full is told to come back. Whoever asks for what is being made already waits
/// for that one. What was made lies in a folder that may be deleted at any time.
package final class Darkroom: Sendable {
    /// Renditions that may wait for a free place.
    package static let waitingLimit = 64

    private typealias Outcome = Result<Data, any Error>
    private typealias Waiting = CheckedContinuation<Outcome?, Never>

    private let shelf: RenditionShelf
    private let places: Places
    private let threads = DispatchQueue(label: "darkroom", qos: .utility, attributes: .concurrent)
    /// Who waits for what is being made.
    private let asked = Mutex<[Rendition: [Waiting]]>([:])

    /// A darkroom that keeps what it makes in a folder of at most so many bytes, and makes as many at a time as there are spare
    /// processors, four at most.
    package init(
        folder: URL, byteLimit: Int = RenditionShelf.byteLimit, places: Int? = nil, waitingLimit: Int = waitingLimit
    ) {
        shelf = RenditionShelf(folder: folder, byteLimit: byteLimit)
        let spare = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
        self.places = Places(places ?? min(4, spare), waitingLimit: waitingLimit)
    }

    /// The rendition's bytes, made from the picture's file when nobody has asked before.
    ///
    /// Refuses what no picture of the hub has: another hash, a width that the picture does not reach. Throws a retryable fault when
    /// too many wait.
    package func bytes(of rendition: Rendition, from database: Database) async throws -> Data {
        if let kept = await aside({ [shelf] in shelf.bytes(of: rendition) }) { return kept }
        let isFirst = asked.withLock { asked in
            guard asked[rendition] == nil else { return false }
            asked[rendition] = []
            return true
        }
        guard isFirst else {
            if let outcome = await outcome(of: rendition) { return try outcome.get() }
            return try await bytes(of: rendition, from: database)
        }
        let outcome: Outcome
        do {
            outcome = .success(try await make(rendition, from: database))
        } catch {
            outcome = .failure(error)
        }
        for waiting in asked.withLock({ $0.removeValue(forKey: rendition) ?? [] }) { waiting.resume(returning: outcome) }
        return try outcome.get()
    }

    /// What becomes of a rendition that is being made; nil when it was finished before anybody could wait.
    private func outcome(of rendition: Rendition) async -> Outcome? {
        await withCheckedContinuation { (waiting: Waiting) in
            let isThere = asked.withLock { asked in
                guard asked[rendition] != nil else { return false }
                asked[rendition]?.append(waiting)
                return true
            }
            if !isThere { waiting.resume(returning: nil) }
        }
    }

    private func make(_ rendition: Rendition, from database: Database) async throws -> Data {
        try await places.enter()
        defer { places.leave() }
        if let kept = await aside({ [shelf] in shelf.bytes(of: rendition) }) { return kept }
        let found = try await database.read { tx -> (isDrawing: Bool, bytes: Data)? in
            guard let picture = try Picture.ofFile(rendition.hash, in: tx), picture.widths.contains(rendition.width),
                let file = try Picture.file(rendition.hash, in: tx)
            else { return nil }
            return (picture.isDrawing, file.bytes)
        }
        guard let found else { throw NotFound("file") }
        let made = await aside { [shelf] in
            Outcome {
                let bytes = try rendition.develop(from: found.bytes, isDrawing: found.isDrawing)
                shelf.keep(bytes, as: rendition)
                return bytes
            }
        }
        return try made.get()
    }

    /// Runs what blocks on a thread of the darkroom.
    private func aside<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in threads.async { continuation.resume(returning: work()) } }
    }
}

/// A few places, and a queue before them that is never long.
private final class Places: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let state: Mutex<State>
    private let waitingLimit: Int

    init(_ count: Int, waitingLimit: Int) {
        state = Mutex(State(free: count))
        self.waitingLimit = waitingLimit
    }

    /// Takes a place, waiting for one; throws when too many wait already.
    func enter() async throws {
        let isIn = await withCheckedContinuation { (waiting: CheckedContinuation<Bool, Never>) in
            let answer: Bool? = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                guard state.waiting.count < waitingLimit else { return false }
                state.waiting.append(waiting)
                return nil
            }
            if let answer { waiting.resume(returning: answer) }
        }
        guard isIn else {
            throw Fault(.overloaded, during: "encoding a picture", cause: "\(waitingLimit) pictures wait already")
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume(returning: true)
    }
}
