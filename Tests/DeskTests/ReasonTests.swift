import Foundation
import Staff
import Storage
import TestKit
import Testing
import Values

/// Why a field was refused is said in the language of whoever filled it in.
@Suite struct ReasonTests {
    @Test(arguments: [
        (Language.english, "A product needs a title of at most 500 characters; fill it in."), (.japanese, "商品名を500文字以内で入力してください。"),
        (.korean, "상품 이름을 500자 이내로 입력해 주세요."), (.chinese, "请填写商品名称，最多 500 个字符。"),
    ])
    func `a reason with a number in it is said in every language`(language: Language, text: String) async throws {
        try await DeskStage.with(.sqlite) { stage in
            try await stage.stock()
            let browser = try await stage.signIn("Ada", [.administrator], language)
            let seen = try await browser.post("/desk/products/new", ["title": "", "handle": "", "language": "en"])
            #expect(seen.status == 422 && seen.words.contains(text), "\(seen.words)")
        }
    }

    @Test func `every reason that the desk can give has words`() throws {
        let sentences = try Set(Sources.words(.english).filter { $0.key.hasPrefix("invalid_") }.map(\.value))
        #expect(sentences.count > 40)
        var unknown: [String] = []
        for text in try Self.refusing.flatMap(Self.texts) {
            for match in text.matches(of: /InvalidField\([^"\n]*(?:"[a-z_0-9\\()]*")?[^"\n]*,[^"\n]*"([^\n]+?)"\)/) {
                var (reason, place) = (String(match.output.1), 0)
                while let value = reason.firstMatch(of: /\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/) {
                    reason.replaceSubrange(value.range, with: "{\(place)}")
                    place += 1
                }
                for choice in reason.components(separatedBy: "\" : \"") where !sentences.contains(choice) && choice.hasSuffix(".") {
                    unknown.append(choice)
                }
            }
        }
        // Only a form that somebody has made by hand can ask for these.
        #expect(Set(unknown) == ["The hub knows no such fact of a product.", "The hub knows no such fact of a variant."])
    }

    /// Where what the desk does is refused.
    private static let refusing = [
        "Catalogue/Editing", "Catalogue/Location.swift", "Pictures/PictureFile.swift", "Pictures/PictureSearch.swift", "Stories/Writing",
        "Staff/UnsentForm.swift", "Web/Upload.swift", "Web/Form.swift", "Hub/FirstStart.swift",
        "Stories/Athletes/SaveAthlete.swift", "Stories/Sports/SportDraft.swift", "Films/SaveFilm.swift", "Catalogue/Stores/SaveStore.swift", "Desk",
    ]

    private static func texts(_ path: String) throws -> [String] {
        let place = Sources.file(path)
        guard !path.hasSuffix(".swift") else { return [try String(contentsOf: place, encoding: .utf8)] }
        return try FileManager.default.subpathsOfDirectory(atPath: place.path).filter { $0.hasSuffix(".swift") }.map {
            try String(contentsOf: place.appendingPathComponent($0), encoding: .utf8)
        }
    }
}
