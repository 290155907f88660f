import Exchange
import Foundation
import Pictures
import Storage
import TestKit
import Testing
import Values

/// Pictures by width and format: made once, on demand, and only in the widths of the ladder.
@Suite struct RenditionTests {
    private static let now = Instant(ms: 1_518_000_000_000)
    private static let drawing = """
        <svg xmlns='http://www.w3.org/2000/svg' width='1200' height='800'><defs><linearGradient id='g'>\
        <stop offset='0' stop-color='#C8371A'/><stop offset='1' stop-color='#1F5FBF'/></linearGradient></defs>\
        <rect width='1200' height='800' fill='url(#g)'/><circle cx='300' cy='300' r='200' fill='#FBF8F3'/>\
        <path d='M0 700C400 500 800 780 1200 600V800H0Z' fill='#1E6B4A'/></svg>
        """

    /// A hub's pictures with a darkroom: `drawing.svg`, and `photo.jpg` of 960 × 640 made from it.
    private struct Room: Sendable {
        let database: Database
        let folder: TemporaryFolder
        let darkroom: Darkroom
        let drawing: Picture
        let photo: Picture

        func bytes(_ picture: Picture, _ name: String) async throws -> Data {
            let rendition = try #require(Rendition(hash: picture.hash, name: name))
            return try await darkroom.bytes(of: rendition, from: database)
        }
    }

    private func withRoom(
        _ engine: Engine, byteLimit: Int = 1 << 20, places: Int = 2, waiting: Int = 64, _ body: (Room) async throws -> Void
    ) async throws {
        try await TestDatabase.with(engine, PictureSchema.migrations) { place in
            let folder = try TemporaryFolder()
            func room(_ path: String) -> Darkroom {
                Darkroom(
                    folder: URL(fileURLWithPath: folder.path).appendingPathComponent(path), byteLimit: byteLimit, places: places,
                    waitingLimit: waiting)
            }
            let drawing = try await save(PictureFile(Data(Self.drawing.utf8)), "drawing.svg", place.database)
            let rendition = try #require(Rendition(hash: drawing.hash, name: "960.jpg"))
            let photo = try await save(
                PictureFile(try await room("first").bytes(of: rendition, from: place.database)), "photo.jpg", place.database)
            try await body(
                Room(database: place.database, folder: folder, darkroom: room("kept"), drawing: drawing, photo: photo))
        }
    }

    private func save(_ file: PictureFile, _ name: String, _ database: Database) async throws -> Picture {
        try await database.write { tx in
            _ = try Picture.save(file, as: name, at: Self.now, in: tx)
            return try #require(try Picture.named(name, in: tx))
        }
    }

    @Test func `only widths of the ladder, known formats and whole hashes are addresses`() {
        let hash = String(repeating: "0a", count: 32)
        let table = TextTable.rows("""
            640.avif | 640 avif
            160.webp | 160 webp
            1600.jpg | 1600 jpg
            641.avif |
            0640.avif |
            640.png |
            640.AVIF |
            640 |
            .avif |
            640.avif.jpg |
            -160.jpg |
            """)
        for row in table {
            let rendition = Rendition(hash: hash, name: row[0])
            #expect((rendition.map { "\($0.width) \($0.format.rawValue)" } ?? "") == row[1], "\(row[0])")
        }
        for wrong in ["", "../../etc/passwd", String(hash.dropLast()), hash.uppercased(), hash + "0"] {
            #expect(Rendition(hash: wrong, name: "640.avif") == nil)
        }
        #expect(Rendition(hash: hash, name: "640.avif")?.path == "/media/\(hash)/640.avif")
    }

    @Test(arguments: Engine.available)
    func `a rendition is as wide as it says, smaller than its picture, and the same every time`(engine: Engine) async throws {
        try await withRoom(engine) { room in
            for (picture, widths) in [(room.drawing, Rendition.widths), (room.photo, [160, 320, 480, 640, 960])] {
                #expect(picture.widths == widths)
                for width in [widths[0], widths[3]] {
                    for format in Rendition.Format.allCases {
                        let bytes = try await room.bytes(picture, "\(width).\(format.rawValue)")
                        let file = try PictureFile(bytes)
                        #expect(file.mediaType == format.mediaType)
                        #expect(Int64(file.width) == width && Int64(file.height) == picture.height(at: width))
                    }
                }
            }
            let fresh = Darkroom(folder: URL(fileURLWithPath: room.folder.path).appendingPathComponent("fresh"))
            for format in Rendition.Format.allCases {
                let rendition = try #require(Rendition(hash: room.photo.hash, name: "640.\(format.rawValue)"))
                let again = try await fresh.bytes(of: rendition, from: room.database)
                let first = try await room.darkroom.bytes(of: rendition, from: room.database)
                #expect(again == first)
            }
        }
    }

    @Test func `what no picture has is not found, and nothing is kept of it`() async throws {
        try await withRoom(.sqlite) { room in
            for (hash, name) in [(room.photo.hash, "1280.avif"), (String(repeating: "0", count: 64), "640.avif")] {
                let rendition = try #require(Rendition(hash: hash, name: name))
                let outcome = await Outcome.of { try await room.darkroom.bytes(of: rendition, from: room.database) }
                #expect(outcome.refusal == "not_found")
            }
            #expect(!FileManager.default.fileExists(atPath: "\(room.folder.path)/kept"))
        }
    }

    @Test func `a rendition that was made is read from the folder, also by the next process, and made again when it is gone`() async throws {
        try await withRoom(.sqlite) { room in
            let made = try await room.bytes(room.photo, "320.webp")
            let kept = URL(fileURLWithPath: room.folder.path).appendingPathComponent("kept")
            let name = "\(room.photo.hash.prefix(2))/\(room.photo.hash.dropFirst(2))-320.webp"
            let file = kept.appendingPathComponent(name)
            #expect(try Data(contentsOf: file) == made)
            try Data("changed".utf8).write(to: file)
            let rendition = try #require(Rendition(hash: room.photo.hash, name: "320.webp"))
            let next = Darkroom(folder: kept)
            #expect(try await next.bytes(of: rendition, from: room.database) == Data("changed".utf8))
            try FileManager.default.removeItem(at: file)
            #expect(try await next.bytes(of: rendition, from: room.database) == made)
        }
    }

    @Test func `the folder never holds more than its limit, and the longest unused goes first`() async throws {
        let folder = try TemporaryFolder()
        let shelf = RenditionShelf(folder: URL(fileURLWithPath: folder.path), byteLimit: 1000)
        func rendition(_ digit: Int) throws -> Rendition {
            try #require(Rendition(hash: String(repeating: "\(digit)", count: 64), name: "160.webp"))
        }
        for digit in 1...4 { shelf.keep(Data(repeating: UInt8(digit), count: 240), as: try rendition(digit)) }
        #expect(shelf.byteCount == 960)
        #expect(shelf.bytes(of: try rendition(1))?.count == 240)
        shelf.keep(Data(repeating: 5, count: 240), as: try rendition(5))
        #expect(shelf.byteCount == 720)
        let left = try (1...5).filter { shelf.bytes(of: try rendition($0)) != nil }
        #expect(left == [1, 4, 5])
        #expect(RenditionShelf(folder: URL(fileURLWithPath: folder.path), byteLimit: 1000).byteCount == 720)
        shelf.keep(Data(repeating: 6, count: 1001), as: try rendition(6))
        #expect(shelf.bytes(of: try rendition(6)) == nil && shelf.byteCount == 720)
    }

    @Test func `many who ask for one get the same, and a full queue says so`() async throws {
        try await withRoom(.sqlite, places: 1, waiting: 2) { room in
            let same = await Outcome.all(20) { _ in try await room.bytes(room.photo, "640.avif") }
            #expect(Set(same.compactMap(\.value)).count == 1 && same.count { $0.value != nil } == 20)
            let names = Rendition.widths.flatMap { width in ["avif", "webp", "jpg"].map { "\(width).\($0)" } }
            let all = await Outcome.all(names.count) { try await room.bytes(room.drawing, names[$0]) }
            // One is made and two wait at any moment; the others are told to come back, and may.
            #expect(all.count { $0.value != nil } >= 3)
            #expect(all.allSatisfy { $0.value != nil || ($0.failure as? Fault)?.kind == .overloaded })
            let again = try await room.bytes(room.drawing, names[0])
            #expect(!again.isEmpty)
        }
    }

    @Test func `a small drawing is shown as it is, and drawings and photos have renditions for those who take no drawings`() async throws {
        try await withRoom(.sqlite) { room in
            #expect(room.drawing.isShownAsItIs && !room.photo.isShownAsItIs)
            #expect(room.drawing.rendition(upTo: 1200)?.path == "/media/\(room.drawing.hash)/960.jpg")
            #expect(room.photo.rendition(upTo: 1600, .avif)?.width == 960)
            #expect(room.photo.rendition(upTo: 100) == nil)
            #expect(room.drawing.plainPath == "/media/\(room.drawing.hash)/1280.jpg" && room.photo.plainPath == room.photo.path)
            let tiny = try PictureFile(Data("<svg xmlns='http://www.w3.org/2000/svg' width='640' height='1'/>".utf8))
            #expect(try await save(tiny, "640.avif", room.database).path == "/media/\(tiny.hash)/original-640.avif")
            let padding = String(repeating: "<g/>", count: 9000)
            let large = try PictureFile(Data("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\(padding)</svg>".utf8))
            #expect(try await !save(large, "large.svg", room.database).isShownAsItIs)
        }
    }

    /// Pillow, which decodes with libraries of its own.
    private static let pillow: Bool = {
        let check = Process()
        check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        check.arguments = ["python3", "-c", "from PIL import features; assert features.check('avif') and features.check('webp')"]
        check.standardError = FileHandle.nullDevice
        guard (try? check.run()) != nil else { return false }
        check.waitUntilExit()
        return check.terminationStatus == 0
    }()

    @Test(.enabled(if: pillow, "Pillow with AVIF is not installed"))
    func `another decoder reads the same picture`() async throws {
        try await withRoom(.sqlite) { room in
            for name in ["640.avif", "640.webp", "640.jpg"] {
                let path = try room.folder.file(name, try await room.bytes(room.drawing, name))
                let said = try SampleData.output(of: "/usr/bin/env", ["python3", "-c", """
                    import sys
                    from PIL import Image
                    i = Image.open(sys.argv[1]).convert('RGB'); i.load()
                    print(i.size[0], i.size[1], *[v for p in [(160, 160), (320, 400), (10, 10), (630, 10)] for v in i.getpixel(p)])
                    """, path])
                let numbers = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
                // Size; the paper circle, the pine hill, and both ends of the gradient from flame to ice.
                let expected = [640, 427, 251, 248, 243, 30, 107, 74, 198, 56, 29, 33, 94, 189]
                #expect(numbers.count == expected.count)
                for (number, wanted) in zip(numbers, expected) { #expect(abs(number - wanted) <= 12, "\(name): \(numbers)") }
            }
        }
    }

    @Test(.enabled(if: SampleData.isThere, "\(SampleData.hint)"))
    func `a photo weighs least in AVIF, then in WebP, then in JPEG`() async throws {
        let folder = "\(SampleData.folder)/merch/vendure/images"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jpg") }.sorted().prefix(4)
        try await TestDatabase.with(.sqlite, PictureSchema.migrations) { place in
            let room = try TemporaryFolder()
            let darkroom = Darkroom(folder: URL(fileURLWithPath: room.path))
            var sums: [Rendition.Format: Int] = [:]
            for name in names {
                let file = try PictureFile(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
                let picture = try await save(file, name, place.database)
                for format in Rendition.Format.allCases {
                    let rendition = try #require(picture.rendition(upTo: 640, format))
                    sums[format, default: 0] += try await darkroom.bytes(of: rendition, from: place.database).count
                }
            }
            let (avif, webp, jpeg) = (sums[.avif] ?? 0, sums[.webp] ?? 0, sums[.jpeg] ?? 0)
            #expect(names.count == 4 && 0 < avif && avif < webp && webp < jpeg, "\(avif) \(webp) \(jpeg)")
        }
    }
}
