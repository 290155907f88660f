import TestKit
import Testing
import Values

@testable import Search

/// What is the same to a search.
struct FoldTests {
    @Test func `letters lose case, accents and widths, and ideographs become pairs`() throws {
        let rows = TextTable.rows("""
            Yuzuru HANYU | yuzuru hanyu
            Noël Müller | noel muller
            Ødegård Łukasz Straße Æsir | odegard lukasz strasse aesir
            Ｍａｏ　１２ | mao 12
            O'Brien d’Arc | obrien darc
            Jean-Luc / 2018 | jean luc 2018
            İstanbul ISPARTA | istanbul isparta
            ΣΊΣΥΦΟΣ | σίσυφοσ
            雪 | 雪
            羽生結弦 | 羽生 生結 結弦
            ﾌｨｷﾞｭｱ | ふぃ ぃぎ ぎゅ ゅあ
            フィギュア | ふぃ ぃぎ ぎゅ ゅあ
            ガラ | がら
            スケート | すけ けー ーと
            リンゼイ・ボン | りん んぜ ぜい いぼ ぼん
            林赛·沃恩 | 林赛 赛沃 沃恩
            김보름 선수 | 김보 보름 선수
            2018年の雪 | 2018 年の の雪
            naïve雪cafe | naive 雪 cafe
            … — !? | -
            """)
        for row in rows {
            let found = try Query(row[0]).tokens.map { $0.ways[0].term }.joined(separator: " ")
            #expect(found == (row[1] == "-" ? "" : row[1]), "\(row[0])")
        }
    }

    @Test func `a title gives its words, their beginnings and all of itself, a body only words and pairs`() throws {
        let text = Document.Text(title: "Mao 浅田", labels: ["銀"], body: "a mao 滑走路 氷")
        let document = Document(Key(raw: 1), .athlete, path: "athletes/mao", freshAt: Instant(ms: 0), texts: [.english: text])
        let entry = Entry(document)
        let levels = entry.terms.mapValues { Levels.level($0.raw, in: .english) }
        #expect(levels == [
            "mao": 3, "^m": 3, "^ma": 3, "=mao 浅田": 3, "浅田": 3, "浅": 3, "田": 3, "銀": 2, "a": 1, "滑走": 1, "走路": 1, "氷": 1,
        ])
        #expect(entry.words == ["mao", "a"])
    }

    @Test func `a query is bounded`() throws {
        #expect(try Query(String(repeating: "a", count: 120)).tokens.count == 1)
        #expect(throws: SearchRefusal.self) { try Query(String(repeating: "a", count: 121)) }
        let words = (0..<40).map { "w\($0)" }.joined(separator: " ").prefix(120)
        #expect(try Query(String(words)).tokens.count == 24)
        #expect(try Query("go go GO Go").tokens.count == 1)
        #expect(try Query("  \n\t ").isEmpty)
    }
}
