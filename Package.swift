// swift-tools-version: 6.2
import PackageDescription

/// Settings of our own targets: a warning is an error, and an import stays inside its file.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// For the targets of the hot path: no run-time check that nothing else touches a class's property
/// while it changes; the compiler's own checks stay. It was a thirtieth of a run's time.
let hot = house + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

let package = Package(
  name: "Backhaul",
  products: [.executable(name: "backhaul", targets: ["BackhaulCLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // C libraries: a module map and a shim each. libcsv has no pkg-config file; its module map
    // links it.
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CLibArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev", "zlib1g-dev"])]),
    .systemLibrary(name: "CSQLiteHooks", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "CByteScan"),

    // The domain: standard library only.
    .target(name: "Returns", swiftSettings: hot),
    // The four in the middle do not know each other.
    .target(
      name: "Intake",
      dependencies: [
        "Returns", "CLibCSV", "CLibXML2", "CLibCrypto", "CLibArchive", "CByteScan",
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Profiles")],
      swiftSettings: hot),
    .target(
      name: "Settings",
      dependencies: ["Returns", .product(name: "Yams", package: "Yams")],
      resources: [.embedInCode("Defaults")],
      swiftSettings: house),
    .target(
      name: "LedgerStore",
      dependencies: ["CSQLiteHooks", "Returns", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: hot),
    .target(name: "Insight", dependencies: ["Returns"], swiftSettings: hot),
    .target(
      name: "Reports",
      dependencies: [
        "Returns", "Insight", "CByteScan", "CLibArchive",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")],
      swiftSettings: hot),
    // Shares no code with what it verifies: neither the domain nor the writers.
    .target(name: "Verification", dependencies: ["CLibCrypto"], swiftSettings: house),
    .target(
      name: "EveningRun",
      dependencies: [
        "Returns", "Intake", "Settings", "LedgerStore", "Insight", "Reports", "CByteScan",
        "Verification",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: hot),
    // Stands beside the run: it makes files that the run reads.
    .target(name: "Sample", dependencies: ["Returns"], swiftSettings: house),
    .executableTarget(
      name: "BackhaulCLI",
      dependencies: [
        "EveningRun", "Sample", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),

    // Times the readers (Benchmarks/read_xml.py); no product.
    .executableTarget(
      name: "ReadingBench", dependencies: ["Intake", "Returns", "CLibXML2"], swiftSettings: house),

    // The readers under mutated inputs (make soak) and libFuzzer (make fuzz); no products.
    .target(
      name: "ReaderTrials", dependencies: ["Intake", "Settings", "Returns"], swiftSettings: house),
    .executableTarget(name: "ReaderSoak", dependencies: ["ReaderTrials"], swiftSettings: house),

    .testTarget(name: "ReturnsTests", dependencies: ["Returns"]),
    .testTarget(name: "IntakeTests", dependencies: ["Intake", "Returns", "ReaderTrials"]),
    .testTarget(name: "SettingsTests", dependencies: ["Settings", "Returns"]),
    .testTarget(name: "LedgerStoreTests", dependencies: ["LedgerStore", "Returns"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Insight", "Returns"]),
    .testTarget(name: "InsightTests", dependencies: ["Insight", "Returns"]),
    .testTarget(name: "SampleTests", dependencies: ["Sample", "Returns"]),
    // The whole program on the stories below Tests/Scenarios, and the project's own tidiness.
    .testTarget(
      name: "ScenarioTests",
      dependencies: [
        "BackhaulCLI", "LedgerStore", "Returns", "Verification",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "TidyTests"),
  ]
)

// libFuzzer brings its own main, and `make fuzz` links it, so this target is there for it only.
if Context.environment["FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "FuzzReaders", dependencies: ["ReaderTrials"],
      swiftSettings: house + [.unsafeFlags(["-parse-as-library"])]))
}
