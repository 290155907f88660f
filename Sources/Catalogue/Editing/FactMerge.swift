/// What somebody's form comes to when others have changed the product meanwhile: only what they changed themselves counts, and only
/// where both changed the same fact, to different texts, must somebody decide.
package struct FactMerge: Hashable, Sendable {
    /// A fact that both changed.
    package struct Conflict: Hashable, Sendable {
        /// Which.
        package let name: String
        /// What it says now.
        package let theirs: String
        /// What the form says.
        package let mine: String
    }

    /// What the form changes and nobody else did.
    package private(set) var changes: [String: String] = [:]
    /// What both changed, by name.
    package private(set) var conflicts: [Conflict] = []

    /// Compares a form with the product as it is. `marks` holds the mark of each text that the form was given
    /// (`ProductFacts.mark`); a fact without one counts as changed.
    package init(_ form: [String: String], marks: [String: String], over now: ProductFacts) {
        self.init(form, marks: marks) { now[$0] }
    }

    /// Compares a form with anything that has named texts; `now` says what one is, empty when it is absent.
    package init(_ form: [String: String], marks: [String: String], over now: (String) -> String) {
        for (name, mine) in form.sorted(by: { $0.key < $1.key }) {
            let theirs = now(name)
            guard mine != theirs, marks[name] != ProductFacts.mark(of: mine) else { continue }
            if let mark = marks[name], mark != ProductFacts.mark(of: theirs) {
                conflicts.append(Conflict(name: name, theirs: theirs, mine: mine))
            } else {
                changes[name] = mine
            }
        }
    }
}
