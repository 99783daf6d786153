// The files that may hold `unsafe` and pointers: where C is spoken to, and where bytes are read without copies.

enum PointerFiles {
    /// Whole folders around a C library.
    static let folders = ["Sources/CursesTerminal/", "Sources/Tables/Compression/"]

    static let allowed: Set<String> = [
        "Sources/App/Composition/FileStamp.swift",
        "Sources/App/Composition/LinearTerminal.swift",
        "Sources/App/Output/ProgressLine.swift",
        "Sources/EmbeddedAdapters/Directory/DirectoryLock.swift",
        "Sources/EmbeddedAdapters/Directory/DurableFile.swift",
        "Sources/EmbeddedAdapters/Directory/EmbeddedDirectory.swift",
        "Sources/EmbeddedAdapters/Directory/SocketPath.swift",
        "Sources/EmbeddedAdapters/Storage/FileSize.swift",
        "Sources/EmbeddedAdapters/Storage/RawStatement.swift",
        "Sources/EmbeddedAdapters/System/SystemClock.swift",
        "Sources/HTTPAPI/Serving/Caller.swift",
        "Sources/HTTPAPI/Serving/HTTPService.swift",
        "Sources/HTTPAPI/Serving/HTTPServiceError.swift",
        "Sources/HTTPClient/EasyHandle.swift",
        "Sources/HTTPClient/TransferLoop.swift",
        "Sources/HTTPClient/TransferThread.swift",
        "Sources/Inference/Types/CellExtremes.swift",
        "Sources/Inference/Types/CellGlance.swift",
        "Sources/Inference/Types/ColumnTally.swift",
        "Sources/Inference/Types/CountTable.swift",
        "Sources/Inference/Types/PlainCell.swift",
        "Sources/Inference/Types/TextHash.swift",
        "Sources/JSONText/JSONReader.swift",
        "Sources/Laboratory/ConsoleBench/BenchTerminal.swift",
        "Sources/Laboratory/Probes/Loopback.swift",
        "Sources/Laboratory/Probes/LoopbackProbe.swift",
        "Sources/ServerAdapters/Kafka/KafkaHandle.swift",
        "Sources/ServerAdapters/Kafka/KafkaHandle+Questions.swift",
        "Sources/ServerAdapters/Postgres/PostgresConnection.swift",
        "Sources/ServerAdapters/Redis/RedisSocket.swift",
        "Sources/Tables/ByteStream.swift",
        "Sources/Tables/Delimited/BlockScan.swift",
        "Sources/Tables/Delimited/ByteClasses.swift",
        "Sources/Tables/Delimited/PlainText.swift",
        "Sources/Tables/Delimited/RowBlock.swift",
        "Sources/Tables/Encoding/TextDecoder.swift",
        "Sources/Tables/Workbook/ByteRegion.swift",
        "Sources/Tables/Workbook/XMLReader.swift",
        "Sources/TerminalUI/Program/LoopThread.swift",
    ]
}
