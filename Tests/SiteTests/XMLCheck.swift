import CXML2

/// What libxml2 says of an XML document.
struct XMLCheck {
    /// The first error, or nil when it is well-formed.
    let problem: String?

    init(_ xml: String) {
        let document = xmlReadMemory(
            xml, Int32(xml.utf8.count), nil, nil, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue))
        problem = document == nil ? xmlGetLastError().flatMap { $0.pointee.message.map { String(cString: $0) } } ?? "unreadable" : nil
        xmlFreeDoc(document)
    }
}
