// Tidiness holds the house rules that a machine can check: what a module may import, how large things may grow, how they may not
// be named, what may not be written, what must be documented.
//
// - A rule is a function from texts to findings, so that every rule is tested on small texts.
// - Rules about Swift see code, comments and strings apart; none of them parses the whole language. Where one is wrong about a
//   piece of good code, mend the rule and give it a test.
// - What SwiftPM and the compiler check already is left to them.

/// Everything that breaks a rule in the files of `texts`, in the order of paths and lines.
package func findings(in texts: [Text]) -> [Finding] {
    let sources = texts.filter { $0.path.hasSuffix(".swift") }.map(SwiftSource.init)
    let promises = Promises(sources)
    return (texts.flatMap(findings) + sources.flatMap { findings(in: $0, promises) }).sorted()
}

private func findings(in text: Text) -> [Finding] {
    let found = MachinePaths.findings(in: text) + Names.findings(inPathOf: text)
    return text.isProgram ? found + Sizes.findings(inLinesOf: text) : found
}

private func findings(in source: SwiftSource, _ promises: Promises) -> [Finding] {
    ImportTable.findings(in: source)
        + Sizes.findings(inFunctionsOf: source)
        + Names.findings(inTypesOf: source)
        + BannedText.findings(in: source)
        + UncheckedSendable.findings(in: source)
        + PackageDocs.findings(in: source, promises)
}
