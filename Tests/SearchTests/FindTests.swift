import Releases
import Storage
import TestKit
import Testing
import Values

@testable import Search

/// Finding and ranking, on both engines.
struct FindTests {
    private static let table = """
        stories  | 2018-02-17 | Sixty-six years and one ankle | 六十六年と片足首 | 66년과 발목 하나 | 六十六年与一只脚踝 | Figure skating, Yuzuru Hanyu | He skated to Seimei in Gangneung.
        stories  | 2018-02-19 | The embrace | 抱擁 | 포옹 | 拥抱 | Speed skating | Nao Kodaira and Lee Sang-hwa.
        stories  | 2018-01-22 | The rower who waited | 待ったボート選手 | 기다린 조정 선수 | 等待的赛艇手 | Rowing | Ducklings crossed his lane.
        products | 2018-01-01 | Lane scarf | レーンのマフラー | 레인 목도리 | 赛道围巾 | Scarves, winter | Knitted double.
        products | 2018-01-02 | Duckling scarf | 子ガモのマフラー | 새끼 오리 목도리 | 小鸭围巾 | Scarves | For a rower.
        products | 2018-01-03 | Skate guards | スケートガード | 스케이트 가드 | 冰刀套 | Ice | Keeps the edge.
        athletes | 2018-01-01 | Yuzuru Hanyu | 羽生結弦 | 하뉴 유즈루 | 羽生结弦 | Figure skating, JPN | Born in Sendai.
        athletes | 2018-01-01 | Nao Kodaira | 小平奈緒 | 고다이라 나오 | 小平奈绪 | Speed skating, JPN | -
        athletes | 2018-01-01 | Lee Sang-hwa | 李相花 | 이상화 | 李相花 | Speed skating, KOR | -
        sports   | 2018-01-01 | Figure skating | フィギュアスケート | 피겨 스케이팅 | 花样滑冰 | - | -
        sports   | 2018-01-01 | Speed skating | スピードスケート | 스피드 스케이팅 | 速度滑冰 | - | -
        """

    @Test(arguments: Engine.available)
    func `words find what holds them, near the title first, in four languages and over languages`(_ engine: Engine) async throws {
        let cases = TextTable.rows("""
            en | hanyu | stories/sixty-six-years-and-one-ankle athletes/yuzuru-hanyu
            en | HANYU Yuzuru | stories/sixty-six-years-and-one-ankle athletes/yuzuru-hanyu
            ja | hanyu | stories/sixty-six-years-and-one-ankle athletes/yuzuru-hanyu
            ja | 羽生 | athletes/yuzuru-hanyu
            en | 羽生 | athletes/yuzuru-hanyu
            ja | 弦 | athletes/yuzuru-hanyu
            ja | ﾏﾌﾗｰ | products/duckling-scarf products/lane-scarf
            ja | まふらー | products/duckling-scarf products/lane-scarf
            ko | 목도리 | products/duckling-scarf products/lane-scarf
            ko | 오리 | products/duckling-scarf
            ko | 이상화 | athletes/lee-sang-hwa
            zh | 围巾 | products/duckling-scarf products/lane-scarf
            zh | 小鸭围巾 | products/duckling-scarf
            zh | 滑冰 | sports/speed-skating sports/figure-skating
            en | rower | stories/the-rower-who-waited products/duckling-scarf
            en | scar | products/duckling-scarf products/lane-scarf
            en | lane scarf | products/lane-scarf
            en | scarf lane | products/lane-scarf
            en | the embrace | stories/the-embrace
            en | gangneung | stories/sixty-six-years-and-one-ankle
            """)
        try await Corpus.with(engine) { corpus in
            try await corpus.put(try Corpus.documents(Self.table))
            for row in cases {
                let language = try #require(Language(path: row[0] == "zh" ? "zh-hans" : row[0]))
                let found = try await corpus.find(row[1], in: language)
                #expect(found.joined(separator: " ") == row[2], "\(row[0]) \(row[1])")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a title leads a label, a label a body; exact leads begun leads mistaken; new leads old`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            try await corpus.put(try Corpus.documents("""
                stories | 2018-02-01 | Old pucks     | - | - | - | - | -
                stories | 2018-02-01 | Buck          | - | - | - | - | -
                stories | 2018-02-01 | In the text   | - | - | - | - | The puck slid.
                stories | 2018-02-01 | In the label  | - | - | - | puck | -
                stories | 2012-02-01 | An older puck | - | - | - | - | -
                stories | 2018-02-01 | A newer puck  | - | - | - | - | -
                stories | 2018-02-01 | Puck          | - | - | - | - | -
                """))
            #expect(try await corpus.find("puck") == [
                "stories/puck", "stories/a-newer-puck", "stories/an-older-puck", "stories/old-pucks", "stories/in-the-label",
                "stories/in-the-text",
            ])
        }
    }

    @Test(arguments: Engine.available)
    func `the reader's language leads, the others are found too`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            try await corpus.put(try Corpus.documents("""
                stories | 2018-02-01 | Gold | - | - | - | - | -
                stories | 2018-02-01 | - | Gold | - | - | - | -
                """))
            #expect(try await corpus.find("gold", in: .english).count == 2)
            let hits = try await corpus.database.read { tx in
                try [Language.english, .japanese].map { language in
                    try Finder(in: language, through: Gate(Corpus.us.code, at: Corpus.now)).find(Query("gold"), limit: 1, in: tx).hits[.story]?.first?.item.raw
                }
            }
            #expect(hits == [1, 2])
        }
    }

    @Test(arguments: Engine.available)
    func `slips of the pen are forgiven in Latin words when there is little else, and never in short ones`(_ engine: Engine) async throws {
        let cases = TextTable.rows("""
            kodiara | stories/the-embrace athletes/nao-kodaira
            kodira | stories/the-embrace athletes/nao-kodaira
            hanyo | stories/sixty-six-years-and-one-ankle athletes/yuzuru-hanyu
            yuzuri hanuy | stories/sixty-six-years-and-one-ankle athletes/yuzuru-hanyu
            duclking | products/duckling-scarf stories/the-rower-who-waited
            ducklinks | stories/the-rower-who-waited products/duckling-scarf
            leo | -
            xyzzy | -
            """)
        try await Corpus.with(engine) { corpus in
            try await corpus.put(try Corpus.documents(Self.table))
            for row in cases {
                let found = try await corpus.find(row[0]).sorted()
                #expect(found == (row[1] == "-" ? [] : row[1].split(separator: " ").map(String.init).sorted()), "\(row[0])")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `when nothing holds every word, what holds most of them is near`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            try await corpus.put(try Corpus.documents(Self.table))
            let gate = Gate(Corpus.us.code, at: Corpus.now)
            let found = try await corpus.database.read { tx in
                try ["lane scarf purple", "hanyu", "kodiara", "purple"].map { text in
                    try Finder(in: .english, through: gate).find(Query(text), limit: 10, in: tx)
                }
            }
            #expect(found.map(\.fit) == [.near, .exact, .corrected, .near])
            #expect(found[0].hits[.product]?.map(\.path) == ["products/lane-scarf", "products/duckling-scarf"])
            #expect(found[0].hits[.story]?.map(\.path) == ["stories/the-rower-who-waited"])
            #expect(found.map(\.total) == [3, 2, 2, 0])
        }
    }

    @Test(arguments: Engine.available)
    func `titles are suggested from the first letter on, in the reader's language`(_ engine: Engine) async throws {
        let cases = TextTable.rows("""
            en | s | Speed skating, Figure skating, Lee Sang-hwa, Sixty-six years and one ankle, Skate guards, Duckling scarf, Lane scarf
            en | skat | Speed skating, Figure skating, Skate guards
            en | figure sk | Figure skating
            en | nao k | Nao Kodaira
            ja | nao k | 小平奈緒
            ja | スケ | スピードスケート, フィギュアスケート, スケートガード
            ko | 고 | 고다이라 나오
            zh | 滑 | 速度滑冰, 花样滑冰
            en | kodiara | Nao Kodaira
            en | gangneung | -
            """)
        try await Corpus.with(engine) { corpus in
            try await corpus.put(try Corpus.documents(Self.table))
            for row in cases {
                let language = try #require(Language(path: row[0] == "zh" ? "zh-hans" : row[0]))
                let found = try await corpus.suggest(row[1], in: language)
                #expect(found.joined(separator: ", ") == (row[2] == "-" ? "" : row[2]), "\(row[0]) \(row[1])")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `results come in pages, and are counted up to the limit`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            let documents = (1...250).map { number in
                Document(
                    Key(raw: Int64(number)), .product, path: "products/\(number)", freshAt: Corpus.now,
                    texts: [.english: Document.Text(title: "Pin")])
            }
            try await corpus.put(documents)
            let gate = Gate(Corpus.us.code, at: Corpus.now)
            let found = try await corpus.database.read { tx in
                try [0, 24, 48].map { try Finder(in: .english, through: gate).find(Query("pin"), of: [.product], offset: $0, limit: 24, in: tx) }
            }
            #expect(found.map { $0.counts[.product] } == [200, 200, 200])
            #expect(Set(found.flatMap { $0.hits[.product]?.map(\.item) ?? [] }).count == 72)
            #expect(found[0].hits[.product]?.first?.path == "products/250")
        }
    }
}
