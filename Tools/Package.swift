// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "tools",
    targets: [
        .target(name: "Tidiness", swiftSettings: settings),
        .executableTarget(name: "tidy", dependencies: ["Tidiness"], swiftSettings: settings),
        .testTarget(name: "TidinessTests", dependencies: ["Tidiness"], swiftSettings: settings),
    ]
)
