import Foundation
import TestKit
import Testing

@testable import Exchange

@Suite struct ZipArchiveTests {
    /// What another program packs: the second opinion on our reading.
    private static func pack(_ code: String) throws -> Data {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.arguments = ["-c", "import zipfile\nwith zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z:\n" + code]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/a.zip"))
    }

    @Test func `files come out as they went in, whatever folders they were in`() throws {
        let data = try Self.pack("""
             z.writestr('a/one.md', 'lane ' * 5000)
             z.writestr('b/二.md', '雪')
             z.writestr(zipfile.ZipInfo('stored.txt'), b'\\x00\\xff', zipfile.ZIP_STORED)
             z.writestr('empty.md', '')
             z.writestr('a/', '')
             z.writestr('__MACOSX/a/one.md', 'x')
             z.writestr('a/.DS_Store', 'x')
             z.writestr('a/..', 'x')
             z.writestr('../up.md', 'x')
             z.comment = b'made by hand'
            """)
        let folder = try TemporaryFolder()
        #expect(try ZipArchive(data).unpack(into: folder.path) == ["one.md", "二.md", "stored.txt", "empty.md"])
        func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)")) }
        #expect(try bytes("one.md") == Data(String(repeating: "lane ", count: 5000).utf8))
        #expect(try bytes("二.md") == Data("雪".utf8) && bytes("stored.txt") == Data([0, 255]) && bytes("empty.md").isEmpty)
    }

    @Test(arguments: [
        (" z.writestr('a/x.md', '1')\n z.writestr('b/x.md', '2')", UnreadableInput.Kind.malformed),
        (" z.writestr('c:evil', '1')", .unsafe),
        (" z.writestr('x\\\\\\\\y', '1')", .unsafe),
        (" z.writestr('x.md', '1' * 20, zipfile.ZIP_BZIP2)", .wrongFormat),
        (" for n in range(5001): z.writestr(str(n), '')", .tooLarge),
    ])
    func `what cannot be taken is refused before anything is written`(code: String, kind: UnreadableInput.Kind) throws {
        let data = try Self.pack(code)
        #expect { try ZipArchive(data) } throws: { ($0 as? UnreadableInput)?.kind == kind }
    }

    @Test func `a file that is longer than it says, damaged or cut short is refused`() throws {
        let data = try Self.pack(" z.writestr('x.md', 'lane ' * 500)")
        let archive = try ZipArchive(data)
        let entry = try #require(archive.entries.first)
        let lying = ZipArchive.Entry(
            name: entry.name, isDeflated: true, checksum: entry.checksum, packedCount: entry.packedCount, count: 100, offset: entry.offset)
        #expect(throws: UnreadableInput.self) { try archive.content(of: lying) }
        for place in [35, 40, 50] {
            var broken = data
            broken[place] ^= 0x55
            let folder = try TemporaryFolder()
            #expect(throws: UnreadableInput.self, "\(place)") { try ZipArchive(broken).unpack(into: folder.path) }
        }
        for length in [0, 4, 21, data.count - 1, data.count / 2] {
            #expect(throws: UnreadableInput.self, "\(length)") { try ZipArchive(data.prefix(length)) }
        }
        #expect(throws: UnreadableInput.self) { try ZipArchive(Data("PK\u{5}\u{6}".utf8) + Data(repeating: 0xFF, count: 18)) }
    }
}
