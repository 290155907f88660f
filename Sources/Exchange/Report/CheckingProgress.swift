extension ImportProgress {
    /// Tells an observer of a reading that only checks a file: the same progress, labelled so.
    package static func checking(_ observer: Observer?) -> Observer? { observer.map(labelled) }

    private static func labelled(_ observer: @escaping Observer) -> Observer {
        { observer(ImportProgress(done: $0.done, total: $0.total, label: "Checking \($0.label)")) }
    }
}
