import Stories
import Values
import Web

/// Problems as sentences, each with a link to the place where it is mended.
enum StoryProblemText {
    static func sentence(_ problem: StoryProblem, _ words: Words) -> String {
        words.optional("problem_\(problem.code)", [problem.value]) ?? problem.code
    }

    static func rows(_ problems: [StoryProblem], _ key: Key<Story>, _ work: StoryWork, _ call: DeskCall) -> [Fields] {
        problems.map { problem in
            let isSource = problem.language == nil || problem.language == work.manuscript.head.language
            let page = isSource ? StoryScreens.url(key)
                : "\(StoryScreens.url(key))/translate?language=\(problem.language?.path ?? "")"
            return [
                "text": sentence(problem, call.words), "isError": (problem.weight == .error).orNil,
                "where": place(problem, work, call.words), "url": "\(page)#\(anchor(problem, work))",
                "languageName": problem.language?.ownName,
            ]
        }
    }

    /// Where it is: a field's name, or a block by its kind and number.
    static func place(_ problem: StoryProblem, _ work: StoryWork, _ words: Words) -> String {
        if let part = words.optional("part_\(problem.place)") { return part }
        let pieces = (problem.language.flatMap { work.manuscript.texts[$0] } ?? work.manuscript.source).pieces
        guard let index = pieces.firstIndex(where: { $0.id == problem.place }) else { return "" }
        return words("blockNumber", "\(index + 1)", words("block_\(pieces[index].block.kindName)"))
    }

    private static func anchor(_ problem: StoryProblem, _ work: StoryWork) -> String {
        let isField = Manuscript.Field(rawValue: problem.place) != nil
            || ["slug", "picture", "author", "body"].contains(problem.place)
        return isField ? problem.place : "b-\(problem.place)"
    }
}
