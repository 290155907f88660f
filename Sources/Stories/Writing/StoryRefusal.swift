import Values

/// Why a story cannot be published, taken back or thrown away as asked.
package enum StoryRefusal: Refusal {
    /// Somebody saved since the page was opened: what is published must be what was seen.
    case moved
    /// It is in the archive, where nothing is published from.
    case archived
    /// It was public once, so its address is known; it can be archived.
    case wasPublished
    /// The address cannot be changed once it was public.
    case addressIsKnown
    /// Something must be mended first.
    case notReady(StoryProblem)
    /// No market was chosen.
    case nowhere
    /// The whole manuscript is larger than one can be.
    case tooLong

    package var code: String {
        switch self {
        case .moved: "story_moved"
        case .archived: "story_archived"
        case .wasPublished: "story_was_published"
        case .addressIsKnown: "address_is_known"
        case .notReady: "story_not_ready"
        case .nowhere: "no_market"
        case .tooLong: "story_too_long"
        }
    }

    package var status: Int {
        switch self {
        case .moved, .archived, .wasPublished, .addressIsKnown: 409
        case .notReady, .nowhere, .tooLong: 422
        }
    }

    package var field: String? {
        switch self {
        case .notReady(let problem): problem.place
        case .nowhere: "markets"
        case .addressIsKnown: "slug"
        default: nil
        }
    }

    package var reason: String {
        switch self {
        case .moved: "Somebody changed the story since this page was opened. Look at it again, then publish."
        case .archived: "The story is in the archive. Take it out first."
        case .wasPublished: "The story was public, so it cannot be deleted. Archive it."
        case .addressIsKnown: "The story was public under its address, so the address stays."
        case .notReady(let problem): "The story is not ready: \(problem.code) at \(problem.place)."
        case .nowhere: "Choose at least one market."
        case .tooLong: "The story is too long to be kept as one. Divide it."
        }
    }
}
