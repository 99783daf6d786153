// What may stand in the root of the repository: an upper bound, not everything has to be there yet.

enum RootList {
    static let allowed: Set<String> = [
        "Package.swift", "README.md", "LICENSE", "docker-compose.full.yml", "themes", "docs",
        "Sources", "Tests", ".ci", ".packaging", ".gitignore", ".swift-format", ".editorconfig",
        ".env.example", ".github",
    ]

    /// Made by tools, never committed: kept out by `.gitignore`.
    static let generated = [
        ".build", ".git", ".swiftpm", "Package.resolved", ".DS_Store", ".index-build",
    ]
}
