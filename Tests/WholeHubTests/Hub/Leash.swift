import Foundation
import Synchronization

/// Ends every process that the tests have started when the tests themselves end, whatever ends them: a shell that reads which
/// processes live, and kills those when nobody writes any more.
final class Leash: Sendable {
    static let shared = Leash()

    private static let script = """
        trap '' HUP INT TERM
        declare -A living
        while read -r sign pid; do
            if [[ $sign == + ]]; then living[$pid]=1; else unset "living[$pid]"; fi
        done
        ((${#living[@]} == 0)) || kill -KILL "${!living[@]}" 2>/dev/null
        """

    private let shell = Process()
    private let pipe = Pipe()
    private let writing = Mutex(())

    private init() {
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-c", Self.script]
        shell.standardInput = pipe
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        do { try shell.run() } catch { preconditionFailure("no shell to watch over processes: \(error)") }
    }

    /// Watches over a process.
    func hold(_ pid: Int32) { write("+ \(pid)") }
    /// Forgets a process that has ended.
    func release(_ pid: Int32) { write("- \(pid)") }

    private func write(_ line: String) {
        writing.withLock { _ in pipe.fileHandleForWriting.write(Data("\(line)\n".utf8)) }
    }
}
