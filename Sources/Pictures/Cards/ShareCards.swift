package import Foundation
import Synchronization
import Values

/// Draws cards when somebody asks for one, one at a time, and keeps the last of them. Bounded in memory and in line.
package final class ShareCards: Sendable {
    /// Cards that are kept, at about 100 kB each.
    private static let keptLimit = 100
    /// Askers that wait for one to be drawn; more are told to come again.
    private static let waitingLimit = 64

    private struct State {
        var kept: [String: Data] = [:]
        var order: [String] = []
        var waiting: [String: [CheckedContinuation<Data, any Error>]] = [:]
        var waitingCount = 0

        mutating func keep(_ data: Data, as hash: String) {
            guard kept.updateValue(data, forKey: hash) == nil else { return }
            order.append(hash)
            if order.count > keptLimit { kept[order.removeFirst()] = nil }
        }
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "cards", qos: .utility)

    /// Nothing is drawn yet.
    package init() {}

    /// The JPEG of a card; `picture` reads the bytes of its picture and is asked only when it has to be drawn.
    package func jpeg(_ card: ShareCard, picture: Data?) async throws -> Data {
        let hash = card.hash
        if let kept = kept(hash) { return kept }
        return try await withCheckedThrowingContinuation { asker in
            let isFirst: Bool? = state.withLock { state in
                guard state.waitingCount < Self.waitingLimit else { return nil }
                state.waitingCount += 1
                state.waiting[hash, default: []].append(asker)
                return state.waiting[hash]?.count == 1
            }
            switch isFirst {
            case nil: asker.resume(throwing: Fault(.overloaded, during: "drawing a card", cause: "too many wait"))
            case true?: queue.async { self.finish(hash, Result { try card.draw(picture) }) }
            case false?: break
            }
        }
    }

    /// The card of a hash, when it was drawn not long ago.
    package func kept(_ hash: String) -> Data? { state.withLock { $0.kept[hash] } }

    private func finish(_ hash: String, _ result: Result<Data, any Error>) {
        let askers = state.withLock { state in
            if case .success(let data) = result { state.keep(data, as: hash) }
            let askers = state.waiting.removeValue(forKey: hash) ?? []
            state.waitingCount -= askers.count
            return askers
        }
        for asker in askers { asker.resume(with: result) }
    }
}
