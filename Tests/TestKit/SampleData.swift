package import Foundation
import Values

/// Real catalogues and stories that must not be copied into the repository: they lie beside it, in `shared/data`, or
/// tests on them are skipped. `STADION_TEST_DATA` names another folder.
package enum SampleData {
    /// What a skipped test says.
    package static let hint = "there is no sample data beside the repository; STADION_TEST_DATA may name its folder"

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder of the data.
    package static var folder: String {
        ProcessInfo.processInfo.environment["STADION_TEST_DATA"]
            ?? root.deletingLastPathComponent().appendingPathComponent("shared/data").path
    }

    /// Whether the data is there.
    package static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

    /// A path in the repository.
    package static func repository(_ path: String) -> String { root.appendingPathComponent(path).path }

    /// What a program writes to its standard output; throws when it fails.
    package static func output(of program: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Fault(.outside, during: "running \(program)", cause: "it ended with \(process.terminationStatus)")
        }
        return data
    }
}
