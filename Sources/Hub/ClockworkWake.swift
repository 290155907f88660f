import Synchronization

/// Lets one loop of the clockwork sleep until somebody has work for it, a while has passed, or it is cancelled.
final class ClockworkWake: Sendable {
    private struct State {
        var isRaised = false
        var round = 0
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Wakes the sleeper, or keeps the next one from falling asleep.
    func raise() {
        state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let sleeper = state.sleeper else {
                state.isRaised = true
                return nil
            }
            state.sleeper = nil
            return sleeper
        }?.resume()
    }

    /// Sleeps; one loop at a time may call it.
    func wait(seconds: Double) async {
        let round = state.withLock { state in
            state.round += 1
            return state.round
        }
        let alarm = Task {
            try? await Task.sleep(for: .seconds(seconds))
            end(round)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { sleeper in
                let isAwake = state.withLock { state in
                    if state.isRaised {
                        state.isRaised = false
                        return true
                    }
                    state.sleeper = sleeper
                    return false
                }
                if isAwake { sleeper.resume() }
            }
        } onCancel: {
            raise()
        }
        alarm.cancel()
    }

    private func end(_ round: Int) {
        state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.round == round, let sleeper = state.sleeper else { return nil }
            state.sleeper = nil
            return sleeper
        }?.resume()
    }
}
