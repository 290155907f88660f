import ArgumentParser

/// The program: every job of the operator is one command.
@main
struct Stadion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stadion",
        abstract: "The hub that a sports rights-holder runs all year: stories, a shop inside them, counted to the last view.",
        discussion: """
            Settings come from flags, then from the environment, then from a YAML file (stadion.yaml, or --config FILE). \
            Try 'stadion demo' first.
            """,
        version: "0.3.0",
        subcommands: [
            Serve.self, Demo.self, Import.self, Export.self, Backup.self, Restore.self, Verify.self, Move.self, Keys.self,
            Routes.self, Reindex.self,
        ])
}
