import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Staff
import Storage
import Stories
import Values
import Web

/// Saving from the editor and from the translation, with a button or by itself.
enum StorySaving {
    /// What the script hears.
    private struct Answer: Encodable {
        var version: Int64
        /// When it was saved, as people read it.
        var clock: String
        /// Whether the blocks are not those that were sent any more: the page has to be opened again to show them.
        var isReshaped = false
        /// Where the two texts are side by side, after a conflict.
        var conflict: String?
        var problem: String?
    }

    private static func form(_ call: DeskCall) async throws -> Form {
        let form = try await Form.read(call.request, limits: .large)
        try call.check(form["form_token"])
        return form
    }

    /// The editor with a button: saves, does what the button says, and shows the editor again.
    static func submit(_ call: DeskCall) async throws -> DeskAnswer {
        let form = try await form(call)
        let key = try call.story()
        let act = StoryForm.Act(form["do"])
        let (outcome, focus) = try await save(call, key) { work in
            var submission = try Self.submission(form, work, call)
            let language = work.manuscript.head.language
            let (pieces, focus) = StoryForm.apply(act, to: submission.texts[language]?.pieces ?? [])
            submission.texts[language]?.pieces = pieces
            return (submission, focus)
        }
        if case .conflict(_, let ours, _) = outcome { return .see("\(StoryScreens.url(key))/conflict/\(ours)") }
        return .see(StoryScreens.url(key) + (focus.map { "#b-\($0)" } ?? ""), act == .none ? Flash("said_story_saved") : nil)
    }

    /// The editor by itself. What cannot be saved is said in words, and what is saved but too long to be published, too.
    static func autosave(_ call: DeskCall) async throws -> DeskAnswer {
        do {
            return try await saveByItself(call)
        } catch let refusal as any Refusal where ![401, 403, 404].contains(refusal.status) {
            return try call.unsaved(refusal)
        }
    }

    private static func saveByItself(_ call: DeskCall) async throws -> DeskAnswer {
        let form = try await form(call)
        let key = try call.story()
        let language = Language(path: form["language"])
        let (outcome, _) = try await save(call, key) { work in
            if let language, language != work.manuscript.head.language {
                return (try StoryTranslation.submission(form, work, language), nil)
            }
            return (try Self.submission(form, work, call), nil)
        }
        let sent = form["order"].split(separator: " ").map { String($0.prefix { $0 != ":" }) }
        switch outcome {
        case .saved(let work, _), .unchanged(let work):
            var answer = Answer(version: work.version, clock: call.clock(call.now))
            answer.isReshaped = language == nil && work.manuscript.source.pieces.map(\.id) != sent
            answer.problem = tooLong(work, call)
            return try json(answer, .ok)
        case .conflict(let theirs, let ours, _):
            let url = "\(StoryScreens.url(key))/conflict/\(ours)"
            return try json(Answer(version: theirs.version, clock: call.clock(call.now), conflict: url), .conflict)
        }
    }

    /// The first text that is longer than publishing takes, as a sentence with its place; nil when all fit.
    private static func tooLong(_ work: StoryWork, _ call: DeskCall) -> String? {
        StoryCheck.lengths(of: work.manuscript).first.map { problem in
            let place = StoryProblemText.place(problem, work, call.words)
            return [place, StoryProblemText.sentence(problem, call.words)].filter { !$0.isEmpty }.joined(separator: ": ")
        }
    }

    /// A translation with the button.
    static func translate(_ call: DeskCall) async throws -> DeskAnswer {
        let form = try await form(call)
        let key = try call.story()
        guard let language = Language(path: form["language"]) else { throw NotFound("language") }
        let (outcome, _) = try await save(call, key) { work in (try StoryTranslation.submission(form, work, language), nil) }
        if case .conflict(_, let ours, _) = outcome { return .see("\(StoryScreens.url(key))/conflict/\(ours)") }
        return .see("\(StoryScreens.url(key))/translate?language=\(language.path)", Flash("said_story_saved"))
    }

    private static func submission(_ form: Form, _ work: StoryWork, _ call: DeskCall) throws -> Submission {
        var submission = Submission(base: Int64(form["base"]) ?? 0)
        submission.head = try StoryForm.head(form, over: work.manuscript.head, zone: call.zone)
        submission.texts[work.manuscript.head.language] = try StoryForm.text(form, over: work.manuscript.source)
        return submission
    }

    /// Saves; a line in the log for each revision that begins, not for every pause of a writer.
    private static func save(
        _ call: DeskCall, _ key: Key<Story>, _ make: @escaping @Sendable (StoryWork) throws -> (Submission, String?)
    ) async throws -> (SaveOutcome, String?) {
        let (writer, author, now) = (call.writer, call.author, call.now)
        return try await call.hub.database.write { tx in
            let before = try StoryWork.find(key, in: tx)
            let (submission, focus) = try make(before)
            let outcome = try StoryWork.save(submission, of: key, by: writer, at: now, in: tx)
            if case .saved(let work, true) = outcome {
                try work.record("changed", by: author, before: before.snapshot, at: now, in: tx)
            }
            return (outcome, focus)
        }
    }

    private static func json(_ answer: Answer, _ status: HTTPResponse.Status) throws -> DeskAnswer {
        let data = try JSONEncoder().encode(answer)
        return .response(Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: data))))
    }
}
