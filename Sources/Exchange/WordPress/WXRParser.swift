import CXML2

/// libxml2's push parser with a listener: XML goes in, in pieces of any size, and items come out.
///
/// Network access is off and libxml2's own limits on depth, names and look-ahead stay on.
struct WXRParser: ~Copyable {
    private let context: xmlParserCtxtPtr
    private let listener = WXRListener()

    /// A parser before the first byte of a file.
    init() {
        xmlInitParser()
        var handlers = WXRListener.handlers()
        let pointer = Unmanaged.passUnretained(listener).toOpaque()
        guard let context = xmlCreatePushParserCtxt(&handlers, pointer, nil, 0, nil) else {
            preconditionFailure("there is no memory for a parser")
        }
        xmlCtxtUseOptions(context, CInt(XML_PARSE_NONET.rawValue))
        listener.context = context
        self.context = context
    }

    deinit { xmlFreeParserCtxt(context) }

    /// Takes the next bytes, hands over every item that they complete, and then refuses what it must.
    func feed(_ piece: UnsafeRawBufferPointer, _ each: (WXRItem) throws -> Void) throws {
        xmlParseChunk(context, piece.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(piece.count), 0)
        try handOver(each)
    }

    /// Says that no more bytes come: every element must be closed.
    func finish(_ each: (WXRItem) throws -> Void) throws {
        xmlParseChunk(context, nil, 0, 1)
        try handOver(each)
        guard listener.assembly.isExport else { throw WXRAssembly.noExport }
    }

    private func handOver(_ each: (WXRItem) throws -> Void) throws {
        let items = listener.assembly.finished
        listener.assembly.finished = []
        for item in items { try each(item) }
        if let refusal = listener.refusal { throw refusal }
        guard context.pointee.wellFormed != 0 else { throw Self.broken(context) }
    }

    private static func broken(_ context: xmlParserCtxtPtr) -> UnreadableInput {
        let error = xmlCtxtGetLastError(context)?.pointee
        let line = error.map { max(1, Int($0.line)) }
        let words = error?.message.map { String(cString: $0).trimmed } ?? "no reason given"
        guard !words.contains("Huge input lookup") else {
            return UnreadableInput(.tooLarge, line: line, "A single text is larger than 10 MB. Shorten it.")
        }
        let advice = "Correct that line, or export again from WordPress; a broken download ends too early."
        return UnreadableInput(.malformed, line: line, "The XML is broken here (\(words)). \(advice)")
    }
}
