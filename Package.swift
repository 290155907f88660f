// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
/// Tests ask it for a second opinion on our own template engine.
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let hummingbirdHTTP2 = Target.Dependency.product(name: "HummingbirdHTTP2", package: "hummingbird")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A module of ours: it may import exactly what is listed here, and tidy holds the same table.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["Values", "Storage", "TestKit"], resources: resources,
        swiftSettings: settings)
}

let package = Package(
    name: "stadion",
    products: [.executable(name: "stadion", targets: ["stadion"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CVipsLibrary", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
        .target(name: "CVips", dependencies: ["CVipsLibrary"]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),

        module("Values"),
        module("Storage", ["Values", "CPQ", grdb, grdbSQLite]),
        module("Exchange", ["Values", "CXML2", "CMark", "CZlib", yams]),
        module("Releases", ["Storage", "Values"]),
        module("Supply", ["Storage", "Values"]),
        module("Audience", ["Storage", "Values"]),
        module("Pictures", ["Exchange", "CVips", "Storage", "Values", crypto]),
        module("Orders", ["Supply", "Releases", "Storage", "Values", crypto]),
        module("Catalogue", ["Orders", "Supply", "Releases", "Pictures", "Exchange", "Storage", "Values"]),
        module("Stories", ["Releases", "Pictures", "Exchange", "Storage", "Values"]),
        module("Films", ["Releases", "Pictures", "Exchange", "Storage", "Values"]),
        module("Search", ["Releases", "Storage", "Values"]),
        module("Staff", ["Storage", "Values", "CQREncode", crypto, cryptoExtras]),
        module("Partners", ["Orders", "CCurl", "Values"]),
        module("Hub", [
            "Stories", "Films", "Catalogue", "Search", "Staff", "Orders", "Audience", "Supply", "Releases", "Pictures", "Partners",
            "Exchange", "Storage", "Values", crypto, logging,
        ], resources: [.copy("Demo")]),
        module("Web", [
            "Hub", "Releases", "Storage", "Values", "CZlib", hummingbird, hummingbirdCore, hummingbirdHTTP2,
            logging, httpTypes, nioCore, nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1, nioSSL, nioTLS, crypto,
        ], resources: [.copy("Assets")]),
        module("Site", [
            "Web", "Hub", "Stories", "Films", "Catalogue", "Search", "Orders", "Supply", "Releases", "Pictures", "Exchange",
            "Storage", "Values", hummingbird, httpTypes, nioCore, crypto,
        ], resources: [.copy("Templates"), .copy("Assets"), .copy("Words")]),
        module("Desk", [
            "Web", "Hub", "Staff", "Stories", "Films", "Catalogue", "Search", "Orders", "Audience", "Supply", "Releases",
            "Pictures", "Exchange", "Storage", "Values", hummingbird, httpTypes, nioCore, crypto,
        ], resources: [.copy("Templates"), .copy("Assets"), .copy("Words")]),
        module("API", [
            "Web", "Hub", "Staff", "Stories", "Films", "Catalogue", "Search", "Orders", "Audience", "Supply", "Releases",
            "Pictures", "Exchange", "Storage", "Values", hummingbird, httpTypes, nioCore, crypto,
        ]),
        .executableTarget(
            name: "stadion",
            dependencies: [
                "API", "Desk", "Site", "Web", "Hub", "Staff", "Partners",
                "Exchange", "Storage", "Values", arguments, configuration, logging,
                lifecycle, hummingbird, hummingbirdCore, nioCore, systemPackage, unixSignals,
            ],
            swiftSettings: settings),

        .executableTarget(
            name: "stadion-bench",
            dependencies: [
                "Catalogue", "Stories", "Search", "Orders", "Pictures", "Supply", "Releases", "Storage", "Values",
            ], path: "Tools/Bench", swiftSettings: settings),

        .target(
            name: "TestKit", dependencies: ["Storage", "Values"], path: "Tests/TestKit", swiftSettings: settings),
        .target(
            name: "StageKit",
            dependencies: [
                "Web", "Hub", "Partners", "Orders", "Staff", "Storage", "Values", "TestKit", hummingbird, hummingbirdCore,
                httpTypes, logging, nioCore, nioEmbedded,
            ], path: "Tests/StageKit", swiftSettings: settings),
        tests("ValuesTests", []),
        tests("StorageTests", []),
        tests("SupplyTests", ["Supply"]),
        tests("ReleasesTests", ["Releases"]),
        tests("AudienceTests", ["Audience"]),
        tests("OrdersTests", ["Orders", "Supply"]),
        tests("ExchangeTests", ["Exchange"]),
        tests("PartnersTests", ["Partners", "Orders"]),
        tests("PicturesTests", ["Pictures", "Exchange"]),
        tests("StoriesTests", ["Stories", "Releases", "Pictures", "Exchange"]),
        tests("FilmsTests", ["Films", "Releases", "Pictures", "Exchange"]),
        tests("SearchTests", ["Search", "Releases"]),
        tests("StaffTests", ["Staff"]),
        tests("CatalogueTests", ["Catalogue", "Orders", "Supply", "Releases", "Pictures", "Exchange"]),
        tests("HubTests", [
            "Hub", "Audience", "Catalogue", "Exchange", "Films", "Orders", "Partners", "Pictures", "Releases", "Search", "Staff",
            "StageKit", "Stories", "Supply", logging,
        ]),
        tests("SiteTests", [
            "API", "Site", "Web", "Hub", "Stories", "Catalogue", "Releases", "Audience", "StageKit", "CXML2", hummingbirdCore,
            httpTypes,
        ]),
        tests("WebTests", ["Web", mustache]),
        tests("DeskTests", [
            "Desk", "Web", "Hub", "Staff", "Stories", "Films", "Catalogue", "Orders", "Exchange", "Pictures",
            "Releases", "StageKit", httpTypes,
        ]),
        tests("APITests", [
            "API", "Web", "Hub", "Staff", "Stories", "Films", "Catalogue", "Search", "Orders", "Releases", "Exchange", "StageKit",
            hummingbird, httpTypes,
        ]),
        tests("WholeHubTests", ["stadion", "Hub", "Audience"]),
    ]
)
