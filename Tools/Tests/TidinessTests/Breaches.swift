import Tidiness

/// What tidy says about one small text: each finding as `line: message`.
func breaches(_ path: String, _ content: String) -> [String] {
    findings(in: [Text(path, content)]).map { "\($0.line): \($0.message)" }
}

/// Whether tidy finds exactly one breach, on this line and with these words in its message.
func onlyBreach(_ line: Int, _ words: String, in path: String, _ content: String) -> Bool {
    let found = findings(in: [Text(path, content)])
    return found.count == 1 && found[0].line == line && found[0].message.contains(words)
}
