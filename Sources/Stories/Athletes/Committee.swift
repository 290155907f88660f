import Foundation
package import Values

/// National Olympic Committees by their codes, and what their countries are called.
package enum Committee {
    /// Codes with the ISO 3166-1 code of the country, where it has one.
    private static let countries: [String: String] = {
        let pairs = """
            AFG AF ALB AL ALG DZ AND AD ANG AO ANT AG ARG AR ARM AM ARU AW ASA AS AUS AU AUT AT AZE AZ BAH BS BAN BD BAR BB BDI BI \
            BEL BE BEN BJ BER BM BHU BT BIH BA BIZ BZ BLR BY BOL BO BOT BW BRA BR BRN BH BRU BN BUL BG BUR BF CAF CF CAM KH CAN CA \
            CAY KY CGO CG CHA TD CHI CL CHN CN CIV CI CMR CM COD CD COK CK COL CO COM KM CPV CV CRC CR CRO HR CUB CU CYP CY CZE CZ \
            DEN DK DJI DJ DMA DM DOM DO ECU EC EGY EG ERI ER ESA SV ESP ES EST EE ETH ET FIJ FJ FIN FI FRA FR FSM FM GAB GA GAM GM \
            GBR GB GBS GW GEO GE GEQ GQ GER DE GHA GH GRE GR GRN GD GUA GT GUI GN GUM GU GUY GY HAI HT HKG HK HON HN HUN HU INA ID \
            IND IN IRI IR IRL IE IRQ IQ ISL IS ISR IL ISV VI ITA IT IVB VG JAM JM JOR JO JPN JP KAZ KZ KEN KE KGZ KG KIR KI KOR KR \
            KOS XK KSA SA KUW KW LAO LA LAT LV LBA LY LBN LB LBR LR LCA LC LES LS LIE LI LTU LT LUX LU MAD MG MAR MA MAS MY MAW MW \
            MDA MD MDV MV MEX MX MGL MN MHL MH MKD MK MLI ML MLT MT MNE ME MON MC MOZ MZ MRI MU MTN MR MYA MM NAM NA NCA NI NED NL \
            NEP NP NGR NG NIG NE NOR NO NRU NR NZL NZ OMA OM PAK PK PAN PA PAR PY PER PE PHI PH PLE PS PLW PW PNG PG POL PL POR PT \
            PRK KP PUR PR QAT QA ROU RO RSA ZA RUS RU RWA RW SAM WS SEN SN SEY SC SGP SG SKN KN SLE SL SLO SI SMR SM SOL SB SOM SO \
            SRB RS SRI LK SSD SS STP ST SUD SD SUI CH SUR SR SVK SK SWE SE SWZ SZ SYR SY TAN TZ TGA TO THA TH TJK TJ TKM TM TLS TL \
            TOG TG TTO TT TUN TN TUR TR TUV TV UAE AE UGA UG UKR UA URU UY USA US UZB UZ VAN VU VEN VE VIE VN VIN VC YEM YE ZAM ZM \
            ZIM ZW
            """.split(separator: " ").map(String.init)
        return Dictionary(uniqueKeysWithValues: stride(from: 0, to: pairs.count, by: 2).map { (pairs[$0], pairs[$0 + 1]) })
    }()

    private static let committees = Dictionary(countries.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })

    /// Teams that are no country, or whose country is called otherwise at the Games.
    private static let others: [String: [Language: String]] = [
        "COR": [.english: "Korea", .japanese: "コリア", .korean: "코리아", .chinese: "朝韩联队"],
        "HKG": [.english: "Hong Kong, China", .japanese: "ホンコン・チャイナ", .korean: "홍콩", .chinese: "中国香港"],
        "KOR": [.english: "South Korea", .japanese: "韓国", .korean: "대한민국", .chinese: "韩国"],
        "OAR": [
            .english: "Olympic Athletes from Russia", .japanese: "ロシアからの五輪選手", .korean: "러시아 출신 올림픽 선수",
            .chinese: "俄罗斯奥运选手",
        ],
        "ROC": [.english: "ROC", .japanese: "ROC", .korean: "ROC", .chinese: "ROC"],
        "TPE": [.english: "Chinese Taipei", .japanese: "チャイニーズ・タイペイ", .korean: "중화 타이베이", .chinese: "中华台北"],
    ]

    private static let names: [Language: [String: String]] = {
        var names: [Language: [String: String]] = [:]
        for language in Language.allCases {
            let locale = Locale(identifier: language.rawValue)
            names[language] = countries.mapValues { locale.localizedString(forRegionCode: $0) ?? $0 }
            for (code, texts) in others { names[language]?[code] = texts[language] }
        }
        return names
    }()

    /// Whether a code has the form of one: three capital letters.
    package static func isCode(_ code: String) -> Bool {
        code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) }
    }

    /// The committee of a country by its ISO 3166-1 code, such as `KOR` for `KR`, whatever the case; nil where there is none.
    package static func code(ofCountry iso: String) -> String? { committees[iso.uppercased()] }

    /// What a committee's country is called in a language; the code itself when it is unknown.
    package static func name(_ code: String, in language: Language) -> String { names[language]?[code] ?? code }
}
