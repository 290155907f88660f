/// Nothing may point at a folder of one machine: it would not exist on the next one.
enum MachinePaths {
    /// Folders of people and of work, and fixed names in the folder of temporary files.
    private static let roots = ["home", "Users", "root", "work", "mnt"].map { "/\($0)/" }
    private static let temporary = "/tmp/"
    /// What `mktemp` replaces: such a name is another one each time.
    private static let template = "XXXXXX"

    static func findings(in text: Text) -> [Finding] {
        text.lines.enumerated().compactMap { index, line in
            guard line.contains("/"), let path = path(in: line) else { return nil }
            return Finding(
                text.path, index + 1,
                "\(path) is a path of one machine; write it relative to the repository, or ask for a temporary folder.")
        }
    }

    /// The first path of a machine in `line`.
    private static func path(in line: String) -> String? {
        for root in roots + [temporary] {
            for range in line.ranges(of: root) where isStart(range.lowerBound, of: line) {
                let rest = line[range.upperBound...].prefix { $0.isLetter || $0.isNumber || "._-/".contains($0) }
                if root == temporary, rest.isEmpty || rest.contains(template) { continue }
                return root + rest
            }
        }
        return nil
    }

    /// Whether the path begins here, and is not the rest of an address or of a longer path.
    private static func isStart(_ index: String.Index, of line: String) -> Bool {
        guard index > line.startIndex else { return true }
        let before = line[line.index(before: index)]
        return !(before.isLetter || before.isNumber || "._-~})/".contains(before))
    }
}
