import Testing
import Tidiness

struct MachinePathsTests {
    @Test(arguments: ["home/ann/a", "Users/ann", "root/a", "work/a", "mnt/a", "tmp/a", "tmp/a_b.1/c"])
    func `a path of one machine is a breach in every text`(rest: String) {
        // Joined here, so that this file holds no such path itself.
        let path = "/" + rest
        for line in [path, "a \(path) b", "a=\(path)", "\"\(path)\"", "(\(path))"] {
            #expect(onlyBreach(2, "is a path of one machine", in: "docs/a.md", "\n\(line)"))
            #expect(onlyBreach(2, "is a path of one machine", in: "scripts/a", "\n\(line)"))
        }
    }

    @Test(arguments: [
        "https://example.com/home/a", "/us/home/a", "/tmp", "/tmp/a.XXXXXX", "$folder/tmp/a", "../home/a", "/workshop/a", "/usr/bin/env",
        "\\(root)/home/a", "${DATA}/home/a", "~/home/a",
    ])
    func `another path is none`(line: String) {
        #expect(breaches("docs/a.md", line) == [])
    }
}
