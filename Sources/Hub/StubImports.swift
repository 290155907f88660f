import Exchange
import Storage
import Values
struct ProductImport { let database: Database; let markets: [Market]; let now: Instant
  func run(_ p: String, isDryRun: Bool, progress: @escaping ImportProgress.Observer) async throws -> ImportReport { ImportReport("x") } }
struct StoryImport { let database: Database; let markets: [Market]; let language: Language; let now: Instant
  func run(_ p: String, isDryRun: Bool, progress: @escaping ImportProgress.Observer) async throws -> ImportReport { ImportReport("x") } }
struct PictureImport { let database: Database; let now: Instant
  func run(_ p: String, isDryRun: Bool, progress: @escaping ImportProgress.Observer) async throws -> ImportReport { ImportReport("x") } }
struct ProductExport { let database: Database; let markets: [Market]
  func write(to p: String) async throws -> Int { 0 } }
