import Foundation
import Storage
import TestKit
import Testing

/// The operator's guide against the program that it describes.
@Suite(.serialized)
struct OperatingGuideTests {
    private static func guide() throws -> String {
        try String(contentsOf: Program.root.appendingPathComponent("docs/operating.md"), encoding: .utf8)
    }

    @Test
    func `every command and flag of the guide is one of the program's`() async throws {
        let commands = try Self.guide().matches(of: /(?m)(?:^|`)stadion ([a-z]+)([^`\n]*)/)
        #expect(commands.count >= 11)
        try await Ground.with(.sqlite) { ground in
            var helps: [String: String] = [:]
            for match in commands {
                let name = String(match.output.1)
                if helps[name] == nil {
                    let help = try await ground.run([name, "--help"])
                    #expect(help.code == 0, "stadion \(name)")
                    helps[name] = help.output
                }
                for flag in match.output.2.matches(of: /--[a-z-]+/).map({ String($0.output) }) where flag != "--help" {
                    #expect(helps[name]?.firstMatch(of: try Regex("\(flag)\\b")) != nil, "stadion \(name) \(flag)")
                }
            }
        }
    }

    @Test
    func `the guide's metrics are those that the hub shows`() async throws {
        let told = Set(try Self.guide().matches(of: /(?m)^\| `(stadion_[a-z_]+)`/).map { String($0.output.1) })
        try await Ground.with(.sqlite) { ground in
            let files = try await ground.certificate("one")
            try await HubProcess.with(ground, ["--tls-certificate", files.certificate, "--tls-key", files.key]) { hub in
                let text = try await Curl(ground: ground, port: hub.port).ask("/metrics", trusting: files.certificate).text
                let shown = Set(text.matches(of: /(?m)^# TYPE (stadion_[a-z_]+)/).map { String($0.output.1) })
                #expect(told == shown)
            }
        }
    }

    @Test
    func `the guide's log lines are those that the program writes, at their levels`() throws {
        let told = Set(try Self.guide().matches(of: /(?m)^\| (notice|warning|error) \| ([^|]+) \|/).map { "\($0.output.1): \($0.output.2)" })
        var written: Set<String> = []
        let sources = Program.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        for file in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /ogger\.(notice|warning|error|critical)\(\s*"([^"]+)"/) {
                written.insert("\(match.output.1): \(match.output.2)")
            }
        }
        #expect(told == written)
    }

    @Test
    func `the example's settings are read, every line of them`() async throws {
        let example = try String(contentsOf: Program.root.appendingPathComponent("Distribution/stadion.yaml"), encoding: .utf8)
        // Every setting that is commented out is switched on, one indented line or key at a time.
        let all = example.split(separator: "\n").map { line in
            line.firstMatch(of: /^( *)# ([a-zA-Z]+:.*| +[a-z]+: .*)$/).map { "\($0.output.1)\($0.output.2)" } ?? String(line)
        }
        try await Ground.with(.sqlite) { ground in
            for (name, text) in [("plain.yaml", example), ("all.yaml", all.joined(separator: "\n"))] {
                let file = try ground.write(name, text)
                let ended = try await ground.run(["verify", "--config", file, "--data", ground.data.path, "--database", ""])
                #expect(ended.code == 0, "\(name): \(ended.errors)")
            }
        }
    }
}
