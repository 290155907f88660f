import Exchange
import Foundation
import Testing

struct SafePathTests {
    @Test(arguments: [
        ("a.jpg", "a.jpg"), ("./a.jpg", "a.jpg"), ("pictures/2018/a b.jpg", "pictures/2018/a b.jpg"),
        ("スカーフ.jpg", "スカーフ.jpg"),
        ("a..b/..c", "a..b/..c"), ("...", "..."), (".hidden", ".hidden"), ("%2e%2e/x", "%2e%2e/x"),
        ("a/./b", "a/b"), ("12:30.txt", "12:30.txt"),
    ])
    func `a plain name or relative path is accepted`(_ name: String, _ text: String) throws {
        #expect(try SafePath(name).text == text)
    }

    @Test(arguments: [
        "", ".", "./", "/", "/etc/passwd", "//host/x", "..", "../x", "a/../../x", "a/..", "a//b", "a/", "C:",
        "c:/x", "C:\\x",
        "a\\..\\b", "a\0b", "a\nb", "\u{7F}", "a\u{85}b", String(repeating: "x", count: 256),
        String(repeating: "x/", count: 600) + "x",
    ])
    func `anything that could name another place is refused`(_ name: String) throws {
        let refusal = try #require(throws: UnreadableInput.self) { try SafePath(name) }
        #expect(refusal.kind == .unsafe)
        #expect(!refusal.reason.contains { $0.isNewline || $0 == "\0" })
    }

    @Test func `a path is found below its folder, whether it exists or not`() throws {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/in", withIntermediateDirectories: true)
        #expect(try SafePath("in/new/a.jpg").resolved(in: folder.path) == "\(folder.path)/in/new/a.jpg")
        #expect(try SafePath("in").resolved(in: folder.path + "/") == "\(folder.path)/in")
        #expect(throws: UnreadableInput.self) { try SafePath("a").resolved(in: "\(folder.path)/none") }
    }

    @Test func `a link that leaves the folder is refused and one that stays is followed`() throws {
        let outside = try ScratchFolder()
        let folder = try ScratchFolder()
        _ = try outside.file("secret", "x")
        _ = try folder.file("a.txt", "x")
        func link(_ name: String, _ target: String) throws {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(name)", withDestinationPath: target)
        }
        try link("stays", "a.txt")
        try link("leaves", outside.path)
        try link("sibling", "\(folder.path)-other")
        try link("loop", "loop")
        try link("nowhere", "/nowhere/at/all")
        #expect(try SafePath("stays").resolved(in: folder.path) == "\(folder.path)/a.txt")
        for name in ["leaves", "leaves/secret", "leaves/new", "sibling", "loop", "nowhere", "a.txt/x"] {
            #expect(throws: UnreadableInput.self) { try SafePath(name).resolved(in: folder.path) }
        }
    }

    @Test func `a folder whose name begins like the root is not in the root`() throws {
        let folder = try ScratchFolder()
        for name in ["root", "root-other"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/root/link", withDestinationPath: "\(folder.path)/root-other")
        #expect(throws: UnreadableInput.self) { try SafePath("link").resolved(in: "\(folder.path)/root") }
    }
}
