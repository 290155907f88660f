/// How far a long reading or writing has come.
package struct ImportProgress: Hashable, Sendable {
    /// Called on the importing thread, several times a second at most speed; it must return quickly.
    package typealias Observer = @Sendable (ImportProgress) -> Void

    /// Units done: bytes of a file, or files of a folder.
    package let done: Int64
    /// Units in all, never less than `done`.
    package let total: Int64
    /// What is being worked on, for a person.
    package let label: String

    /// A moment of the work.
    package init(done: Int64, total: Int64, label: String) {
        self.done = done
        self.total = total
        self.label = label
    }
}
