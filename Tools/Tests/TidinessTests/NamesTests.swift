import Testing
import Tidiness

struct NamesTests {
    @Test(arguments: [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Repository", "Impl", "Base", "Common", "Core", "Info", "DTO",
        "Wrapper", "V2",
    ])
    func `a type or a file with an empty name is a breach`(ending: String) {
        for keyword in ["struct", "enum", "final class", "actor", "protocol", "package typealias"] {
            let text = "/// A.\n\(keyword) Order\(ending)\(keyword.hasSuffix("typealias") ? " = Int" : " {}")"
            #expect(onlyBreach(2, "Order\(ending) ends in \(ending)", in: "Sources/Values/A.swift", text))
        }
        #expect(onlyBreach(1, "called …\(ending)", in: "Sources/Values/Order\(ending).swift", "let a = 1"))
        #expect(onlyBreach(1, "called …\(ending)", in: "Tests/OrdersTests/Order\(ending)Tests.swift", "let a = 1"))
    }

    @Test func `a file name with a plus is a breach`() {
        #expect(onlyBreach(1, "a file name with +", in: "Sources/Values/String+Slug.swift", "let a = 1"))
    }

    @Test(arguments: ["Database", "Score", "Order", "Serviceable", "Managers"])
    func `a name that only resembles one is none`(name: String) {
        #expect(breaches("Sources/Values/\(name).swift", "struct \(name) {}") == [])
    }

    @Test func `using somebody else's type is no breach`() {
        let text = "struct Hall: Service { let group: ServiceGroup; func f(_ a: some Service) { call(protocol: HTTPService()) } }"
        #expect(breaches("Sources/stadion/Hall.swift", text) == [])
    }
}
