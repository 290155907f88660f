package import Storage
import Synchronization
package import Values

/// The pages that are ready to be sent, by address. Bounded; a page goes when a topic of it changes or its time is over.
package final class PageCache: Sendable {
    /// Bytes in all shards together.
    private static let sizeLimit = 64 << 20
    private static let shardCount = 16
    /// Longer addresses are not kept, so that queries cannot fill the memory.
    private static let addressLimit = 300

    private struct Shard {
        var pages: [String: CachedPage] = [:]
        var size = 0

        mutating func put(_ page: CachedPage, at address: String, limit: Int) {
            if size + page.size > limit { removeAll() }
            if let old = pages.updateValue(page, forKey: address) { size -= old.size }
            size += page.size
        }

        mutating func removeAll() {
            pages.removeAll(keepingCapacity: true)
            size = 0
        }

        /// Pages of these topics stay for the case that the database is away, but are not fresh any more.
        mutating func outdate(_ topics: Set<Topic>) {
            for (address, page) in pages where !page.topics.isDisjoint(with: topics) {
                pages[address] = page.outdated()
            }
        }
    }

    private let shards: [ShardBox]
    /// Counts every change, so that a page that was made from what is now old is not kept.
    private let changes = Atomic<Int>(0)

    private final class ShardBox: Sendable {
        let shard = Mutex(Shard())
    }

    /// An empty cache.
    package init() { shards = (0..<Self.shardCount).map { _ in ShardBox() } }

    /// A number that grows with every change: read it before the page is read from the database.
    package var generation: Int { changes.load(ordering: .acquiring) }

    /// The fresh page of an address.
    package func fresh(_ address: String, at now: Instant) -> CachedPage? {
        guard let page = page(address), page.freshUntil > now else { return nil }
        return page
    }

    /// A page that may be out of date but shows nothing that is closed: for when the database is away.
    package func stale(_ address: String, at now: Instant) -> CachedPage? {
        guard let page = page(address), page.trueUntil > now else { return nil }
        return page
    }

    private func page(_ address: String) -> CachedPage? {
        box(address).shard.withLock { $0.pages[address] }
    }

    /// Keeps a page, unless something changed since `generation` was read.
    package func put(_ page: CachedPage, at address: String, generation: Int) {
        guard address.utf8.count <= Self.addressLimit, generation == self.generation else { return }
        box(address).shard.withLock { $0.put(page, at: address, limit: Self.sizeLimit / Self.shardCount) }
    }

    /// Outdates every page that was made from one of the topics.
    package func outdate(_ topics: Set<Topic>) {
        changes.wrappingAdd(1, ordering: .acquiringAndReleasing)
        for box in shards { box.shard.withLock { $0.outdate(topics) } }
    }

    /// Length and last byte spread addresses well enough over locks, and cost less than a hash.
    private func box(_ address: String) -> ShardBox {
        shards[(address.utf8.count &* 7 &+ Int(address.utf8.last ?? 0)) % Self.shardCount]
    }
}

extension CachedPage {
    fileprivate func outdated() -> CachedPage {
        CachedPage(
            plain: plain, zipped: zipped, etag: etag, freshUntil: Instant(ms: 0), trueUntil: trueUntil, topics: topics,
            isForMachines: isForMachines)
    }

    private init(
        plain: Representation, zipped: Representation?, etag: String, freshUntil: Instant, trueUntil: Instant,
        topics: Set<Topic>, isForMachines: Bool
    ) {
        self.plain = plain
        self.zipped = zipped
        self.etag = etag
        self.freshUntil = freshUntil
        self.trueUntil = trueUntil
        self.topics = topics
        self.isForMachines = isForMachines
    }
}
