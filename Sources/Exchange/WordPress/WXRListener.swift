import CXML2

/// What the parser's handlers write to: it carries events into the assembly and remembers the first refusal.
///
/// The C handlers find it through the parser's user data and run on the thread that feeds the parser.
final class WXRListener {
    /// What was read so far.
    var assembly = WXRAssembly()
    /// Why the reading was stopped.
    private(set) var refusal: UnreadableInput?
    /// The parser whose events these are; it belongs to `WXRParser`, which frees it.
    var context: xmlParserCtxtPtr?

    private var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

    /// Does one step of the assembly; a refusal gets its line and stops the parser.
    private func step(_ body: (inout WXRAssembly) throws -> Void) {
        guard refusal == nil else { return }
        do {
            try body(&assembly)
        } catch let error as UnreadableInput {
            refusal = UnreadableInput(error.kind, line: line, error.reason)
            xmlStopParser(context)
        } catch {
            preconditionFailure("an assembly refuses with UnreadableInput only")
        }
    }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> WXRListener {
        guard let pointer else { preconditionFailure("the parser was made with a listener") }
        return Unmanaged<WXRListener>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Handlers for elements and text. There is none for declarations, so no entity but the five of XML ever exists and none
    /// can be expanded or fetched; and a DOCTYPE ends the reading the moment it begins.
    static func handlers() -> xmlSAXHandler {
        var handlers = xmlSAXHandler()
        handlers.initialized = UInt32(XML_SAX2_MAGIC)
        handlers.internalSubset = { pointer, _, _, _ in
            WXRListener.at(pointer).step { _ in
                throw UnreadableInput(.unsafe, "A DOCTYPE stands here, which no export has. Remove it.")
            }
        }
        handlers.startElementNs = { pointer, name, prefix, _, _, _, count, _, attributes in
            let listener = WXRListener.at(pointer)
            let element = WXRListener.qualified(name, prefix)
            let line = listener.line
            listener.step {
                $0.start(element, attributes: { WXRListener.pairs(attributes, count) }, line: line)
            }
        }
        handlers.endElementNs = { pointer, _, _, _ in WXRListener.at(pointer).step { try $0.end() } }
        handlers.characters = { pointer, characters, count in
            let text = UnsafeBufferPointer(start: characters, count: Int(count))
            WXRListener.at(pointer).step { try $0.add(text) }
        }
        handlers.cdataBlock = handlers.characters
        return handlers
    }

    /// The name with the prefix that every WordPress uses: the addresses of the namespaces change with the version.
    private static func qualified(
        _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?
    ) -> String {
        let local = name.map { String(cString: $0) } ?? ""
        return prefix.map { "\(String(cString: $0)):\(local)" } ?? local
    }

    /// An attribute is five pointers: local name, prefix, namespace, and the beginning and the end of its value.
    private static func pairs(
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: CInt
    ) -> [String: String] {
        var pairs: [String: String] = [:]
        for place in 0..<Int(count) {
            let five = attributes?.advanced(by: place * 5)
            guard let five, let start = five[3], let end = five[4] else { continue }
            let value = UnsafeBufferPointer(start: start, count: end - start)
            pairs[qualified(five[0], five[1])] = String(decoding: value, as: UTF8.self)
        }
        return pairs
    }
}
