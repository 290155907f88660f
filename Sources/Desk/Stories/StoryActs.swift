import Hub
import Hummingbird
import Staff
import Storage
import Stories
import Values
import Web

/// What a button does with a whole story, or brings back of it; each is written into the log.
enum StoryActs {
    static func register(on router: inout DeskRouter) {
        act("withdraw", "withdrew", "said_withdrawn", StoryScreens.publish, on: &router) { work, call, tx in
            try StoryWork.withdraw(work.key, among: call.markets.markets, at: call.now, in: tx)
        }
        act("archive", "archived", "said_archived", StoryScreens.publish, on: &router) { work, call, tx in
            try StoryWork.archive(work.key, among: call.markets.markets, at: call.now, in: tx)
        }
        act("unarchive", "unarchived", "said_unarchived", StoryScreens.publish, on: &router) { work, call, tx in
            try StoryWork.withdraw(work.key, among: call.markets.markets, at: call.now, in: tx)
        }
        act("duplicate", "created", "said_duplicated", StoryScreens.edit, isNew: true, on: &router) { work, call, tx in
            try work.duplicate(by: call.writer, at: call.now, in: tx)
        }
        router.post("stories/:story/delete", needs: StoryScreens.edit) { call, _ in
            let (key, author, now) = (try call.story(), call.author, call.now)
            let title = try await call.hub.database.write { tx in
                let work = try StoryWork.find(key, in: tx)
                try StoryWork.delete(key, in: tx)
                try Change.record(
                    "deleted", "story", key, titled: work.manuscript.source.title, by: author, before: work.snapshot,
                    at: now, in: tx)
                return work.manuscript.source.title
            }
            return .see(StoryScreens.home, Flash("said_deleted", title))
        }
        router.post("stories/:story/history/:number", needs: StoryScreens.edit) { call, form in
            let (key, writer, author, now) = (try call.story(), call.writer, call.author, call.now)
            guard let number = call.context.parameters.get("number").flatMap({ Int64($0) }) else { throw NotFound("revision") }
            let base = Int64(form["base"]) ?? 0
            try await call.hub.database.write { tx in
                let before = try StoryWork.find(key, in: tx)
                let work = try StoryWork.restore(number, of: key, base: base, by: writer, at: now, in: tx)
                try work.record("restored", by: author, before: before.snapshot, at: now, in: tx)
            }
            return .see(StoryScreens.url(key), Flash("said_restored", "\(number)"))
        }
    }

    private static func act(
        _ path: String, _ action: String, _ said: String, _ need: Need, isNew: Bool = false, on router: inout DeskRouter,
        _ verb: @escaping @Sendable (StoryWork, DeskCall, Transaction) throws -> StoryWork
    ) {
        router.post("stories/:story/\(path)", needs: need) { call, _ in
            let (key, author, now) = (try call.story(), call.author, call.now)
            let after = try await call.hub.database.write { tx in
                let before = try StoryWork.find(key, in: tx)
                let after = try verb(before, call, tx)
                try after.record(action, by: author, before: isNew ? nil : before.snapshot, at: now, in: tx)
                return after
            }
            return .see(StoryScreens.url(after.key), Flash(said, after.manuscript.source.title))
        }
    }
}
