import Exchange
import Pictures
import Storage
import Values

/// One story of an import, or something that is none: what it says, or why it is left out.
struct StoryEntry: Sendable {
    /// What was read.
    enum Content: Sendable {
        case story(StoryPatch)
        case skipped(String)
        case refused(any Refusal)
    }

    let place: ImportReport.Place
    let subject: String
    let content: Content

    var patch: StoryPatch? { if case .story(let patch) = content { patch } else { nil } }

    func report(_ outcome: Written<StoryPatch.Saved>?, to report: inout ImportReport) {
        switch (content, outcome) {
        case (.story, .done(let saved)): report.add(place, subject, saved.change.outcome, saved.note)
        case (.story, .refused(let refusal)), (.refused(let refusal), _): report.add(place, subject, .refused, refusal.told)
        case (.skipped(let reason), _): report.add(place, subject, .skipped, reason)
        case (.story, nil): return
        }
    }
}
