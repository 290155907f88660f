import Foundation
import Tidiness

do {
    let texts = try Tree.texts(under: CommandLine.arguments.dropFirst().first ?? ".")
    let found = findings(in: texts)
    for finding in found { print(finding) }
    let errors = found.filter { $0.weight == .error }.count
    print("tidy: \(texts.count) files, \(errors) to mend, \(found.count - errors) to think about")
    exit(errors == 0 ? 0 : 1)
} catch {
    print("tidy: \(error)")
    exit(2)
}
