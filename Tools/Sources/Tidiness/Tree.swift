import Foundation

/// The repository on disk.
package enum Tree {
    /// Git did not list the files.
    package struct Unlisted: Error, CustomStringConvertible {
        package let description: String
    }

    /// The text files under `root` that git tracks, or would if they were added; throws `Unlisted` outside a working copy.
    package static func texts(under root: String) throws -> [Text] {
        let root = URL(fileURLWithPath: root)
        return try paths(under: root).compactMap { path in
            guard let data = try? Data(contentsOf: root.appendingPathComponent(path)), !data.contains(0) else { return nil }
            return Text(path, String(decoding: data, as: UTF8.self))
        }
    }

    private static func paths(under root: URL) throws -> [String] {
        let git = Process()
        let output = Pipe()
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        git.currentDirectoryURL = root
        git.standardOutput = output
        try git.run()
        let listed = try output.fileHandleForReading.readToEnd() ?? Data()
        git.waitUntilExit()
        guard git.terminationStatus == 0 else {
            throw Unlisted(description: "git cannot list the files of \(root.path); run tidy at the root of a clone")
        }
        return Set(String(decoding: listed, as: UTF8.self).split(separator: "\0").map(String.init)).sorted()
    }
}
