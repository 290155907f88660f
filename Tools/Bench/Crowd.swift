import Foundation
import Values

/// Invented people and goods with names as they are met with, in Latin letters, kanji, hangul and hanzi.
struct Crowd {
    private static let given = words("""
        Ada Akiko Alena Amir Anna Arno Astrid Bao Bela Bruno Carla Chiara Dario Davide Ebba Elena Elif
        Emil Erik Esra Fatou Filip Goran Greta Hana Henrik Ida Igor Ines Ivan Jana Joana Jonas Kaisa
        Karim Katya Kofi Lars Lea Linh Lucas Maja Marek Marta Mateo Mia Milan Nadia Nils Noor Olga Omar
        Paula Pavel Petra Pia Rafael Rosa Samir Sara Sofia Stefan Tara Teo Tomas Ulla Vera Viktor Wiktor
        Yara Yusuf Zoe Zora
        """)
    private static let stems = words("""
        an ber bor cal dal den dor el far fen gal gar gold hal han har hol jan jor kal kar kov lan lar
        lind lun mar mel mor nar nor ol pal per pol ran ros sal san sel sim sol sten tal tar tor val van
        var vel vin vol war wen win yan zan zel
        """)
    private static let endings = words("""
        a berg dal ek en er es ez ic in ini ko koff la land ler man mann nen ner os ova ow quist sen ski
        son strom ton va vik
        """)
    private static let japaneseFamily = words("""
        佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 石川 前田 藤田 後藤 岡田 長谷川 村上 近藤
        石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本 松田 中川 中野 原田 小野 田村 竹内
        """)
    private static let japaneseGiven = words("""
        愛 葵 明 歩 一郎 一真 海斗 和也 奏 彩 咲 聡 沙羅 翔 翔太 駿 真央 誠 拓也 直美 奈緒 遥 陽菜 美咲 美帆 悠 優 結衣 蓮 凛
        """)
    private static let koreanFamily = words("""
        김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍
        """)
    private static let koreanGiven = words("""
        민준 서준 도윤 예준 시우 하준 지호 지후 준서 준우 서연 서윤 지우 서현 민서 하은 지유 윤서 채원 지민 은정 영미 경애 선영 보름 상화 승훈 효준 성빈 대성
        """)
    private static let chineseFamily = words("""
        王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗
        """)
    private static let chineseGiven = words("""
        伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 文静 佳宇 大靖 宗洋 子涵 雨桐 浩然 梓轩
        """)
    private static let goods: [[String]] = [
        ["scarf", "マフラー", "목도리", "围巾"], ["beanie", "ニット帽", "비니", "毛线帽"], ["hoodie", "パーカー", "후드티", "连帽衫"],
        ["mug", "マグカップ", "머그잔", "马克杯"], ["bottle", "ボトル", "물병", "水壶"], ["poster", "ポスター", "포스터", "海报"],
        ["tote", "トートバッグ", "토트백", "手提袋"], ["socks", "靴下", "양말", "袜子"], ["mittens", "ミトン", "벙어리장갑", "手套"],
        ["blanket", "ブランケット", "담요", "毛毯"], ["pin", "ピンバッジ", "핀 배지", "徽章"], ["notebook", "ノート", "공책", "笔记本"],
    ]
    private static let motifs: [[String]] = [
        ["Lane", "レーン", "레인", "赛道"], ["Duckling", "子ガモ", "새끼 오리", "小鸭"], ["Snow", "雪", "눈", "雪花"],
        ["Ice", "氷", "얼음", "冰"],
        ["City", "街", "도시", "城市"], ["Garlic", "ニンニク", "마늘", "大蒜"], ["Savanna", "サバンナ", "사바나", "草原"], ["Stone", "石", "스톤", "冰壶"],
    ]
    private static let looks: [[String]] = [
        ["first", "初めての", "첫", "初次"], ["long", "長い", "긴", "长款"], ["warm", "暖かい", "따뜻한", "保暖"], ["small", "小さな", "작은", "迷你"],
        ["bright", "明るい", "밝은", "明亮"], ["quiet", "静かな", "조용한", "安静"], ["night", "夜の", "밤의", "夜色"], ["early", "早い", "이른", "清晨"],
    ]

    private var state: UInt64

    /// The same people and goods for the same seed.
    init(seed: UInt64) { state = seed }

    private static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    private mutating func pick(_ words: [String]) -> String { words[number(below: words.count)] }

    /// A family name in Latin letters: common ones are met with often.
    mutating func family() -> String {
        let stems = Self.stems
        let first = stems[min(number(below: stems.count), number(below: stems.count))]
        return (first + (number(below: 2) == 0 ? pick(stems) : "") + pick(Self.endings)).capitalized
    }

    /// A person's name by language: everybody has one in Latin letters, some in their own script.
    mutating func person() -> [Language: String] {
        var names: [Language: String] = [.english: "\(pick(Self.given)) \(family())"]
        switch number(below: 4) {
        case 0: names[.japanese] = pick(Self.japaneseFamily) + pick(Self.japaneseGiven)
        case 1: names[.korean] = pick(Self.koreanFamily) + pick(Self.koreanGiven)
        case 2: names[.chinese] = pick(Self.chineseFamily) + pick(Self.chineseGiven)
        default: break
        }
        return names
    }

    /// A product's name by language.
    mutating func product(_ index: Int) -> [Language: String] {
        let (look, motif, good) = (Self.looks[number(below: 8)], Self.motifs[number(below: 8)], Self.goods[number(below: 12)])
        let maker = family()
        return [
            .english: "\(motif[0]) \(good[0]), \(look[0]) \(maker) \(index)",
            .japanese: "\(maker)\(index) \(look[1])\(motif[1])の\(good[1])",
            .korean: "\(maker) \(index) \(look[2]) \(motif[2]) \(good[2])",
            .chinese: "\(maker)\(index)\(look[3])\(motif[3])\(good[3])",
        ]
    }

    /// Something that fans type: names, parts of them, slips, two words, ideographs, and what is nowhere.
    mutating func query() -> (text: String, language: Language) {
        switch number(below: 12) {
        case 0: (family(), .english)
        case 1: ("\(pick(Self.given)) \(family())", .english)
        case 2: (String(family().prefix(4)), .english)
        case 3: (slipped(family()), .english)
        case 4: (pick(Self.japaneseFamily), .japanese)
        case 5: (pick(Self.japaneseFamily) + pick(Self.japaneseGiven), .japanese)
        case 6: (pick(Self.koreanFamily) + pick(Self.koreanGiven), .korean)
        case 7: (pick(Self.chineseGiven), .chinese)
        case 8: (Self.goods[number(below: 12)][0], .english)
        case 9: ("\(Self.motifs[number(below: 8)][0]) \(Self.goods[number(below: 12)][0])", .english)
        case 10: (Self.goods[number(below: 12)][number(below: 3) + 1], .japanese)
        default: ("\(family()) \(Self.goods[number(below: 12)][0])", .english)
        }
    }

    private mutating func slipped(_ word: String) -> String {
        var letters = Array(word)
        guard letters.count > 4 else { return word }
        letters.swapAt(2, 3)
        return String(letters)
    }
}
